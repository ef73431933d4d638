import type { Matrix } from '../../../domain/matrix.js';
import { breathe } from '../../linear-algebra/breathe.js';
import { squaredDistance } from './squared-distance.js';

/** Points looked at in one turn of the event loop, some 10 ms. */
const TURN_POINTS = 2_000_000;

/** Edges of a minimum spanning tree, [points − 1] each, in the order in which they were found. */
export interface SpanningTree {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Mutual reachability distance: max(core(from), core(to), distance). */
  readonly distance: Float64Array;
}

/**
 * Prim's algorithm over the complete graph of mutual reachability. The graph is never stored: O(points²·dims) time,
 * O(points) memory. `core` holds squared core distances.
 */
export async function spanningTree(points: Matrix, core: Float64Array, signal?: AbortSignal): Promise<SpanningTree> {
  const { rows } = points;
  const edges = Math.max(0, rows - 1);
  const tree = { from: new Int32Array(edges), to: new Int32Array(edges), distance: new Float64Array(edges) };
  /** Squared reach and the point of the tree that it is reached from; −1 marks points of the tree. */
  const reach = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  const via = new Int32Array(rows);
  const edgesPerTurn = Math.max(1, Math.floor(TURN_POINTS / Math.max(1, rows)));
  let added = 0;
  via[added] = -1;
  for (let e = 0; e < edges; e++) {
    if (e % edgesPerTurn === 0) await breathe(signal);
    const coreAdded = core[added] as number;
    let next = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < rows; j++) {
      if (via[j] === -1) continue;
      const known = reach[j] as number;
      const atLeast = Math.max(coreAdded, core[j] as number);
      // Mutual reachability is never below either core distance, so most pairs need no distance.
      if (atLeast < known) {
        const through = Math.max(atLeast, squaredDistance(points, added, j));
        if (through < known) {
          reach[j] = through;
          via[j] = added;
        }
      }
      if (next === -1 || (reach[j] as number) < least) {
        least = reach[j] as number;
        next = j;
      }
    }
    tree.from[e] = via[next] as number;
    tree.to[e] = next;
    tree.distance[e] = Math.sqrt(least);
    via[next] = -1;
    added = next;
  }
  return tree;
}
