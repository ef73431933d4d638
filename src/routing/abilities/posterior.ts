import type { Matrix } from '../../domain/matrix.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { choleskySolve, choleskyUpper } from '../../tensor/linear-algebra/cholesky.js';

/** The evidence of training queries on θ; row q of everything is query q. */
export interface Evidence {
  /** ∂ log-odds / ∂θ, [queries, dims] */
  readonly slope: Matrix;
  /** P̂ of each LLM of `responses`, [queries, llms]; read only where there is a response. */
  readonly predicted: Matrix;
  readonly responses: ResponseMatrix;
  /** Weight of a response on each query, [queries]. */
  readonly weights: Float32Array;
}

/**
 * Posterior standard deviation of η of each LLM, [llms, dims], by Laplace's approximation with the item parameters taken as
 * known: the square roots of the diagonal of (λ·I + Σ_q w_q·P̂·(1 − P̂)·s·sᵀ)⁻¹, s = ∂ log-odds / ∂η. η is θ itself, or its logit
 * where `abilities` is given ([llms, dims], θ in (0, 1)); s is then the slope times θ·(1 − θ), and the deviation comes back on the scale of
 * θ by the delta method. An LLM without responses keeps λ^−½.
 */
export function abilityDeviations(evidence: Evidence, precision: number, abilities: Float32Array | null): Float32Array {
  const { slope, predicted, responses, weights } = evidence;
  const dims = slope.cols;
  const llms = responses.llms.length;
  const information = Array.from({ length: llms }, () => {
    const own = new Float64Array(dims * dims);
    for (let k = 0; k < dims; k++) own[k * (dims + 1)] = precision;
    return own;
  });
  /** dθ/dη, [llms, dims] */
  const link = new Float64Array(llms * dims).fill(1);
  abilities?.forEach((theta, i) => (link[i] = theta * (1 - theta)));
  const s = new Float64Array(dims);
  for (let q = 0; q < responses.queries.length; q++) {
    for (let e = responses.rowStart[q] as number; e < (responses.rowStart[q + 1] as number); e++) {
      const j = responses.llmIndex[e] as number;
      const p = predicted.data[q * llms + j] as number;
      for (let k = 0; k < dims; k++) s[k] = (slope.data[q * dims + k] as number) * (link[j * dims + k] as number);
      addOuter(information[j] as Float64Array, s, (weights[q] as number) * p * (1 - p));
    }
  }
  const out = new Float32Array(llms * dims);
  information.forEach((matrix, j) => {
    const factor = choleskyUpper(matrix, dims);
    const column = new Float64Array(dims);
    for (let k = 0; k < dims; k++) {
      column.fill(0);
      column[k] = 1;
      choleskySolve(factor, dims, column);
      out[j * dims + k] = Math.sqrt(column[k] as number) * (link[j * dims + k] as number);
    }
  });
  return out;
}

/** Upper triangle of matrix += factor·s·sᵀ, which is all that the factorisation reads. */
function addOuter(matrix: Float64Array, s: Float64Array, factor: number): void {
  const dims = s.length;
  for (let i = 0; i < dims; i++) {
    const scaled = factor * (s[i] as number);
    for (let k = i; k < dims; k++) matrix[i * dims + k] = (matrix[i * dims + k] as number) + scaled * (s[k] as number);
  }
}
