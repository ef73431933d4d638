import type { Matrix } from '../../../domain/matrix.js';
import { breathe } from '../../linear-algebra/breathe.js';
import { squaredDistance } from './squared-distance.js';

/** Pairs compared in one turn of the event loop, some 10 ms. */
const TURN_PAIRS = 2_000_000;

/**
 * Squared distance of each point to its k-th nearest other point, [points]: small where points are dense. The point itself
 * is not counted, so that a core distance of at most ε² means a core point of DBSCAN with minPts = k + 1. Where there are
 * fewer than k others the farthest of them counts. O(points²·dims).
 */
export async function coreDistances(points: Matrix, k: number, signal?: AbortSignal): Promise<Float64Array> {
  const { rows } = points;
  const core = new Float64Array(rows);
  const nearest = new Float64Array(Math.min(k, rows - 1));
  const rowsPerTurn = Math.max(1, Math.floor(TURN_PAIRS / rows));
  for (let i = 0; i < rows && nearest.length > 0; i++) {
    if (i % rowsPerTurn === 0) await breathe(signal);
    nearest.fill(Number.POSITIVE_INFINITY);
    for (let j = 0; j < rows; j++) if (j !== i) insert(nearest, squaredDistance(points, i, j));
    core[i] = nearest[nearest.length - 1] as number;
  }
  return core;
}

/** Keeps the smallest values seen, ascending. */
function insert(smallest: Float64Array, value: number): void {
  let at = smallest.length - 1;
  if (value >= (smallest[at] as number)) return;
  for (; at > 0 && (smallest[at - 1] as number) > value; at--) smallest[at] = smallest[at - 1] as number;
  smallest[at] = value;
}
