import { logLoss, plainSigmoid } from '../../domain/logistic.js';
import type { Matrix } from '../../domain/matrix.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { dotAt } from '../../tensor/linear-algebra/dot-at.js';
import type { Objective } from '../../tensor/linear-algebra/lbfgs.js';
import type { Layout } from './parameters.js';

/** What the likelihood looks at; row q of everything is query q. */
export interface Observations {
  /** [queries, embeddingSize], centred and scaled. */
  readonly vectors: Matrix;
  /** [queries, tasks] p(task | query), rows sum to 1. */
  readonly probabilities: Matrix;
  readonly responses: ResponseMatrix;
  /** [queries] */
  readonly weights: Float32Array;
}

/**
 * −log posterior of all parameters in nats, up to a constant: the weighted Bernoulli likelihood of the observed responses
 * (soft targets y in [0, 1]) and the normal priors. Log-odds of LLM j on query q with vector z and task probabilities p:
 *
 *     level + Σ_k p_k·task_k + (shared + Σ_k p_k·particular_k)·z + overall_j + Σ_k p_k·ability_jk + residual_j·z
 *
 * It is linear in the parameters, so the function is convex with one minimum.
 */
export function negativeLogPosterior(data: Observations, at: Layout, precision: Float64Array): Objective {
  const { tasks, embeddingSize: d } = at;
  const z = data.vectors.data;
  const p = data.probabilities.data;
  const { rowStart, llmIndex, performance, queries } = data.responses;
  const diagonal = curvature(data, at, precision);
  const slope = new Float64Array(d);

  /** Common part of the log-odds of query q; leaves shared + Σ p_k·particular_k in `slope`. */
  const ease = (x: Float64Array, q: number): number => {
    let sum = x[at.level] as number;
    for (let c = 0; c < d; c++) slope[c] = x[at.shared + c] as number;
    for (let k = 0; k < tasks; k++) {
      const share = p[q * tasks + k] as number;
      if (share === 0) continue;
      sum += share * (x[at.task + k] as number);
      addScaled(slope, 0, x, at.particular + k * d, share, d);
    }
    return sum + dotAt(slope, 0, z, q * d, d);
  };

  return {
    size: at.size,
    evaluate(x, gradient) {
      let value = 0;
      for (let i = 0; i < at.size; i++) {
        const pull = (precision[i] as number) * (x[i] as number);
        gradient[i] = pull;
        value += (pull * (x[i] as number)) / 2;
      }
      for (let q = 0; q < queries.length; q++) {
        const from = rowStart[q] as number;
        const to = rowStart[q + 1] as number;
        if (from === to) continue;
        const weight = data.weights[q] as number;
        const common = ease(x, q);
        let total = 0;
        for (let e = from; e < to; e++) {
          const j = llmIndex[e] as number;
          const own = (x[at.overall + j] as number) + dotAt(x, at.ability + j * tasks, p, q * tasks, tasks);
          const logOdds = common + own + dotAt(x, at.residual + j * d, z, q * d, d);
          const y = performance[e] as number;
          value += weight * logLoss(y, logOdds);
          const error = weight * (plainSigmoid(logOdds) - y);
          total += error;
          gradient[at.overall + j] = (gradient[at.overall + j] as number) + error;
          addScaled(gradient, at.ability + j * tasks, p, q * tasks, error, tasks);
          addScaled(gradient, at.residual + j * d, z, q * d, error, d);
        }
        gradient[at.level] = (gradient[at.level] as number) + total;
        addScaled(gradient, at.shared, z, q * d, total, d);
        addScaled(gradient, at.task, p, q * tasks, total, tasks);
        for (let k = 0; k < tasks; k++) {
          const share = p[q * tasks + k] as number;
          if (share > 0) addScaled(gradient, at.particular + k * d, z, q * d, total * share, d);
        }
      }
      return value;
    },
    precondition(v) {
      for (let i = 0; i < v.length; i++) v[i] = (v[i] as number) / (diagonal[i] as number);
    },
  };
}

/** P̂·(1 − P̂) as it is on average over responses of which half are right: a guess for the preconditioner only. */
const TYPICAL_VARIANCE = 1 / 6;

/** Diagonal of the Hessian where every response has the typical variance. */
function curvature({ vectors, probabilities, responses, weights }: Observations, at: Layout, precision: Float64Array) {
  const out = Float64Array.from(precision);
  const { tasks, embeddingSize: d } = at;
  const squares = new Float64Array(d);
  const shares = new Float64Array(tasks);
  for (let q = 0; q < responses.queries.length; q++) {
    for (let c = 0; c < d; c++) squares[c] = (vectors.data[q * d + c] as number) ** 2;
    for (let k = 0; k < tasks; k++) shares[k] = (probabilities.data[q * tasks + k] as number) ** 2;
    const from = responses.rowStart[q] as number;
    const to = responses.rowStart[q + 1] as number;
    const each = TYPICAL_VARIANCE * (weights[q] as number);
    for (let e = from; e < to; e++) {
      const j = responses.llmIndex[e] as number;
      out[at.overall + j] = (out[at.overall + j] as number) + each;
      addScaled(out, at.ability + j * tasks, shares, 0, each, tasks);
      addScaled(out, at.residual + j * d, squares, 0, each, d);
    }
    const all = each * (to - from);
    out[at.level] = (out[at.level] as number) + all;
    addScaled(out, at.task, shares, 0, all, tasks);
    addScaled(out, at.shared, squares, 0, all, d);
    for (let k = 0; k < tasks; k++) {
      if (shares[k] !== 0) addScaled(out, at.particular + k * d, squares, 0, all * (shares[k] as number), d);
    }
  }
  return out;
}

/** out[oi + i] += factor·x[xi + i] for i below n. */
function addScaled(
  out: Float64Array,
  oi: number,
  x: Float64Array | Float32Array,
  xi: number,
  factor: number,
  n: number,
): void {
  for (let i = 0; i < n; i++) out[oi + i] = (out[oi + i] as number) + factor * (x[xi + i] as number);
}
