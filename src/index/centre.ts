import type { Matrix } from '../domain/matrix.js';
import { innerProduct } from './nearest.js';
import { matrix } from '../domain/matrix.js';

/** Vectors moved and scaled so that few bits tell neighbours apart, with the same map for queries. */
export interface Centred {
  readonly vectors: Matrix;
  queries(queries: Matrix): Matrix;
}

/**
 * Turns nearest-by-inner-product into nearest-by-distance around the mean. Text vectors share a large common part, so
 * their cosines differ in the third digit, which bfloat16 does not hold; distances between centred vectors do not have
 * that part. The order stays the same: |x − q|² = |x|² + |q|² − 2·x·q, where |x| is made equal for all x by one more
 * coordinate √(max|x|² − |x|²), zero for the query (Bachrach et al. 2014); it is left out when all norms are equal.
 */
export function centre(m: Matrix): Centred {
  const squares = Float64Array.from({ length: m.rows }, (_, r) => innerProduct(m.data, r, m.data, r, m.cols));
  const longest = squares.reduce((a, b) => Math.max(a, b), 0);
  const shortest = squares.reduce((a, b) => Math.min(a, b), longest);
  const extra = longest - shortest > 1e-4 * longest ? 1 : 0;
  const cols = m.cols + extra;
  const lifted = matrix(m.rows, cols);
  for (let r = 0; r < m.rows; r++) {
    lifted.data.set(m.data.subarray(r * m.cols, (r + 1) * m.cols), r * cols);
    if (extra) lifted.data[r * cols + m.cols] = Math.sqrt(Math.max(0, longest - (squares[r] as number)));
  }
  const mean = new Float64Array(cols);
  for (let i = 0; i < lifted.data.length; i++) {
    mean[i % cols] = (mean[i % cols] as number) + (lifted.data[i] as number) / m.rows;
  }
  for (let i = 0; i < lifted.data.length; i++) {
    lifted.data[i] = (lifted.data[i] as number) - (mean[i % cols] as number);
  }
  return {
    vectors: lifted,
    queries(queries) {
      const out = matrix(queries.rows, cols);
      for (let r = 0; r < queries.rows; r++) {
        for (let c = 0; c < m.cols; c++) {
          out.data[r * cols + c] = (queries.data[r * m.cols + c] as number) - (mean[c] as number);
        }
        if (extra) out.data[r * cols + m.cols] = -(mean[m.cols] as number);
      }
      return out;
    },
  };
}
