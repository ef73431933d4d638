import type { Matrix } from '../../../domain/matrix.js';
import { condense } from './condensed-tree.js';
import { coreDistances } from './core-distances.js';
import { dendrogram } from './dendrogram.js';
import { selectClusters } from './select-clusters.js';
import { spanningTree } from './spanning-tree.js';

export interface HdbscanOptions {
  /** Fewest points that make a cluster, 2 or more. */
  readonly minClusterSize: number;
  /** k of the core distance; more smooths the density and calls more points noise. `minClusterSize` by default. */
  readonly minSamples?: number;
  readonly signal?: AbortSignal;
}

export interface Clustering {
  /** Number of clusters; 0 when everything is noise. */
  readonly clusters: number;
  /** [points] cluster of each point, −1 for noise. Numbered by the lowest point they hold. */
  readonly labels: Int32Array;
  /** [points] how firmly a point belongs, in [0, 1]; 0 for noise. */
  readonly probabilities: Float32Array;
}

/**
 * HDBSCAN* (Campello et al., 2015) in the form of McInnes et al. (2017): clusters of any shape and of different densities,
 * their number found from the data. Euclidean distance; O(points²·dims) time, O(points) memory. Gives way to the event
 * loop; CANCELLED when the signal fires. Throws RangeError for options out of their range.
 */
export async function hdbscan(points: Matrix, options: HdbscanOptions): Promise<Clustering> {
  const { minClusterSize, minSamples = minClusterSize, signal } = options;
  if (!(minClusterSize >= 2)) throw new RangeError(`minClusterSize must be 2 or more, got ${minClusterSize}`);
  if (!(minSamples >= 1)) throw new RangeError(`minSamples must be 1 or more, got ${minSamples}`);
  const { rows } = points;
  const clustering = { labels: new Int32Array(rows).fill(-1), probabilities: new Float32Array(rows) };
  if (rows < minClusterSize) return { clusters: 0, ...clustering };
  const core = await coreDistances(points, minSamples, signal);
  const tree = condense(dendrogram(await spanningTree(points, core, signal)), minClusterSize);
  const owner = selectClusters(tree);
  const numbers = new Map<number, number>();
  for (let i = 0; i < rows; i++) {
    const kept = owner[tree.clusterOf[i] as number] as number;
    if (kept === -1) continue;
    if (!numbers.has(kept)) numbers.set(kept, numbers.size);
    clustering.labels[i] = numbers.get(kept) as number;
    clustering.probabilities[i] = Math.min(1, (tree.lambdaOf[i] as number) / (tree.death[kept] as number));
  }
  return { clusters: numbers.size, ...clustering };
}
