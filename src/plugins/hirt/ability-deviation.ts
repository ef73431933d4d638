import { plainSigmoid } from '../../domain/logistic.js';
import type { Matrix } from '../../domain/matrix.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { choleskySolve, choleskyUpper } from '../../tensor/linear-algebra/cholesky.js';
import { addOuter } from '../../tensor/linear-algebra/outer.js';

/** Training queries as items: row q of everything is query q. */
export interface Items {
  /** a, [queries, dims] */
  readonly discrimination: Matrix;
  /** b, [queries] */
  readonly difficulty: Float64Array;
  /** [queries] */
  readonly weights: Float32Array;
}

/**
 * Posterior standard deviation of θ of each LLM, [llms, dims], by Laplace's approximation: the inverse of the curvature of the log
 * posterior at its maximum, with the item parameters taken as known. `prior` is the precision matrix of θ before responses,
 * [dims, dims]; a dimension without responses keeps the deviation that this prior leaves it. `abilities` is θ, [llms, dims].
 */
export function abilityDeviations(
  items: Items,
  responses: ResponseMatrix,
  abilities: Float32Array,
  prior: Float64Array,
): Float32Array {
  const dims = items.discrimination.cols;
  const llms = responses.llms.length;
  const precision = Array.from({ length: llms }, () => Float64Array.from(prior));
  for (let q = 0; q < responses.queries.length; q++) {
    const a = items.discrimination.data.subarray(q * dims, (q + 1) * dims);
    for (let e = responses.rowStart[q] as number; e < (responses.rowStart[q + 1] as number); e++) {
      const j = responses.llmIndex[e] as number;
      let logOdds = -(items.difficulty[q] as number);
      for (let k = 0; k < dims; k++) logOdds += (a[k] as number) * (abilities[j * dims + k] as number);
      const p = plainSigmoid(logOdds);
      addOuter(precision[j] as Float64Array, a, (items.weights[q] as number) * p * (1 - p));
    }
  }
  const out = new Float32Array(llms * dims);
  precision.forEach((matrix, j) => out.set(deviationsOf(matrix, dims), j * dims));
  return out;
}

/** Square roots of the diagonal of the inverse of a precision matrix, which is overwritten; [dims]. */
export function deviationsOf(precision: Float64Array, dims: number): Float64Array {
  const factor = choleskyUpper(precision, dims);
  const column = new Float64Array(dims);
  return Float64Array.from({ length: dims }, (_, k) => {
    column.fill(0);
    column[k] = 1;
    choleskySolve(factor, dims, column);
    return Math.sqrt(column[k]);
  });
}

/**
 * Precision matrix of θ before responses, [dims, dims] with tasks first. A task ability is overall + deviation, so abilities of
 * one LLM go together: cov = I/ability + 11ᵀ/overall, inverted by Sherman and Morrison. `residual` is the block of the residual
 * dimensions, [residuals, residuals].
 */
export function abilityPrior(tasks: number, overall: number, ability: number, residual: Float64Array): Float64Array {
  const residuals = Math.round(Math.sqrt(residual.length));
  const dims = tasks + residuals;
  const out = new Float64Array(dims * dims);
  const shared = ability ** 2 / (overall + tasks * ability);
  for (let i = 0; i < tasks; i++) {
    for (let k = 0; k < tasks; k++) out[i * dims + k] = (i === k ? ability : 0) - shared;
  }
  for (let i = 0; i < residuals; i++) {
    for (let k = 0; k < residuals; k++) out[(tasks + i) * dims + tasks + k] = residual[i * residuals + k] as number;
  }
  return out;
}
