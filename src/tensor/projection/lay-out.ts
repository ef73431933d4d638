import type { Matrix } from '../../domain/matrix.js';
import { matrix, row, takeRows } from '../../domain/matrix.js';
import { seededRng } from '../../domain/random.js';
import type { NeighbourGraph } from '../clustering/umap.js';
import { umapLayout } from '../clustering/umap.js';
import type { NearestPoints } from './nearest-points.js';
import { nearestPoints } from './nearest-points.js';
import { BESIDE, placeBeside } from './place-beside.js';
import { principalComponents, project } from './principal-components.js';
import { trustworthiness } from './trustworthiness.js';

export type LayoutMethod = 'PCA' | 'UMAP';

export interface LayoutTask {
  readonly method: LayoutMethod;
  /** [points, dims] */
  readonly vectors: Matrix;
  /** Rows of `vectors` that axes are fitted on and UMAP lays out; the other points are placed beside them. */
  readonly sample: Uint32Array;
  readonly seed: number;
}

export interface PointLayout {
  readonly method: LayoutMethod;
  /** [points, 2], centred, the wider axis from −1 to 1; all 0 where the points coincide. */
  readonly places: Matrix;
  /** Of up to 1,000 points among each other, with 10 neighbours; null for too few points. */
  readonly trustworthiness: number | null;
}

/** Components that distances are taken over; text vectors hold little beyond them but noise. */
const COMPONENTS = 40;
/** Neighbours of UMAP's graph, the point itself among them: its authors' default. */
const GRAPH_NEIGHBOURS = 15;
/** Fewer points have no structure that PCA would not show. */
export const UMAP_LEAST = 50;
const EPOCHS = 150;
const MIN_DISTANCE = 0.1;
/** Half the width that UMAP starts from, as its authors' code has it. */
const START = 10;
const MEASURED = 1000;
const MEASURED_NEIGHBOURS = 10;

/**
 * Lays points out on a plane: on their first two principal components, or by UMAP started from there. The same task gives the same
 * layout. Throws RangeError for UMAP of a sample smaller than UMAP_LEAST, CANCELLED on the signal.
 */
export async function layOut(task: LayoutTask, signal?: AbortSignal): Promise<PointLayout> {
  const { method, vectors, sample, seed } = task;
  const rng = seededRng(seed);
  const sampled = takeRows(vectors, sample);
  const dims = method === 'PCA' ? 2 : COMPONENTS;
  const components = await principalComponents(sampled, dims, rng.fork('components'), signal);
  const reduced = project(vectors, components, dims);
  const places = method === 'PCA' ? reduced : await umapPlaces(task, reduced, signal);
  const measured = rng.fork('measured').shuffle(Uint32Array.from({ length: vectors.rows }, (_, i) => i));
  const rows = measured.subarray(0, MEASURED);
  return {
    method,
    trustworthiness: await trustworthiness(
      takeRows(vectors, rows),
      takeRows(places, rows),
      MEASURED_NEIGHBOURS,
      signal,
    ),
    places: fitted(places),
  };
}

/** `reduced` holds every point on its principal components. */
async function umapPlaces({ sample, seed }: LayoutTask, reduced: Matrix, signal?: AbortSignal): Promise<Matrix> {
  if (sample.length < UMAP_LEAST) throw new RangeError(`UMAP needs ${UMAP_LEAST} points, got ${sample.length}`);
  const rng = seededRng(seed).fork('umap');
  const known = takeRows(reduced, sample);
  const graph = withSelf(await nearestPoints(known, known, GRAPH_NEIGHBOURS - 1, true, signal));
  const laid = await umapLayout(graph, {
    dims: 2,
    epochs: EPOCHS,
    minDistance: MIN_DISTANCE,
    rng,
    start: startOf(known, rng.normal),
    ...(signal && { signal }),
  });
  const places = matrix(reduced.rows, 2);
  const isSampled = new Uint8Array(reduced.rows);
  sample.forEach((r, i) => {
    isSampled[r] = 1;
    places.data.set(row(laid, i), r * 2);
  });
  const others = Uint32Array.from(isSampled.keys()).filter((r) => isSampled[r] === 0);
  const beside = placeBeside(await nearestPoints(takeRows(reduced, others), known, BESIDE, false, signal), laid);
  others.forEach((r, i) => places.data.set(row(beside, i), r * 2));
  return places;
}

/** UMAP's graph has each point as its own first neighbour. */
function withSelf({ k, ids, distances }: NearestPoints): NeighbourGraph {
  const points = ids.length / k;
  const graph = { k: k + 1, ids: new Int32Array(points * (k + 1)), distances: new Float32Array(points * (k + 1)) };
  for (let i = 0; i < points; i++) {
    graph.ids[i * graph.k] = i;
    graph.ids.set(ids.subarray(i * k, (i + 1) * k), i * graph.k + 1);
    graph.distances.set(distances.subarray(i * k, (i + 1) * k), i * graph.k + 1);
  }
  return graph;
}

/** The first two components at the width that UMAP expects, a little moved so that no two points coincide. */
function startOf(reduced: Matrix, normal: () => number): Matrix {
  const start = fitted(firstTwo(reduced));
  for (let i = 0; i < start.data.length; i++) start.data[i] = START * (start.data[i] as number) + 1e-4 * normal();
  return start;
}

function firstTwo(points: Matrix): Matrix {
  const out = matrix(points.rows, 2);
  for (let r = 0; r < points.rows; r++) out.data.set(row(points, r).subarray(0, 2), r * 2);
  return out;
}

/** Moved and scaled alike on both axes, so that the wider one goes from −1 to 1. */
function fitted(places: Matrix): Matrix {
  const { rows, data } = places;
  const range = (d: number) => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = d; i < data.length; i += 2) {
      least = Math.min(least, data[i] as number);
      most = Math.max(most, data[i] as number);
    }
    return { middle: (least + most) / 2, half: (most - least) / 2 };
  };
  const ranges = [range(0), range(1)] as const;
  const half = Math.max(ranges[0].half, ranges[1].half);
  const middle = (i: number) => (i % 2 === 0 ? ranges[0] : ranges[1]).middle;
  return matrix(
    rows,
    2,
    data.map((x, i) => (half > 0 ? (x - middle(i)) / half : 0)),
  );
}
