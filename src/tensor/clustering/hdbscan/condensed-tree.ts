import type { Dendrogram } from './dendrogram.js';

/**
 * The dendrogram without splits that only shed fewer than `minClusterSize` points. Cluster 0 is the root; a child has a
 * higher number than its parent. λ = 1 / distance: a cluster lives from its birth λ until it splits or dissolves.
 */
export interface CondensedTree {
  /** Parent of each cluster, −1 for the root. */
  readonly parent: readonly number[];
  /** Σ over its points of (λ at which the point left − λ of birth): excess of mass. */
  readonly stability: readonly number[];
  /** λ at which the last of its points left it, to a child or as noise. */
  readonly death: readonly number[];
  /** [points] the cluster that each point fell out of. */
  readonly clusterOf: Int32Array;
  /** [points] λ at which it did. */
  readonly lambdaOf: Float64Array;
}

/** Walks the dendrogram from the root and keeps a new cluster wherever both sides of a split are big enough. */
export function condense(tree: Dendrogram, minClusterSize: number): CondensedTree {
  const { points } = tree;
  const lambda = lambdas(tree.distance);
  const parent = [-1];
  const birth = [0];
  const stability = [0];
  const death = [0];
  const clusterOf = new Int32Array(points);
  const lambdaOf = new Float64Array(points);
  const leave = (cluster: number, at: number, count: number) => {
    stability[cluster] = (stability[cluster] as number) + (at - (birth[cluster] as number)) * count;
    death[cluster] = Math.max(death[cluster] as number, at);
  };
  const shed = (node: number, cluster: number, at: number) => {
    for (const point of pointsBelow(tree, node)) {
      clusterOf[point] = cluster;
      lambdaOf[point] = at;
    }
  };
  const open: (readonly [node: number, cluster: number])[] = [];
  if (points >= minClusterSize) open.push([tree.size.length - 1, 0]);
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, cluster] = next;
    const at = lambda[node - points] as number;
    const sides = [tree.left[node - points] as number, tree.right[node - points] as number];
    const big = sides.filter((side) => (tree.size[side] as number) >= minClusterSize);
    for (const side of sides) {
      const size = tree.size[side] as number;
      if (size < minClusterSize) {
        shed(side, cluster, at);
        leave(cluster, at, size);
      } else if (big.length === 1) open.push([side, cluster]);
      else {
        leave(cluster, at, size);
        open.push([side, parent.length]);
        parent.push(cluster);
        birth.push(at);
        stability.push(0);
        death.push(at);
      }
    }
  }
  return { parent, stability, death, clusterOf, lambdaOf };
}

/** Equal points merge at distance 0. They count as merging at half the shortest real one: denser than any, yet finite. */
function lambdas(distance: Float64Array): Float64Array {
  const shortest = distance.find((d) => d > 0) ?? 1;
  return distance.map((d) => 1 / (d > 0 ? d : shortest / 2));
}

function* pointsBelow(tree: Dendrogram, node: number): Generator<number> {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next < tree.points) yield next;
    else open.push(tree.left[next - tree.points] as number, tree.right[next - tree.points] as number);
  }
}
