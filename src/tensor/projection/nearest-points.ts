import type { Matrix } from '../../domain/matrix.js';
import { breathe } from '../linear-algebra/breathe.js';

/** The k nearest by Euclidean distance, nearest first; of equally near ones the earlier. */
export interface NearestPoints {
  readonly k: number;
  /** [points × k] rows of those that were searched. */
  readonly ids: Int32Array;
  /** [points × k], 0 or more, ascending for each point. */
  readonly distances: Float32Array;
}

/** Pairs compared in one turn of the event loop, some 10 ms. */
const TURN_PAIRS = 500_000;

/**
 * Compares every row of `points` with every row of `among`, both [·, dims]; k is at most the rows of `among`. `isSelf` leaves out the
 * row itself where both are the same points. A point has the same neighbours alone as in a batch. O(points · among · dims).
 */
export async function nearestPoints(
  points: Matrix,
  among: Matrix,
  k: number,
  isSelf = false,
  signal?: AbortSignal,
): Promise<NearestPoints> {
  const ids = new Int32Array(points.rows * k).fill(-1);
  const squares = new Float64Array(points.rows * k).fill(Number.POSITIVE_INFINITY);
  const rowsPerTurn = Math.max(1, Math.floor(TURN_PAIRS / Math.max(1, among.rows)));
  for (let i = 0; i < points.rows; i++) {
    if (i % rowsPerTurn === 0) await breathe(signal);
    const last = i * k + k - 1;
    for (let j = 0; j < among.rows; j++) {
      if (isSelf && i === j) continue;
      const square = squaredBelow(points, i, among, j, squares[last] as number);
      if (square >= (squares[last] as number)) continue;
      let at = last;
      for (; at > i * k && (squares[at - 1] as number) > square; at--) {
        squares[at] = squares[at - 1] as number;
        ids[at] = ids[at - 1] as number;
      }
      squares[at] = square;
      ids[at] = j;
    }
  }
  return { k, ids, distances: Float32Array.from(squares, Math.sqrt) };
}

/** Entries after which a distance is looked at: most pairs are too far after a few. */
const LOOK = 8;

/** Squared distance of row i of x and row j of y; anything at or above `bound` where it is that. */
function squaredBelow(x: Matrix, i: number, y: Matrix, j: number, bound: number): number {
  let sum = 0;
  const end = (i + 1) * x.cols;
  for (let p = i * x.cols, q = j * y.cols; p < end && sum < bound;) {
    for (const stop = Math.min(end, p + LOOK); p < stop; p++, q++) {
      const difference = (x.data[p] as number) - (y.data[q] as number);
      sum += difference * difference;
    }
  }
  return sum;
}
