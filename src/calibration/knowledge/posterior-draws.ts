import { sigmoid } from '../../domain/logistic.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import type { AbilityPosterior } from '../../plugins/contract.js';
import { choleskyUpper } from '../../tensor/linear-algebra/cholesky.js';
import { dotAt } from '../../tensor/linear-algebra/dot-at.js';

/** P̂ is kept off 0 and 1, where log-odds end. */
const LEAST = 1e-6;

/** What a router says of one LLM on some queries. */
export interface PosteriorView {
  /** [queries] P̂ at the mean of θ */
  readonly predicted: Float32Array;
  /** ∂ log-odds / ∂θ, [queries, dims] */
  readonly sensitivity: Matrix;
  readonly posterior: AbilityPosterior;
}

/**
 * P̂ under θ drawn from the posterior, [draws, queries]. Log-odds are taken as linear in θ around the mean, which they are in MIRT; one draw
 * moves all queries at once, as knowing θ would.
 */
export function posteriorDraws({ predicted, sensitivity, posterior }: PosteriorView, draws: number, rng: Rng): Matrix {
  const dims = posterior.mean.length;
  const root = choleskyUpper(Float64Array.from(posterior.covariance), dims);
  const logOdds = Float64Array.from(predicted, (p) => {
    const inside = Math.min(1 - LEAST, Math.max(LEAST, p));
    return Math.log(inside / (1 - inside));
  });
  const out = matrix(draws, predicted.length);
  const step = new Float64Array(dims);
  for (let draw = 0; draw < draws; draw++) {
    step.fill(0);
    for (let i = 0; i < dims; i++) {
      const z = rng.normal();
      for (let k = i; k < dims; k++) step[k] = (step[k] as number) + z * (root[i * dims + k] as number);
    }
    for (let q = 0; q < predicted.length; q++) {
      const moved = (logOdds[q] as number) + dotAt(step, 0, sensitivity.data, q * dims, dims);
      out.data[draw * predicted.length + q] = sigmoid(moved);
    }
  }
  return out;
}

/** Standard deviation of the mean P̂ over the queries that comes from not knowing θ, to first order: √(hᵀΣh) with h the mean of P̂·(1 − P̂)·∂ log-odds / ∂θ. */
export function meanDeviation({ predicted, sensitivity, posterior }: PosteriorView): number {
  const dims = posterior.mean.length;
  const slope = new Float64Array(dims);
  for (let q = 0; q < predicted.length; q++) {
    const p = predicted[q] as number;
    const factor = (p * (1 - p)) / predicted.length;
    for (let k = 0; k < dims; k++) {
      slope[k] = (slope[k] as number) + factor * (sensitivity.data[q * dims + k] as number);
    }
  }
  let variance = 0;
  for (let i = 0; i < dims; i++) {
    for (let k = 0; k < dims; k++) {
      variance += (slope[i] as number) * (slope[k] as number) * (posterior.covariance[i * dims + k] as number);
    }
  }
  return Math.sqrt(Math.max(0, variance));
}
