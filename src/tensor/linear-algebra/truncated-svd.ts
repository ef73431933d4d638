import type { Rng } from '../../domain/random.js';
import { breathe } from './breathe.js';
import { gram } from './gram.js';
import { orthonormalise } from './orthonormalise.js';
import { multiply, transpose } from './sparse-matrix.js';
import type { SparseMatrix } from './sparse-matrix.js';
import { symmetricEigen } from './symmetric-eigen.js';

export interface TruncatedSvd {
  /** How many singular triplets there are: `dims`, or fewer where the rank of the matrix is lower. */
  readonly rank: number;
  /** [rank], falling, above 0. */
  readonly singularValues: Float64Array;
  /** Right singular vectors V [cols, rank], row-major, orthonormal columns. */
  readonly rightVectors: Float32Array;
}

export interface SvdOptions {
  /** Singular triplets wanted. */
  readonly dims: number;
  /** Columns sketched beyond `dims`. */
  readonly oversampling: number;
  /** Power iterations; 2 are enough for the slowly falling spectrum of text (Halko et al. 2011, section 4.5). */
  readonly powerIterations: number;
  readonly rng: Rng;
  readonly signal?: AbortSignal | undefined;
  /** Called after each pass over the matrix. */
  readonly onPass?: (done: number, total: number) => void;
}

/** Non-zeros handled between two pauses: some ten milliseconds of work at usual widths. */
const SLICE_NONZEROS = 100_000;

/**
 * Randomised truncated SVD of a sparse matrix A ≈ U·S·Vᵀ (Halko, Martinsson, Tropp 2011, algorithms 4.4 and 5.1).
 * Deterministic for a given `rng`. The sign of a triplet is fixed by making the largest entry of its V positive.
 */
export async function truncatedSvd(a: SparseMatrix, options: SvdOptions): Promise<TruncatedSvd> {
  const width = Math.min(options.dims + options.oversampling, a.rows, a.cols);
  const total = 2 * options.powerIterations + 2;
  let done = 0;
  const passed = (): void => options.onPass?.(++done, total);

  const transposed = transpose(a);
  const b = new Float32Array(a.cols * width);
  for (let i = 0; i < b.length; i++) b[i] = options.rng.normal();
  const y = new Float32Array(a.rows * width);
  for (let iteration = 0; iteration <= options.powerIterations; iteration++) {
    await slices(a, options.signal, (from, to) => multiply(a, b, width, y, from, to));
    orthonormalise(y, a.rows, width);
    passed();
    await slices(transposed, options.signal, (from, to) => multiply(transposed, y, width, b, from, to));
    passed();
  }
  // Now A ≈ Q·Bᵀ with B = AᵀQ: the eigenvectors of BᵀB turn B's columns into V·S.
  const { values, vectors } = symmetricEigen(gram(b, a.cols, width), width);
  const largest = values[0] ?? 0;
  let rank = 0;
  while (rank < Math.min(options.dims, width) && (values[rank] as number) > 1e-9 * largest) rank++;
  const singularValues = Float64Array.from({ length: rank }, (_, k) => Math.sqrt(values[k] as number));
  return { rank, singularValues, rightVectors: rightVectors(b, a.cols, width, vectors, singularValues) };
}

function rightVectors(
  b: Float32Array,
  cols: number,
  width: number,
  vectors: Float64Array,
  singularValues: Float64Array,
): Float32Array {
  const rank = singularValues.length;
  const out = new Float32Array(cols * rank);
  const line = new Float64Array(rank);
  const largest = new Float64Array(rank);
  for (let r = 0; r < cols; r++) {
    line.fill(0);
    for (let i = 0; i < width; i++) {
      const x = b[r * width + i] as number;
      if (x === 0) continue;
      for (let k = 0; k < rank; k++) line[k] = (line[k] as number) + x * (vectors[i * width + k] as number);
    }
    for (let k = 0; k < rank; k++) {
      const v = (line[k] as number) / (singularValues[k] as number);
      out[r * rank + k] = v;
      if (Math.abs(v) > Math.abs(largest[k] as number)) largest[k] = v;
    }
  }
  for (let i = 0; i < out.length; i++) if ((largest[i % rank] as number) < 0) out[i] = -(out[i] as number);
  return out;
}

/** Runs `work` over all rows in slices of about equal weight, with a pause between them. */
async function slices(
  a: SparseMatrix,
  signal: AbortSignal | undefined,
  work: (from: number, to: number) => void,
): Promise<void> {
  for (let from = 0; from < a.rows;) {
    const until = (a.offsets[from] as number) + SLICE_NONZEROS;
    let to = from + 1;
    while (to < a.rows && (a.offsets[to + 1] as number) <= until) to++;
    work(from, to);
    from = to;
    await breathe(signal);
  }
}
