import { describe, expect, it } from 'vitest';
import { budgetCurve } from '../../../../src/domain/assignment/budget-curve.js';
import { matrix } from '../../../../src/domain/matrix.js';

const predicted = matrix(2, 2, Float32Array.of(0.2, 0.9, 0.3, 0.4));
const observed = matrix(2, 2, Float32Array.of(0, 1, 1, 0));
const spend = matrix(2, 2, Float32Array.of(1, 2, 1, 2));

describe('budgetCurve', () => {
  it('gives what was observed for the LLMs that the predictions chose', () => {
    const [poor, least, middle, rich] = budgetCurve(predicted, observed, spend, [1.5, 2, 3, 4]);
    expect(poor).toEqual({ budget: 1.5, optimal: null, greedy: null });
    expect(least?.optimal).toMatchObject({ performance: 0.5, spend: 2, gap: 0 });
    expect(middle?.optimal).toMatchObject({ performance: 1, spend: 3, gap: 0 });
    expect(middle?.optimal?.predicted).toBeCloseTo((0.9 + 0.3) / 2, 6);
    // The dearer LLM is predicted to do better on the second query, and did not.
    expect(rich?.optimal).toMatchObject({ performance: 0.5, spend: 4 });
    expect(middle?.greedy).toEqual(middle?.optimal);
  });

  it('chooses no LLM that was not observed', () => {
    const holes = matrix(2, 2, Float32Array.of(0, Number.NaN, 1, 0));
    expect(budgetCurve(predicted, holes, spend, [4])[0]?.optimal).toMatchObject({ performance: 0, spend: 3 });
  });
});
