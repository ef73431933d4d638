import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../../src/domain/random.js';
import type { StackingData } from '../../../../src/plugins/ensemble/stacking.js';
import { plainSigmoid } from '../../../../src/domain/logistic.js';
import { average, fitStacking, logit, stackedLogLoss } from '../../../../src/plugins/ensemble/stacking.js';

/** Draws logits of members and y from given weights. */
function simulate(intercept: number, weights: readonly number[], pairs: number, graded = false): StackingData {
  const rng = seededRng(3);
  const members = weights.length;
  const logits = Float64Array.from({ length: pairs * members }, () => rng.normal() * 1.5);
  const targets = Float64Array.from({ length: pairs }, (_, n) => {
    const x = weights.reduce((s, w, k) => s + w * (logits[n * members + k] as number), intercept);
    return graded ? plainSigmoid(x) : rng.uniform() < plainSigmoid(x) ? 1 : 0;
  });
  return { members, logits, targets };
}

describe('fitStacking', () => {
  it('finds the weights behind graded answers exactly', async () => {
    const { intercept, weights } = await fitStacking(simulate(0.3, [0.7, 0.2, 0.5], 400, true), 0);
    [0.3, 0.7, 0.2, 0.5].forEach((want, i) => expect([intercept, ...weights][i]).toBeCloseTo(want, 5));
  });

  it('recovers the weights from answers of 0 and 1', async () => {
    const { intercept, weights } = await fitStacking(simulate(-0.5, [1, 0.4], 20_000), 0);
    [-0.5, 1, 0.4].forEach((want, i) =>
      expect(Math.abs(([intercept, ...weights][i] as number) - want)).toBeLessThan(0.07),
    );
  });

  it('gives 0 to a member that speaks against the answers, and fits the rest as if it were not there', async () => {
    const data = simulate(0.2, [0.8, -0.3], 5000);
    const { intercept, weights } = await fitStacking(data, 0);
    expect(weights[1]).toBe(0);
    const alone = {
      members: 1,
      logits: data.logits.filter((_, i) => i % 2 === 0),
      targets: data.targets,
    };
    const want = await fitStacking(alone, 0);
    expect(intercept).toBeCloseTo(want.intercept, 6);
    expect(weights[0]).toBeCloseTo(want.weights[0] as number, 6);
  });

  it('ends where no step along an axis lowers the loss', async () => {
    const data = simulate(0, [0.4, 0, 0.9], 500);
    const found = await fitStacking(data, 0);
    const best = stackedLogLoss(data, found);
    for (const step of [-1e-3, 1e-3]) {
      expect(stackedLogLoss(data, { ...found, intercept: found.intercept + step })).toBeGreaterThan(best);
      found.weights.forEach((w, k) => {
        if (w + step < 0) return;
        expect(stackedLogLoss(data, { ...found, weights: found.weights.with(k, w + step) })).toBeGreaterThan(best);
      });
    }
  });

  it('is the plain average without pairs or with a strong prior, and between where members are the same', async () => {
    expect(await fitStacking({ members: 4, logits: new Float64Array(0), targets: new Float64Array(0) }, 10)).toEqual(
      average(4),
    );
    const strong = await fitStacking(simulate(0, [1, 0], 300), 1e9);
    strong.weights.forEach((w) => expect(w).toBeCloseTo(0.5, 4));
    const twins = simulate(0, [1, 0], 2000);
    twins.logits.forEach((l, i) => (twins.logits[i - (i % 2) + 1] = i % 2 === 0 ? l : (twins.logits[i - 1] as number)));
    const { weights } = await fitStacking(twins, 1);
    expect(weights[0]).toBeCloseTo(weights[1] as number, 6);
  });

  it('stays finite for sure and wrong members, and stops when cancelled', async () => {
    const sure = {
      members: 1,
      logits: Float64Array.of(logit(1), logit(1), logit(0)),
      targets: Float64Array.of(1, 0, 0),
    };
    const { intercept, weights } = await fitStacking(sure, 1);
    expect([intercept, ...weights].every(Number.isFinite)).toBe(true);
    expect(logit(0)).toBeCloseTo(-logit(1), 12);
    const stop = new AbortController();
    stop.abort();
    await expect(fitStacking(sure, 1, stop.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
