import { throwIfAborted } from '../../domain/errors.js';
import type { Matrix } from '../../domain/matrix.js';
import { dotAt } from '../../tensor/linear-algebra/dot-at.js';
import type { WinRates } from '../binary/router.js';

/** Win rate of each row of `vectors` by a function of one row; stops on the signal. */
export function eachRow(winRateOf: (vectors: Matrix, query: number) => number): WinRates {
  return (vectors, signal) => {
    const out = new Float32Array(vectors.rows);
    for (let q = 0; q < vectors.rows; q++) {
      if ((q & 255) === 0) throwIfAborted(signal);
      out[q] = winRateOf(vectors, q);
    }
    return out;
  };
}

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
