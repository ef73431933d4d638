import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import { breathe } from '../linear-algebra/breathe.js';

/** Neighbours of each point: itself first, then the nearest, [points × k] each. */
export interface NeighbourGraph {
  readonly k: number;
  readonly ids: Int32Array;
  /** 0 or more, ascending for each point. */
  readonly distances: Float32Array;
}

export interface UmapOptions {
  /** Dimensions of the layout. */
  readonly dims: number;
  readonly epochs: number;
  /** Least distance of points in the layout; small packs clusters tightly, which density clustering likes. */
  readonly minDistance: number;
  readonly rng: Rng;
  /** Where the points are to begin, [points, dims], some 20 wide; at random where it is absent. */
  readonly start?: Matrix;
  readonly signal?: AbortSignal;
  readonly onEpoch?: (done: number) => void;
}

/** Epochs in one turn of the event loop. */
const EPOCHS_PER_TURN = 4;

/**
 * UMAP (McInnes et al., 2018) of points that are given by their neighbours alone: [points, dims]. The same seed gives the
 * same layout. Its set-up, some 2 s for 5,000 points, cannot be interrupted; every epoch can (CANCELLED). Throws
 * RangeError unless there are more points than neighbours.
 */
export async function umapLayout(graph: NeighbourGraph, options: UmapOptions): Promise<Matrix> {
  const points = graph.ids.length / graph.k;
  if (points <= graph.k) throw new RangeError(`UMAP needs more than ${graph.k} points, got ${points}`);
  const rows = (values: ArrayLike<number>): number[][] =>
    Array.from({ length: points }, (_, i) =>
      Array.from({ length: graph.k }, (_, n) => values[i * graph.k + n] as number),
    );
  // Loaded by who trains: a server that only predicts, and every command, would wait for it at its start.
  const { UMAP } = await import('umap-js');
  const umap = new UMAP({
    nComponents: options.dims,
    nNeighbors: graph.k,
    nEpochs: options.epochs,
    minDist: options.minDistance,
    random: options.rng.uniform,
  });
  umap.setPrecomputedKNN(rows(graph.ids), rows(graph.distances));
  // With the neighbours given, the library looks at the points only to count them.
  umap.initializeFit(Array.from({ length: points }, () => []));
  if (options.start) begin(umap.getEmbedding(), options.start);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    umap.step();
    if (epoch % EPOCHS_PER_TURN !== 0) continue;
    await breathe(options.signal);
    options.onEpoch?.(epoch + 1);
  }
  return matrix(points, options.dims, Float32Array.from(umap.getEmbedding().flat()));
}

/** The library draws the start at random and offers no other; the arrays it hands out are those that it moves. */
function begin(places: number[][], start: Matrix): void {
  places.forEach((place, i) => place.forEach((_, d) => (place[d] = start.data[i * start.cols + d] as number)));
}
