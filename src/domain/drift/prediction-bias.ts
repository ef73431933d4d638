import { normalTwoSided } from './tails.js';

/** Predicted against observed performance in the large. */
export interface PredictionBias {
  readonly n: number;
  /** Means, in [0, 1]. */
  readonly predicted: number;
  readonly observed: number;
  /** observed − predicted, in [−1, 1], with its 95 % interval under the predictions. */
  readonly bias: number;
  readonly low: number;
  readonly high: number;
  /** Σ P̂(1 − P̂): the variance of Σ score where the predictions are right and scores are 0 or 1. */
  readonly variance: number;
  /** Σ (score − P̂) / √Σ P̂(1 − P̂), and its two-sided p by the normal distribution; 0 and 1 where the variance is 0. */
  readonly statistic: number;
  readonly pValue: number;
}

/** 97.5 % quantile of the standard normal distribution. */
const Z = 1.959964;

/**
 * Calibration in the large (Cox 1958), by the score test that sums Spiegelhalter's (1986) terms without his weights. The variance comes from the predictions and
 * not from the scores: twenty right answers at P̂ = 0.95 have no spread, and are no evidence of a bias. Scores between 0 and
 * 1 vary less than this (Bhatia and Davis 2000), so with them the test is conservative.
 * `predicted` and `scores` in [0, 1], one each per decision.
 */
export function predictionBias(predicted: ArrayLike<number>, scores: ArrayLike<number>): PredictionBias {
  const n = predicted.length;
  let [p, y, variance] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const expected = predicted[i] as number;
    p += expected;
    y += scores[i] as number;
    variance += expected * (1 - expected);
  }
  const statistic = variance > 0 ? (y - p) / Math.sqrt(variance) : 0;
  const half = (Z * Math.sqrt(variance)) / n;
  const bias = (y - p) / n;
  return {
    n,
    predicted: p / n,
    observed: y / n,
    bias,
    low: bias - half,
    high: bias + half,
    variance,
    statistic,
    pValue: normalTwoSided(statistic),
  };
}
