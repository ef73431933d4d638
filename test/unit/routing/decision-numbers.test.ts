import { describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import { matrix } from '../../../src/domain/matrix.js';
import { objective, score } from '../../../src/domain/objective.js';
import { seededRng } from '../../../src/domain/random.js';
import type { ItemParameters } from '../../../src/plugins/contract.js';
import { alphaRange } from '../../../src/routing/explain/alpha-flip.js';
import { explain } from '../../../src/routing/explanation.js';
import { queryBatch, warmUp } from '../../../src/routing/query-batch.js';
import { rank } from '../../../src/routing/ranking.js';
import { decodeReferenceSet, encodeReferenceSet } from '../../../src/routing/reference-set.js';
import { decodeArtifact, encodeArtifact } from '../../../src/domain/artifact.js';
import type { AlphaRange } from '../../../src/routing/types.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

const f = (...values: number[]) => Float32Array.from(values);
const ids = (...names: string[]) => names.map(llmId);

describe('ranking', () => {
  it('orders by score, then the cheaper, then pool order', () => {
    const candidates = { llms: ids('a', 'b', 'c', 'd'), cost: f(0.5, 0.25, 0.25, 0) };
    const ranking = rank(f(0.5, 0.5, 0.5, 0.75), candidates, 'performance', objective(1));
    expect(ranking.llms).toEqual(['d', 'b', 'c', 'a']);
    expect([...ranking.cost]).toEqual([0, 0.25, 0.25, 0.5]);
    expect(ranking.preference).toBeNull();
  });

  it('follows a preference without weighing it against cost', () => {
    const ranking = rank(f(0.4, 0.6), { llms: ids('a', 'b'), cost: f(0, 1) }, 'preference', objective(0));
    expect(ranking.llms).toEqual(['b', 'a']);
    expect(ranking.predictedPerformance).toBeNull();
  });
});

describe('warm-up', () => {
  const reference = {
    vectors: matrix(3, 2, f(1, 0, 0, 1, 1, 1)),
    responses: {
      queries: [],
      llms: [],
      rowStart: f() as never,
      llmIndex: f() as never,
      performance: f(),
      cost: null,
      inputTokens: null,
      outputTokens: null,
    },
  };
  const neighbours = {
    k: 2,
    ids: Int32Array.from([0, 1, -1, -1, 2, -1]),
    similarity: f(1, 1, -Infinity, -Infinity, 1, -Infinity),
  };

  it('moves a query towards the mean of its neighbours (equation 10) and leaves one without neighbours', () => {
    const vectors = matrix(3, 2, f(0.2, 0.4, 0.6, 0.8, 0, 0));
    const warmed = warmUp(vectors, neighbours, reference, 0.25);
    const expected = [0.75 * 0.2 + 0.25 * 0.5, 0.75 * 0.4 + 0.25 * 0.5, 0.6, 0.8, 0.25, 0.25];
    warmed.data.forEach((x, i) => expect(x).toBeCloseTo(expected[i] as number, 6));
    expect([...vectors.data]).toEqual([...f(0.2, 0.4, 0.6, 0.8, 0, 0)]);
  });

  it('keys a text by the first 16 digits of its SHA-256', () => {
    expect(queryBatch(['abc'], matrix(1, 1)).keys).toEqual(['ba7816bf8f01cfea']);
  });
});

/** Random decisions: predictions, costs, α, and MIRT-like parameters. */
function* decisions(count: number) {
  const rng = seededRng(11);
  const names = ids('a', 'b', 'c', 'd', 'e');
  for (let i = 0; i < count; i++) {
    const predicted = Float32Array.from(names, () => rng.integer(21) / 20);
    const cost = Float32Array.from(names, () => rng.integer(11) / 10);
    const o = objective(rng.integer(101) / 100);
    yield { predicted, cost, objective: o, ranking: rank(predicted, { llms: names, cost }, 'performance', o), rng };
  }
}

describe('explanation', () => {
  const shop = catalogue(
    ids('a', 'b', 'c', 'd', 'e').map((id) => llm(id)),
    { all: ['a', 'b', 'c', 'd', 'e'] },
  );
  const base = {
    routerTitle: 'MIRT-Router',
    neighbours: [],
    ownSimilarities: new Float32Array(0),
    prices: null,
    catalogue: shop,
    item: null,
    abilities: null,
    policy: null,
    target: null,
    calibration: null,
  };

  it('has score terms that sum to the score, for any decision', () => {
    for (const { ranking, objective: o } of decisions(300)) {
      const { scoreTerms, runnerUp } = explain({ ...base, ranking, objective: o });
      expect(scoreTerms.reduce((sum, t) => sum + t.value, 0)).toBeCloseTo(ranking.score[0] as number, 5);
      expect(runnerUp?.scoreGap).toBeGreaterThanOrEqual(0);
    }
  });

  it('has log-odds terms that sum to the log-odds of P̂', () => {
    const { rng } = [...decisions(1)][0] as { rng: ReturnType<typeof seededRng> };
    const theta = Float32Array.from({ length: 4 }, rng.normal);
    const item: ItemParameters = {
      form: 'intercept',
      discrimination: Float32Array.from({ length: 4 }, rng.normal),
      difficulty: f(0.3),
    };
    const logit = theta.reduce(
      (sum, t, k) => sum + t * (item.discrimination[k] as number),
      -(item.difficulty[0] as number),
    );
    const p = 1 / (1 + Math.exp(-logit));
    const ranking = rank(f(p), { llms: ids('a'), cost: f(1) }, 'performance', objective(0.8));
    const { logOddsTerms } = explain({
      ...base,
      ranking,
      objective: objective(0.8),
      item,
      abilities: { abilityDims: 4, ability: () => theta },
    });
    expect(logOddsTerms?.map((t) => t.name)).toEqual(['a·θ [0]', 'a·θ [1]', 'a·θ [2]', 'a·θ [3]', '−b']);
    expect(logOddsTerms?.reduce((sum, t) => sum + t.value, 0)).toBeCloseTo(Math.log(p / (1 - p)), 5);
  });

  describe('of a router that names its abilities', () => {
    const thetas: Record<string, Float32Array> = { a: f(1, 0.5, 0), b: f(-0.5, 0.7, 0) };
    const abilities = {
      abilityDims: 3,
      ability: (id: string) => thetas[id] as Float32Array,
      abilityNames: ['gsm8k', 'mmlu', 'residual 1'],
    };
    const item: ItemParameters = { form: 'intercept', discrimination: f(0.8, 0.2, 2), difficulty: f(0.4) };
    const explained = (pool: readonly string[], difficulty = 0.4) => {
      const ranking = rank(
        f(0.6, 0.4).slice(0, pool.length),
        { llms: ids(...pool), cost: f(0, 0).slice(0, pool.length) },
        'performance',
        objective(1),
      );
      return explain({
        ...base,
        ranking,
        objective: objective(1),
        item: { ...item, difficulty: f(difficulty) },
        abilities,
      });
    };

    it('calls every term by its name', () => {
      const { logOddsTerms } = explained(['a', 'b']);
      expect(logOddsTerms?.map((t) => t.name)).toEqual(['ability gsm8k', 'ability mmlu', 'ability residual 1', '−b']);
      expect(logOddsTerms?.map((t) => t.value)[0]).toBeCloseTo(0.8, 6);
    });

    it('says how hard the query is and which abilities tell the chosen LLM from the runner-up', () => {
      // σ(−0.4) = 0.401; 0.8·(1 + 0.5) = 1.2 and 0.2·(0.5 − 0.7) = −0.04.
      expect(explained(['a', 'b']).text).toContain(
        'The query has difficulty 0.40: an LLM of ability 0 would perform at 0.401. ' +
          'The abilities that count most against B, in log-odds, are gsm8k (+1.20), mmlu (−0.04).',
      );
      expect(explained(['a'], -1).text).toContain(
        'The query has difficulty −1.00: an LLM of ability 0 would perform at 0.731. ' +
          'The abilities that count most, in log-odds, are gsm8k (+0.80), mmlu (+0.10).',
      );
    });

    it('says that no ability makes a difference where none does', () => {
      const same = { ...abilities, ability: () => f(1, 1, 1) };
      const ranking = rank(f(0.5, 0.5), { llms: ids('a', 'b'), cost: f(0, 1) }, 'performance', objective(0.5));
      const { text } = explain({ ...base, ranking, objective: objective(0.5), item, abilities: same });
      expect(text).toContain('would perform at 0.401; no ability makes a difference against B.');
    });
  });

  it('gives the α interval in which the choice holds: inside it the choice stays, outside it goes', () => {
    for (const { ranking, objective: o } of decisions(300)) {
      const p = ranking.predictedPerformance as Float32Array;
      const { from, to } = alphaRange(ranking) as AlphaRange;
      expect(o.alpha).toBeGreaterThanOrEqual(from - 1e-6);
      expect(o.alpha).toBeLessThanOrEqual(to + 1e-6);
      const stillBest = (alpha: number) => {
        const at = objective(alpha);
        const own = score(at, p[0] as number, ranking.cost[0] as number);
        return p.every((pk, k) => own >= score(at, pk, ranking.cost[k] as number) - 1e-7);
      };
      expect(stillBest((from + to) / 2)).toBe(true);
      if (from > 1e-3) expect(stillBest(from - 1e-3)).toBe(false);
      if (to < 1 - 1e-3) expect(stillBest(to + 1e-3)).toBe(false);
    }
  });

  it('says it in plain language, with the numbers of the decision', () => {
    const ranking = rank(f(0.9, 0.8), { llms: ids('a', 'b'), cost: f(1, 0.25) }, 'performance', objective(0.8));
    const { text } = explain({ ...base, ranking, objective: objective(0.8) });
    expect(text).toBe(
      'Routed to B because its score 0.590 is the best of 2: it is expected to perform at 0.800 (weight α = 0.8) and its cost ' +
        "is 0.250 of the dearest LLM's (weight β = 0.2). Against the runner-up A it is 0.100 worse in performance and 0.750 cheaper in cost. " +
        'The choice holds for α from 0 to 0.882 (A above).',
    );
  });

  it('does not call a preference a prediction', () => {
    const ranking = rank(f(0, 1), { llms: ids('a', 'b'), cost: f(1, 0.25) }, 'preference', objective(0.8));
    const { text, alphaInterval: interval } = explain({
      ...base,
      routerTitle: 'Small',
      ranking,
      objective: objective(0.8),
    });
    expect(interval).toBeNull();
    expect(text).toContain('does not estimate how well an LLM will answer');
  });
});

describe('reference set', () => {
  it('survives encoding within 1/254 of the largest component of a row, without texts', () => {
    const rng = seededRng(2);
    const vectors = matrix(5, 7, Float32Array.from({ length: 35 }, rng.normal));
    vectors.data.fill(0, 28);
    const responses = {
      queries: [0, 1, 2, 3, 4].map((i) => ({
        id: `id${i}`,
        text: `secret ${i}`,
        task: i === 2 ? null : `task ${i % 2}`,
      })),
      llms: ids('a', 'b'),
      rowStart: Uint32Array.from([0, 1, 1, 2, 3, 3]),
      llmIndex: Uint16Array.from([1, 0, 1]),
      performance: f(0.25, 1, 0),
      cost: null,
      inputTokens: null,
      outputTokens: null,
    };
    const bytes = encodeArtifact(encodeReferenceSet(vectors, responses));
    expect(Buffer.from(bytes).includes('secret')).toBe(false);
    const back = decodeReferenceSet(decodeArtifact(bytes, 'test'));
    expect(back.responses.queries).toEqual(responses.queries.map((q) => ({ ...q, text: null })));
    expect(back.responses.performance).toEqual(responses.performance);
    for (let r = 0; r < 5; r++) {
      const original = vectors.data.subarray(r * 7, r * 7 + 7);
      const largest = Math.max(...original.map(Math.abs));
      back.vectors.data.subarray(r * 7, r * 7 + 7).forEach((x, c) => {
        expect(Math.abs(x - (original[c] as number))).toBeLessThanOrEqual(largest / 254 + 1e-6);
      });
    }
  });
});
