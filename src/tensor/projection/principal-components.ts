import type { Matrix } from '../../domain/matrix.js';
import { matrix, row } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import type { SparseMatrix } from '../linear-algebra/sparse-matrix.js';
import { truncatedSvd } from '../linear-algebra/truncated-svd.js';

export interface PrincipalComponents {
  /** Components there are: as many as were asked for, or fewer where the points span less. */
  readonly rank: number;
  /** [cols] */
  readonly mean: Float64Array;
  /** Directions of largest variance, [cols, rank], row-major, orthonormal columns; the largest entry of each is positive. */
  readonly axes: Float32Array;
  /** Share of the variance along each, [rank], falling, in [0, 1]. */
  readonly explained: Float64Array;
}

/** Variance below this share of the mean square is what is left of rounding: the points coincide. */
const NO_VARIANCE = 1e-12;

/**
 * Principal component analysis of the rows of `points` (Pearson 1901), by a randomised SVD that does not need the
 * [cols, cols] covariance: `dims` components in O(rows · cols · dims). The same seed gives the same axes.
 */
export async function principalComponents(
  points: Matrix,
  dims: number,
  rng: Rng,
  signal?: AbortSignal,
): Promise<PrincipalComponents> {
  const { rows, cols } = points;
  const mean = new Float64Array(cols);
  for (let r = 0; r < rows; r++) {
    const v = row(points, r);
    for (let c = 0; c < cols; c++) mean[c] = (mean[c] as number) + (v[c] as number) / rows;
  }
  const { centred, variance, square } = centre(points, mean);
  if (variance <= NO_VARIANCE * square)
    return { rank: 0, mean, axes: new Float32Array(0), explained: new Float64Array(0) };
  const { rank, singularValues, rightVectors } = await truncatedSvd(centred, {
    dims,
    oversampling: 10,
    powerIterations: 4,
    rng,
    signal,
  });
  return { rank, mean, axes: rightVectors, explained: singularValues.map((s) => (s * s) / variance) };
}

/** Coordinates of the rows of `points` along the first `dims` components, [rows, dims]; 0 along one that is not there. */
export function project(points: Matrix, { rank, mean, axes }: PrincipalComponents, dims: number): Matrix {
  const out = matrix(points.rows, dims);
  const used = Math.min(rank, dims);
  const line = new Float64Array(used);
  for (let r = 0; r < points.rows; r++) {
    const v = row(points, r);
    line.fill(0);
    for (let c = 0; c < v.length; c++) {
      const x = (v[c] as number) - (mean[c] as number);
      for (let k = 0; k < used; k++) line[k] = (line[k] as number) + x * (axes[c * rank + k] as number);
    }
    out.data.set(line, r * dims);
  }
  return out;
}

/** The points less their mean, every entry kept, with the sums of squares after and before. */
function centre({ rows, cols, data }: Matrix, mean: Float64Array) {
  const values = new Float32Array(rows * cols);
  let variance = 0;
  let square = 0;
  for (let i = 0; i < values.length; i++) {
    const x = data[i] as number;
    const moved = x - (mean[i % cols] as number);
    values[i] = moved;
    variance += moved * moved;
    square += x * x;
  }
  const centred: SparseMatrix = {
    rows,
    cols,
    offsets: Int32Array.from({ length: rows + 1 }, (_, r) => r * cols),
    columns: Int32Array.from({ length: rows * cols }, (_, i) => i % cols),
    values,
  };
  return { centred, variance, square };
}
