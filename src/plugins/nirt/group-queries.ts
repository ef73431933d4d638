import type { Matrix } from '../../domain/matrix.js';
import { takeRows } from '../../domain/matrix.js';
import type { RunContext } from '../../domain/run.js';
import { asIndex } from '../../index/engine.js';
import { exactEngine } from '../../index/exact-index.js';
import type { NeighbourIndex, Neighbours } from '../../index/neighbour-index.js';
import { hdbscan } from '../../tensor/clustering/hdbscan/hdbscan.js';
import { nearestLabelled } from '../../tensor/clustering/nearest-labelled.js';
import { umapLayout } from '../../tensor/clustering/umap.js';
import { breathe } from '../../tensor/linear-algebra/breathe.js';
import type { NirtHyperparameters } from './hyperparameters.js';

/** Rows searched between two looks at the signal. */
const BLOCK = 256;

/** Clusters of the training queries. */
export interface Grouping {
  readonly clusters: number;
  /** [queries] cluster of each query. */
  readonly clusterOf: Uint16Array;
  /** The nearest sampled queries of each query, without itself: rows of training queries. */
  readonly near: Neighbours;
}

type GroupingOptions = Pick<
  NirtHyperparameters,
  'relevanceNeighbours' | 'minClusterSize' | 'clusterSample' | 'layoutDims' | 'layoutNeighbours' | 'layoutEpochs'
>;

/**
 * UMAP and HDBSCAN over a sample of the queries (paper 4.2.2); noise joins the nearest cluster of the layout, queries
 * outside the sample that of their nearest sampled query. Too few queries for a layout, or no cluster found: one cluster.
 */
export async function groupQueries(vectors: Matrix, options: GroupingOptions, run: RunContext): Promise<Grouping> {
  const sampled = sample(vectors.rows, options.clusterSample, run);
  const points = takeRows(vectors, sampled);
  using index = asIndex(points, exactEngine(points));
  const around = await searchAll(index, vectors, options.relevanceNeighbours + 1, run, 'find neighbours');
  const near = withoutSelf(around, sampled);
  const labels = await labelSample(index, points, options, run);
  // Of equal vectors the search finds the first; a sampled query keeps the cluster that it was given.
  const clusterOf = Uint16Array.from(
    { length: vectors.rows },
    (_, q) => labels[around.ids[q * around.k] as number] as number,
  );
  sampled.forEach((q, s) => (clusterOf[q] = labels[s] as number));
  return { clusters: labels.reduce((most, label) => Math.max(most, label + 1), 1), clusterOf, near };
}

/** Cluster of each sampled query. */
async function labelSample(
  index: NeighbourIndex,
  points: Matrix,
  options: GroupingOptions,
  run: RunContext,
): Promise<Int32Array> {
  const k = options.layoutNeighbours;
  const one = new Int32Array(points.rows);
  if (points.rows <= k + 1) return one;
  const layout = await umapLayout(selfFirst(await searchAll(index, points, k, run, 'find sampled neighbours')), {
    dims: options.layoutDims,
    epochs: options.layoutEpochs,
    minDistance: 0,
    rng: run.rng.fork('nirt/layout'),
    signal: run.signal,
    onEpoch: (done) => run.onProgress({ stage: 'lay out', done, total: options.layoutEpochs, unit: 'epochs' }),
  });
  const { clusters, labels } = await hdbscan(layout, { minClusterSize: options.minClusterSize, signal: run.signal });
  return clusters === 0 ? one : nearestLabelled(layout, labels);
}

/** Neighbours of training queries as rows of the training queries, one fewer each: a query says nothing about itself. */
function withoutSelf({ k, ids, similarity }: Neighbours, sampled: Uint32Array): Neighbours {
  const queries = ids.length / k;
  const out = {
    k: k - 1,
    ids: new Int32Array(queries * (k - 1)).fill(-1),
    similarity: new Float32Array(queries * (k - 1)),
  };
  for (let q = 0; q < queries; q++) {
    let at = q * out.k;
    for (let n = q * k; n < (q + 1) * k && at < (q + 1) * out.k; n++) {
      const id = ids[n] as number;
      if (id < 0 || sampled[id] === q) continue;
      out.ids[at] = sampled[id] as number;
      out.similarity[at++] = similarity[n] as number;
    }
  }
  return out;
}

function sample(queries: number, most: number, { rng }: RunContext): Uint32Array {
  const all = Uint32Array.from({ length: queries }, (_, q) => q);
  if (queries <= most) return all;
  return rng.fork('nirt/sample').shuffle(all).slice(0, most).sort();
}

/** Searches block by block, so that a cancelled run ends soon. */
async function searchAll(
  index: NeighbourIndex,
  vectors: Matrix,
  k: number,
  run: RunContext,
  stage: string,
): Promise<Neighbours> {
  const out = { k, ids: new Int32Array(vectors.rows * k), similarity: new Float32Array(vectors.rows * k) };
  for (let from = 0; from < vectors.rows; from += BLOCK) {
    await breathe(run.signal);
    const to = Math.min(vectors.rows, from + BLOCK);
    const data = vectors.data.subarray(from * vectors.cols, to * vectors.cols);
    const found = await index.search({ rows: to - from, cols: vectors.cols, data }, k);
    out.ids.set(found.ids, from * k);
    out.similarity.set(found.similarity, from * k);
    run.onProgress({ stage, done: to, total: vectors.rows, unit: 'queries' });
  }
  return out;
}

/** Each point as its own first neighbour, as UMAP wants it; of equal vectors the search may find another one first. */
function selfFirst({ k, ids, similarity }: Neighbours) {
  const out = { k, ids: new Int32Array(ids.length), distances: new Float32Array(ids.length) };
  for (let i = 0; i < ids.length / k; i++) {
    let at = i * k;
    out.ids[at++] = i;
    for (let n = i * k; n < (i + 1) * k && at < (i + 1) * k; n++) {
      if (ids[n] === i) continue;
      out.ids[at] = ids[n] as number;
      // Of unit vectors: ‖x − y‖² = 2 − 2·x·y.
      out.distances[at++] = Math.sqrt(Math.max(0, 2 - 2 * (similarity[n] as number)));
    }
  }
  return out;
}
