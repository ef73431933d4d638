import type { Matrix } from '../../domain/matrix.js';
import { dotAt } from '../../tensor/linear-algebra/dot-at.js';

/** weights[at …]·(row `query` of `vectors`) + bias. */
export function linearAt(
  weights: Float32Array,
  at: number,
  bias: number,
  { cols, data }: Matrix,
  query: number,
): number {
  return bias + dotAt(weights, at, data, query * cols, cols);
}
