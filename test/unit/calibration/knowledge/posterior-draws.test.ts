import { describe, expect, it } from 'vitest';
import { meanDeviation, posteriorDraws } from '../../../../src/calibration/knowledge/posterior-draws.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';

const dims = 2;
const covariance = Float64Array.from([0.09, 0.03, 0.03, 0.04]);
const posterior = { mean: Float64Array.from([0.4, -0.2]), covariance, responses: 3 };
const sensitivity = matrix(3, dims, Float32Array.from([1, 0, 0, 2, 1, -1]));
const view = { predicted: Float32Array.from([0.5, 0.8, 0.1]), sensitivity, posterior };

const logOdds = (p: number) => Math.log(p / (1 - p));
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
const deviation = (values: readonly number[]) => Math.sqrt(mean(values.map((x) => (x - mean(values)) ** 2)));

describe('posteriorDraws', () => {
  const draws = posteriorDraws(view, 20_000, seededRng(1));
  const column = (q: number) => Array.from({ length: draws.rows }, (_, d) => logOdds(draws.data[d * 3 + q] as number));

  it('moves log-odds by sensitivity · N(0, Σ) around those of P̂', () => {
    // √(gᵀΣg): √0.09, √(4·0.04), √(0.09 + 0.04 − 2·0.03).
    [0.3, 0.4, Math.sqrt(0.07)].forEach((expected, q) => {
      expect(mean(column(q))).toBeCloseTo(logOdds(view.predicted[q] as number), 1);
      expect(deviation(column(q)) / expected).toBeCloseTo(1, 1);
    });
  });

  it('moves all queries of a draw together', () => {
    const [a, b] = [column(0), column(1)];
    const covarianceOf = mean(a.map((x, d) => x * (b[d] as number))) - mean(a) * mean(b);
    // g₀ᵀΣg₁ = 2·0.03
    expect(covarianceOf).toBeCloseTo(0.06, 2);
  });

  it('draws the same from the same seed, and P̂ itself where θ is known', () => {
    expect(posteriorDraws(view, 5, seededRng(1)).data).toEqual(draws.data.subarray(0, 15));
    const known = { ...view, posterior: { ...posterior, covariance: new Float64Array(4) } };
    const [first] = [posteriorDraws(known, 1, seededRng(2)).data];
    view.predicted.forEach((p, q) => expect(first?.[q]).toBeCloseTo(p, 6));
  });

  it('stays finite for P̂ of 0 and 1', () => {
    const certain = { ...view, predicted: Float32Array.from([0, 1, 0.5]) };
    expect(posteriorDraws(certain, 50, seededRng(3)).data.every((p) => p >= 0 && p <= 1)).toBe(true);
  });
});

describe('meanDeviation', () => {
  it('is √(hᵀΣh) with h the mean of P̂(1 − P̂)·g', () => {
    // h = ((0.25·1 + 0.16·0 + 0.09·1) / 3, (0.25·0 + 0.16·2 − 0.09·1) / 3)
    const [h0, h1] = [0.34 / 3, 0.23 / 3];
    expect(meanDeviation(view)).toBeCloseTo(Math.sqrt(0.09 * h0 ** 2 + 2 * 0.03 * h0 * h1 + 0.04 * h1 ** 2), 6);
  });

  it('agrees with the spread of the mean over draws', () => {
    const draws = posteriorDraws(view, 20_000, seededRng(4));
    const means = Array.from({ length: draws.rows }, (_, d) => mean([...draws.data.subarray(d * 3, d * 3 + 3)]));
    expect(meanDeviation(view) / deviation(means)).toBeCloseTo(1, 1);
  });
});
