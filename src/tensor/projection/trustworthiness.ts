import type { Matrix } from '../../domain/matrix.js';
import { breathe } from '../linear-algebra/breathe.js';

/** Rows ranked in one turn of the event loop. */
const TURN_ROWS = 8;

/**
 * How far neighbours in a layout are neighbours indeed (Venna and Kaski 2001): 1 where the k nearest of every point in `layout`
 * [points, 2] are among its k nearest in `points` [points, dims], less for each intruder by its rank there; about 0.5 for a random
 * layout. Says nothing of the layout as a whole. Null for fewer than 2k + 2 points, where it is not defined. O(points² · (dims + log points)).
 */
export async function trustworthiness(
  points: Matrix,
  layout: Matrix,
  k: number,
  signal?: AbortSignal,
): Promise<number | null> {
  const n = points.rows;
  if (n < 2 * k + 2) return null;
  let excess = 0;
  const rank = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    if (i % TURN_ROWS === 0) await breathe(signal);
    nearestFirst(points, i).forEach((j, at) => (rank[j] = at + 1));
    const drawn = nearestFirst(layout, i);
    for (let at = 0; at < k; at++) excess += Math.max(0, (rank[drawn[at] as number] as number) - k);
  }
  return 1 - (2 / (n * k * (2 * n - 3 * k - 1))) * excess;
}

/** The other rows by their distance from row i; equally near ones in their order. */
function nearestFirst({ rows, cols, data }: Matrix, i: number): Uint32Array {
  const distance = new Float64Array(rows);
  for (let j = 0; j < rows; j++) {
    let sum = 0;
    for (let p = i * cols, q = j * cols, end = p + cols; p < end; p++, q++) {
      sum += ((data[p] as number) - (data[q] as number)) ** 2;
    }
    distance[j] = sum;
  }
  const others = Uint32Array.from({ length: rows - 1 }, (_, at) => (at < i ? at : at + 1));
  return others.sort((x, y) => (distance[x] as number) - (distance[y] as number) || x - y);
}
