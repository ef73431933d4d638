import type { Matrix } from '../../domain/matrix.js';
import { matrix, row } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import { breathe } from '../linear-algebra/breathe.js';
import { dotAt } from '../linear-algebra/dot-at.js';

/**
 * Squared Euclidean distance of row i of `x` and row c of `centres` as ‖x‖² + ‖c‖² − 2·x·c, with the squared norms at hand;
 * never below 0, to which rounding could take it.
 */
export function squaredDistance(
  x: Matrix,
  i: number,
  xNorm: number,
  centres: Matrix,
  c: number,
  centreNorm: number,
): number {
  const product = dotAt(x.data, i * x.cols, centres.data, c * x.cols, x.cols);
  return Math.max(0, xNorm + centreNorm - 2 * product);
}

/** ‖x‖² of each row, [rows]. */
export function squaredNorms(x: Matrix): Float64Array {
  return Float64Array.from({ length: x.rows }, (_, i) => dotAt(x.data, i * x.cols, x.data, i * x.cols, x.cols));
}

/**
 * First centres by k-means++ (Arthur and Vassilvitskii 2007): each is a vector drawn with a probability proportional to its
 * squared distance from the centres so far. With fewer distinct vectors than k some are drawn again. [k, cols]
 */
export async function seedCentres(
  vectors: Matrix,
  norms: Float64Array,
  k: number,
  rng: Rng,
  signal: AbortSignal | undefined,
): Promise<Matrix> {
  const { rows, cols } = vectors;
  const centres = matrix(k, cols);
  const distance = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  let next = rng.integer(rows);
  for (let c = 0; c < k; c++) {
    if ((c & 7) === 0) await breathe(signal);
    row(centres, c).set(row(vectors, next));
    let total = 0;
    for (let i = 0; i < rows; i++) {
      const d = squaredDistance(vectors, i, norms[i] as number, centres, c, norms[next] as number);
      if (d < (distance[i] as number)) distance[i] = d;
      total += distance[i] as number;
    }
    next = total > 0 ? draw(distance, total * rng.uniform()) : rng.integer(rows);
  }
  return centres;
}

/** The first index at which the running sum of `weights` passes `mark`, which lies in [0, their sum). */
function draw(weights: Float64Array, mark: number): number {
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i] as number;
    if (w === 0) continue;
    last = i;
    mark -= w;
    if (mark < 0) break;
  }
  return last;
}
