import { choleskySolve, choleskyUpper } from '../../tensor/linear-algebra/cholesky.js';

/** A normal distribution over θ. */
export interface Normal {
  /** [dims] */
  readonly mean: Float64Array;
  /** [dims, dims], symmetric, positive definite */
  readonly covariance: Float64Array;
}

/** Independent dimensions with these standard deviations. */
export function independent(mean: ArrayLike<number>, deviation: ArrayLike<number>): Normal {
  const dims = mean.length;
  const covariance = new Float64Array(dims * dims);
  for (let k = 0; k < dims; k++) covariance[k * (dims + 1)] = (deviation[k] as number) ** 2;
  return { mean: Float64Array.from(mean), covariance };
}

/** Inverse of a symmetric positive definite matrix [n, n]; exactly symmetric. The argument stays as it is. */
export function inverse(a: Float64Array, n: number): Float64Array {
  const factor = choleskyUpper(Float64Array.from(a), n);
  const out = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    out[k * (n + 1)] = 1;
    choleskySolve(factor, n, out, k * n);
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) {
      const mean = ((out[i * n + k] as number) + (out[k * n + i] as number)) / 2;
      out[i * n + k] = mean;
      out[k * n + i] = mean;
    }
  }
  return out;
}

/** xᵀ·A·x, A [n, n]. */
export function quadraticForm(a: Float64Array, x: ArrayLike<number>): number {
  const n = x.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const xi = x[i] as number;
    if (xi === 0) continue;
    let inner = 0;
    for (let k = 0; k < n; k++) inner += (a[i * n + k] as number) * (x[k] as number);
    sum += xi * inner;
  }
  return sum;
}
