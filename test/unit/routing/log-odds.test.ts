import { describe, expect, it } from 'vitest';
import type { CalibrationMap } from '../../../src/domain/calibration/calibration.js';
import { llmId } from '../../../src/domain/ids.js';
import type { Facets, ItemParameters } from '../../../src/plugins/contract.js';
import { abilityTerms, itemSentence, logOddsTerms } from '../../../src/routing/log-odds.js';
import type { Ranking } from '../../../src/routing/types.js';

const f = (...values: number[]) => Float32Array.from(values);
const [a, b] = [llmId('a'), llmId('b')];
const ranking = { llms: [a, b] } as unknown as Ranking;
const theta = new Map([
  [a, f(0.75, 0.5, 0.5)],
  [b, f(0.5, 0.25, 1)],
]);
const abilities = (grounded?: readonly boolean[]): Facets['abilities'] => ({
  abilityDims: 3,
  ability: (llm) => theta.get(llm) as Float32Array,
  abilityNames: ['logic', 'music', 'sums'],
  ...(grounded && { abilityGrounded: grounded }),
});
const item: ItemParameters = {
  form: 'centred',
  discrimination: f(4),
  difficulty: f(0.25, 0.5, 0.75),
  relevance: f(0.5, 0.25, 0.25),
  interaction: { weights: f(1, 2, 0.5), bias: -0.25 },
};

describe('log-odds of a centred item', () => {
  it('are w·a·r·(θ − b) for each ability and a constant', () => {
    // 1·4·½·½, 2·4·¼·0, ½·4·¼·(−¼)
    expect(logOddsTerms({ ranking, item, abilities: abilities(), calibration: null })).toEqual([
      { name: 'ability logic', value: 1 },
      { name: 'ability music', value: 0 },
      { name: 'ability sums', value: -0.125 },
      { name: 'constant', value: -0.25 },
    ]);
  });

  it('end with what calibration adds: a slope, an intercept and the offset of the LLM', () => {
    const calibration = { slope: 2, intercept: 0.5, offsets: { a: 0.25 } } as unknown as CalibrationMap;
    const terms = logOddsTerms({ ranking, item, abilities: abilities(), calibration });
    // The router's own log-odds are .625.
    expect(terms?.at(-1)).toEqual({ name: 'calibration', value: 0.625 + 0.5 + 0.25 });
    expect(terms?.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(2 * 0.625 + 0.5 + 0.25, 10);
  });

  it('have no terms where φ is no sum over abilities', () => {
    const { interaction: _none, ...twoLayer } = item;
    expect(abilityTerms({ ranking, item: twoLayer, abilities: abilities(), calibration: null }, a)).toBeNull();
    expect(logOddsTerms({ ranking, item: twoLayer, abilities: abilities(), calibration: null })).toBeNull();
    expect(itemSentence({ ranking, item: twoLayer, abilities: abilities(), calibration: null }, 'B')).toBeNull();
  });

  it('are told by what the query needs and where the two LLMs differ', () => {
    // Differences: 2·¼ = .5, 2·¼ = .5, ½·(−½) = −.25
    expect(itemSentence({ ranking, item, abilities: abilities(), calibration: null }, 'B')).toBe(
      'The query needs most logic (50 %), music (25 %), sums (25 %). ' +
        'The abilities that count most against B, in log-odds, are logic (+0.50), music (+0.50), sums (−0.25).',
    );
  });

  it('never give a name that rests on nothing as a reason, nor keep back what it moves', () => {
    expect(itemSentence({ ranking, item, abilities: abilities([true, false, true]), calibration: null }, 'B')).toBe(
      'The query needs most logic (50 %), sums (25 %). ' +
        'The abilities that count most against B, in log-odds, are logic (+0.50), sums (−0.25); dimensions without a meaning add +0.50.',
    );
    expect(itemSentence({ ranking, item, abilities: abilities([false, false, false]), calibration: null }, 'B')).toBe(
      'No ability was named for queries; no ability makes a difference against B; dimensions without a meaning add +0.75.',
    );
  });
});
