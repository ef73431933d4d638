import type { Matrix } from '../domain/matrix.js';
import { matrix, row, takeRows } from '../domain/matrix.js';
import { queryId } from '../domain/query-id.js';
import type { NeighbourIndex, Neighbours } from '../index/neighbour-index.js';
import type { QueryBatch, ReferenceSet } from '../plugins/contract.js';
import type { RouterSet } from './router-set.js';

/**
 * The key of a text is the id that the same text has as a training query. Keys are computed when a router asks: most never
 * do, and hashing would cost each request.
 */
export function queryBatch(texts: readonly string[], vectors: Matrix): QueryBatch {
  let keys: readonly string[] | null = null;
  return {
    vectors,
    get keys() {
      return (keys ??= texts.map(queryId));
    },
  };
}

/** The queries at `rows`, in that order; the batch itself where that is all of it. */
export function takeBatch(batch: QueryBatch, rows: readonly number[]): QueryBatch {
  if (rows.length === batch.vectors.rows && rows.every((r, i) => r === i)) return batch;
  return {
    vectors: takeRows(batch.vectors, rows),
    get keys() {
      return rows.map((r) => batch.keys[r] as string);
    },
  };
}

/**
 * Warm-up for unseen queries (paper eq. 10): e ← (1 − λ)·e + λ·mean of its nearest training vectors. Not normalised
 * again, as in the paper. A query without neighbours stays as it is. Returns a new matrix.
 */
export function warmUp(vectors: Matrix, neighbours: Neighbours, reference: ReferenceSet, weight: number): Matrix {
  const out = matrix(vectors.rows, vectors.cols, vectors.data.slice());
  const mean = new Float64Array(vectors.cols);
  for (let q = 0; q < vectors.rows; q++) {
    mean.fill(0);
    let found = 0;
    for (let i = 0; i < neighbours.k; i++) {
      const id = neighbours.ids[q * neighbours.k + i] as number;
      if (id < 0) break;
      const near = row(reference.vectors, id);
      for (let c = 0; c < mean.length; c++) mean[c] = (mean[c] as number) + (near[c] as number);
      found++;
    }
    if (found === 0) continue;
    const e = row(out, q);
    for (let c = 0; c < e.length; c++) e[c] = (1 - weight) * (e[c] as number) + (weight * (mean[c] as number)) / found;
  }
  return out;
}

/** What stands between text and routers: the batch, and the neighbours where warm-up or abstention needed them. */
export interface PreparedQueries {
  readonly batch: QueryBatch;
  /** Before warm-up; what neighbours are looked up with. */
  readonly vectors: Matrix;
  readonly neighbours: Neighbours | null;
  readonly embedMs: number;
  readonly neighboursMs: number;
}

export interface PrepareDeps {
  /** Rejects with CANCELLED when the caller has gone. */
  readonly embed: (texts: readonly string[]) => Promise<Matrix>;
  readonly index: NeighbourIndex;
  readonly reference: ReferenceSet;
  /** Milliseconds, for the times; they are 0 without it. */
  readonly monotonic?: () => number;
}

/** Embeds and, for λ > 0, warms up with the k nearest training queries; `look` finds them where λ = 0 does not need them, too. */
export async function prepareQueries(
  texts: readonly string[],
  weight: number,
  k: number,
  deps: PrepareDeps,
  look = false,
): Promise<PreparedQueries> {
  const monotonic = deps.monotonic ?? (() => 0);
  const start = monotonic();
  const vectors = await deps.embed(texts);
  const embedded = monotonic();
  const embedMs = embedded - start;
  if (weight === 0 && !look)
    return { batch: queryBatch(texts, vectors), vectors, neighbours: null, embedMs, neighboursMs: 0 };
  const neighbours = await deps.index.search(vectors, k);
  const warmed = weight === 0 ? vectors : warmUp(vectors, neighbours, deps.reference, weight);
  return { batch: queryBatch(texts, warmed), vectors, neighbours, embedMs, neighboursMs: monotonic() - embedded };
}

/** Texts as a request of a set would hand them to its routers, with `weight` of warm-up from `k` neighbours. */
export async function batchOf(
  { embeddings, index, reference }: Pick<RouterSet, 'embeddings' | 'index' | 'reference'>,
  texts: readonly string[],
  weight: number,
  k: number,
  signal?: AbortSignal,
): Promise<QueryBatch> {
  const embed = (some: readonly string[]) => embeddings.embed(some, { signal });
  return (await prepareQueries(texts, weight, k, { embed, index, reference })).batch;
}
