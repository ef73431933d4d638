import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../src/domain/random.js';
import type { Sample } from '../../../src/evaluation/bootstrap/resample.js';
import type { Pairs } from '../../../src/evaluation/metrics/prediction-statistic.js';
import { PREDICTION, predictionStatistic } from '../../../src/evaluation/metrics/prediction-statistic.js';
import { reliability } from '../../../src/evaluation/metrics/reliability.js';

const pairsOf = (predicted: number[], observed: number[], query = predicted.map((_, i) => i)): Pairs => ({
  query: Int32Array.from(query),
  predicted: Float32Array.from(predicted),
  observed: Float32Array.from(observed),
});

const sampleOf = (weights: readonly number[]): Sample => {
  const rows = weights.flatMap((w, q) => (w > 0 ? [q] : []));
  return { weight: Float64Array.from(weights), rows: Int32Array.from(rows), count: rows.length };
};

/** All figures with every query once. */
function figures(pairs: Pairs, weights?: readonly number[]): Record<keyof typeof PREDICTION, number> {
  const queries = Math.max(...pairs.query) + 1;
  const statistic = predictionStatistic(pairs, queries);
  const out = new Float64Array(statistic.size);
  statistic.evaluate(sampleOf(weights ?? Array.from({ length: queries }, () => 1)), out);
  return Object.fromEntries(Object.entries(PREDICTION).map(([name, at]) => [name, out[at]])) as never;
}

/** Counts pairs of positive and negative, every pair repeated by its weights: nothing sorted, nothing clever. */
function slowAuc({ predicted, observed, query }: Pairs, weights: readonly number[]): number {
  let [right, all] = [0, 0];
  predicted.forEach((p, i) => {
    predicted.forEach((other, j) => {
      if (!((observed[i] as number) >= 0.5 && (observed[j] as number) < 0.5)) return;
      const w = (weights[query[i] as number] as number) * (weights[query[j] as number] as number);
      all += w;
      right += w * (p > other ? 1 : p === other ? 0.5 : 0);
    });
  });
  return right / all;
}

describe('AUC', () => {
  // Pairs (positive, negative): .8>.1, .8>.4, .35>.1, .35<.4 → 3 of 4 right.
  it('counts the pairs that are in order, a tie as half', () => {
    expect(figures(pairsOf([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).auc).toBe(0.75);
    expect(figures(pairsOf([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 1])).auc).toBe(0.5);
    expect(figures(pairsOf([0.2, 0.7, 0.7], [0, 0, 1])).auc).toBe(0.75);
  });

  it('has no value when only one class occurs', () => {
    expect(figures(pairsOf([0.1, 0.9], [1, 1])).auc).toBeNaN();
  });

  it('equals the count over all pairs, weighted as a resample weighs queries', () => {
    const rng = seededRng(5);
    const draw = (n: number, value: () => number) => Array.from({ length: n }, value);
    const pairs = pairsOf(
      draw(300, () => rng.integer(20) / 20),
      draw(300, () => rng.integer(3) / 2),
      [...Array.from({ length: 100 }, (_, q) => q), ...draw(200, () => rng.integer(100))],
    );
    const weights = draw(100, () => rng.integer(4));
    expect(figures(pairs, weights).auc).toBeCloseTo(slowAuc(pairs, weights), 12);
    const ones = weights.map(() => 1);
    expect(figures(pairs).auc).toBeCloseTo(slowAuc(pairs, ones), 12);
  });
});

describe('prediction figures', () => {
  it('agree with figures worked by hand', () => {
    // errors −.1, .6, −.2, 0 → squares .01 .36 .04 0; two positives with .9 and .5 found, one negative called positive
    const m = figures(pairsOf([0.9, 0.6, 0.3, 0.5], [1, 0, 0.4, 0.5]));
    expect(m.brier).toBeCloseTo((0.01 + 0.36 + 0.01) / 4, 6);
    expect(m.rmse).toBeCloseTo(Math.sqrt(0.38 / 4), 6);
    expect(m.mae).toBeCloseTo(0.8 / 4, 6);
    expect(m.accuracy).toBe(0.75);
    expect(m.aucAtHalf).toBeCloseTo((1 + 0.5) / 2, 12);
  });

  it('have ECE 0 for a calibrated and 0.4 for a constant over-confident forecast', () => {
    expect(figures(pairsOf([0.5, 0.5, 0.05, 0.05], [1, 0, 0.1, 0])).ece).toBeCloseTo(0, 6);
    expect(figures(pairsOf([0.9, 0.9], [1, 0])).ece).toBeCloseTo(0.4, 6);
    expect(figures(pairsOf([1], [1])).ece).toBe(0);
    // Two bins that err in different directions do not cancel: (|.1 − .4| + |.9 − .6|)/2.
    expect(figures(pairsOf([0.1, 0.9], [0.4, 0.6])).ece).toBeCloseTo(0.3, 6);
  });

  it('weigh a query drawn twice as two queries', () => {
    const pairs = pairsOf([0.9, 0.6, 0.3], [1, 0, 1]);
    const twice = figures(pairsOf([0.9, 0.9, 0.3], [1, 1, 1]));
    const weighted = figures(pairs, [2, 0, 1]);
    for (const name of ['accuracy', 'rmse', 'mae', 'brier', 'ece'] as const) {
      expect(weighted[name]).toBeCloseTo(twice[name], 12);
    }
  });
});

describe('reliability', () => {
  it('shows filled bins with their counts and means, 1 in the last one', () => {
    const bins = reliability(pairsOf([0.05, 0.07, 1, 0.95], [0, 1, 1, 1]));
    expect(bins.map((b) => [b.from, b.count])).toEqual([
      [0, 2],
      [0.9, 2],
    ]);
    expect(bins[0]?.meanPredicted).toBeCloseTo(0.06, 6);
    expect(bins[0]?.meanObserved).toBeCloseTo(0.5, 6);
    expect(bins[1]?.meanPredicted).toBeCloseTo(0.975, 6);
  });
});
