import type { Matrix } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import { breathe } from '../linear-algebra/breathe.js';
import { seedCentres, squaredDistance, squaredNorms } from './k-means-seeding.js';

export interface KMeansOptions {
  readonly rng: Rng;
  readonly signal?: AbortSignal | undefined;
  /** Most passes over the vectors of one restart; 100 unless said. */
  readonly maxIterations?: number;
  /** Independent starts, of which the one with the least inertia is kept; 1 unless said. */
  readonly restarts?: number;
  /** Called after each pass, with the inertia before its move of the centres. */
  readonly onIteration?: (iteration: number, inertia: number, restart: number) => void;
}

export interface KMeansResult {
  /** [k, cols] mean of the vectors of each cluster. */
  readonly centres: Matrix;
  /** [rows] cluster of each vector: the nearest centre, ties to the lower number. */
  readonly assignment: Int32Array;
  /** Σ over vectors of the squared distance to the centre of their cluster. */
  readonly inertia: number;
}

/** Multiplications between two turns of the event loop: some milliseconds. */
const SLICE = 4e6;

/**
 * k-means by Lloyd's iterations from a k-means++ start, until no vector changes its cluster. A cluster that loses all of its
 * vectors takes over the one farthest from its centre; with fewer distinct vectors than k some clusters stay empty, at the
 * place where they started. Equal seeds give equal bits. Gives way to the event loop and throws CANCELLED within
 * milliseconds; throws RangeError unless k is an integer from 1 to the number of vectors.
 */
export async function kMeans(vectors: Matrix, k: number, options: KMeansOptions): Promise<KMeansResult> {
  if (!Number.isInteger(k) || k < 1 || k > vectors.rows) {
    throw new RangeError(`k must be an integer from 1 to ${vectors.rows}, the number of vectors, got ${k}`);
  }
  const norms = squaredNorms(vectors);
  let best: KMeansResult | null = null;
  for (let restart = 0; restart < (options.restarts ?? 1); restart++) {
    const centres = await seedCentres(vectors, norms, k, options.rng.fork(`k-means/${restart}`), options.signal);
    const found = await lloyd(vectors, norms, centres, options, restart);
    if (best === null || found.inertia < best.inertia) best = found;
  }
  if (best === null) throw new RangeError(`restarts must be 1 or more, got ${options.restarts}`);
  return best;
}

async function lloyd(
  vectors: Matrix,
  norms: Float64Array,
  centres: Matrix,
  options: KMeansOptions,
  restart: number,
): Promise<KMeansResult> {
  const assignment = new Int32Array(vectors.rows).fill(-1);
  const distance = new Float64Array(vectors.rows);
  for (let iteration = 0; ; iteration++) {
    const changed = await assign(vectors, norms, centres, assignment, distance, options.signal);
    const inertia = distance.reduce((sum, d) => sum + d, 0);
    options.onIteration?.(iteration + 1, inertia, restart);
    // The last pass only assigns, so that every vector ends at the nearest of the centres that are returned.
    if (changed === 0 || iteration >= (options.maxIterations ?? 100)) return { centres, assignment, inertia };
    refill(assignment, distance, centres.rows);
    move(vectors, assignment, centres);
  }
}

/** Puts every vector to its nearest centre; returns how many changed. */
async function assign(
  vectors: Matrix,
  norms: Float64Array,
  centres: Matrix,
  assignment: Int32Array,
  distance: Float64Array,
  signal: AbortSignal | undefined,
): Promise<number> {
  const centreNorms = squaredNorms(centres);
  const turn = Math.max(1, Math.floor(SLICE / (centres.rows * centres.cols + 1)));
  let changed = 0;
  for (let i = 0; i < vectors.rows; i++) {
    if (i % turn === 0) await breathe(signal);
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < centres.rows; c++) {
      const d = squaredDistance(vectors, i, norms[i] as number, centres, c, centreNorms[c] as number);
      if (d < least) {
        least = d;
        nearest = c;
      }
    }
    if (assignment[i] !== nearest) changed++;
    assignment[i] = nearest;
    distance[i] = least;
  }
  return changed;
}

/** Gives each empty cluster the vector that is farthest from its centre, unless all sit on theirs. */
function refill(assignment: Int32Array, distance: Float64Array, k: number): void {
  const size = new Uint32Array(k);
  for (const c of assignment) size[c] = (size[c] as number) + 1;
  for (let c = 0; c < k; c++) {
    if ((size[c] as number) > 0) continue;
    let farthest = -1;
    for (let i = 0; i < distance.length; i++) {
      const alone = size[assignment[i] as number] === 1;
      if (!alone && (distance[i] as number) > (farthest < 0 ? 0 : (distance[farthest] as number))) farthest = i;
    }
    if (farthest < 0) return;
    const from = assignment[farthest] as number;
    size[from] = (size[from] as number) - 1;
    size[c] = 1;
    assignment[farthest] = c;
    distance[farthest] = 0;
  }
}

/** Moves each centre to the mean of its vectors, summed in double precision; an empty cluster stays. */
function move(vectors: Matrix, assignment: Int32Array, centres: Matrix): void {
  const { cols } = vectors;
  const sums = new Float64Array(centres.rows * cols);
  const size = new Float64Array(centres.rows);
  for (let i = 0; i < vectors.rows; i++) {
    const c = assignment[i] as number;
    size[c] = (size[c] as number) + 1;
    for (let x = 0, from = i * cols, to = c * cols; x < cols; x++, from++, to++) {
      sums[to] = (sums[to] as number) + (vectors.data[from] as number);
    }
  }
  for (let c = 0; c < centres.rows; c++) {
    if (size[c] === 0) continue;
    for (let x = c * cols; x < (c + 1) * cols; x++) centres.data[x] = (sums[x] as number) / (size[c] as number);
  }
}
