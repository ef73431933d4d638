/** The clusters that speak for a query, nearest first, and how much each counts. */
export interface NearestClusters {
  readonly clusters: Int32Array;
  /** Sum to 1. */
  readonly weights: Float64Array;
}

/**
 * The `count` clusters of least squared distance, ties to the lower number, with weights ∝ exp(−distance / spread).
 * Distances are taken from the least one first, so that no exponential overflows however far the query is.
 */
export function nearestClusters(squaredDistances: Float64Array, count: number, spread: number): NearestClusters {
  const clusters = new Int32Array(Math.min(count, squaredDistances.length)).fill(-1);
  for (let c = 0; c < squaredDistances.length; c++) {
    const d = squaredDistances[c] as number;
    let at = clusters.length;
    while (at > 0 && isFarther(squaredDistances, clusters[at - 1] as number, d)) at--;
    if (at === clusters.length) continue;
    clusters.copyWithin(at + 1, at, clusters.length - 1);
    clusters[at] = c;
  }
  const least = squaredDistances[clusters[0] as number] as number;
  const weights = Float64Array.from(clusters, (c) => Math.exp((least - (squaredDistances[c] as number)) / spread));
  const sum = weights.reduce((s, w) => s + w, 0);
  for (let n = 0; n < weights.length; n++) weights[n] = (weights[n] as number) / sum;
  return { clusters, weights };
}

/** Whether the place is free (−1) or taken by a cluster farther than `d`. */
const isFarther = (squaredDistances: Float64Array, cluster: number, d: number): boolean =>
  cluster < 0 || (squaredDistances[cluster] as number) > d;
