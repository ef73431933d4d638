import type { SpanningTree } from './spanning-tree.js';

/**
 * Single linkage as a binary tree. Nodes below `points` are the points; node points + m is the m-th merge, so the last node
 * is the root. Arrays of merges are [points − 1].
 */
export interface Dendrogram {
  readonly points: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** At which two groups merge; ascending. */
  readonly distance: Float64Array;
  /** Points below each node, [2·points − 1]. */
  readonly size: Int32Array;
}

/** Merges along the edges of a spanning tree, shortest first; equal ones in the order of the tree. */
export function dendrogram(tree: SpanningTree): Dendrogram {
  const merges = tree.distance.length;
  const points = merges + 1;
  const order = Uint32Array.from(tree.distance.keys()).sort(
    (x, y) => (tree.distance[x] as number) - (tree.distance[y] as number) || x - y,
  );
  const parent = Int32Array.from({ length: points + merges }, (_, node) => node);
  const size = new Int32Array(points + merges).fill(1, 0, points);
  const left = new Int32Array(merges);
  const right = new Int32Array(merges);
  const distance = new Float64Array(merges);
  order.forEach((edge, m) => {
    const node = points + m;
    const sides = [rootOf(parent, tree.from[edge] as number), rootOf(parent, tree.to[edge] as number)] as const;
    [left[m], right[m]] = sides;
    distance[m] = tree.distance[edge] as number;
    for (const side of sides) {
      parent[side] = node;
      size[node] = (size[node] as number) + (size[side] as number);
    }
  });
  return { points, left, right, distance, size };
}

/** Union-find with path halving. */
function rootOf(parent: Int32Array, node: number): number {
  let at = node;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at] as number] as number;
    at = parent[at] as number;
  }
  return at;
}
