import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { LogOdds } from './terms.js';

/** a·θ − b for queries whose item parameters `describe` reads off their vectors: it writes a into its argument and returns b. */
export function linearLogOdds(
  vectors: Matrix,
  dims: number,
  describe: (vectors: Matrix, q: number, discrimination: Float32Array) => number,
): LogOdds {
  const discrimination = matrix(vectors.rows, dims);
  const difficulty = Float64Array.from({ length: vectors.rows }, (_, q) =>
    describe(vectors, q, discrimination.data.subarray(q * dims, (q + 1) * dims)),
  );
  return {
    queries: vectors.rows,
    dims,
    at(q, theta, slope) {
      let sum = -(difficulty[q] as number);
      for (let k = 0; k < dims; k++) {
        const a = discrimination.data[q * dims + k] as number;
        if (slope) slope[k] = a;
        sum += a * (theta[k] as number);
      }
      return sum;
    },
  };
}
