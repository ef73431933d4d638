import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../../src/domain/random.js';
import {
  NO_VERDICTS,
  drawVerdicts,
  likelihood,
  posterior,
  verdictsOf,
} from '../../../../src/plugins/cascade/verdicts.js';

interface Golden {
  readonly verdicts: readonly { samples: number; mean: number; agreement: number; probabilities: number[] }[];
}
const golden = JSON.parse(
  readFileSync(new URL('../../../fixtures/golden/cascade.json', import.meta.url), 'utf8'),
) as Golden;

describe('verdicts', () => {
  it.each(golden.verdicts)(
    'have the beta-binomial probabilities that Python computes ($samples, $mean, $agreement)',
    ({ samples, mean, agreement, probabilities }) => {
      const { right, wrong } = verdictsOf({ sensitivity: mean, specificity: 1 - mean, samples, agreement });
      probabilities.forEach((p, c) => {
        expect(right[c]).toBeCloseTo(p, 12);
        expect(wrong[c]).toBeCloseTo(p, 12);
      });
    },
  );

  it('say less about an answer the more they repeat each other', () => {
    const sure = (agreement: number) =>
      posterior(verdictsOf({ sensitivity: 0.7, specificity: 0.6, samples: 8, agreement }), 8, 0.5);
    expect(sure(0)).toBeGreaterThan(0.98);
    expect(sure(0.5)).toBeLessThan(0.8);
    expect(sure(0.9)).toBeLessThan(sure(0.5));
  });

  it('leave the score as it was where there is no verifier, or where it says the impossible', () => {
    expect(posterior(NO_VERDICTS, 0, 0.37)).toBe(0.37);
    const perfect = verdictsOf({ sensitivity: 1, specificity: 1, samples: 1, agreement: 0 });
    expect([posterior(perfect, 1, 0.4), posterior(perfect, 0, 0.4)]).toEqual([1, 0]);
    expect([posterior(perfect, 0, 1), posterior(perfect, 1, 0)]).toEqual([1, 0]);
  });

  it('are drawn with their probabilities, for graded answers too', () => {
    const v = verdictsOf({ sensitivity: 0.8, specificity: 0.7, samples: 3, agreement: 0.4 });
    const rng = seededRng(1);
    const drawn = new Float64Array(4);
    for (let i = 0; i < 20_000; i++) drawn[drawVerdicts(v, 0.3, rng)]! += 1 / 20_000;
    drawn.forEach((share, c) => expect(Math.abs(share - likelihood(v, c, 0.3))).toBeLessThan(0.015));
  });
});
