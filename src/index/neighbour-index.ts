import type { Matrix } from '../domain/matrix.js';

/** The k nearest rows for each query, best first. */
export interface Neighbours {
  readonly k: number;
  /** [queries × k] row numbers of the indexed vectors; −1 where there are fewer than k. */
  readonly ids: Int32Array;
  /** [queries × k] inner product, which is the cosine for normalised vectors; −Infinity where id is −1. */
  readonly similarity: Float32Array;
}

/** Nearest neighbours by inner product over a fixed set of vectors. Immutable; safe for concurrent searches. */
export interface NeighbourIndex extends Disposable {
  /** Which engine answers: `exact`, `faiss`, `usearch`, `faiss-node` or `pgvector`. */
  readonly engine: IndexEngine;
  /** How it is built, for example `Flat` or `HNSW32`. */
  readonly layout: string;
  readonly size: number;
  readonly dims: number;
  /**
   * The k nearest of each row of `queries` ([n, dims]). Throws RangeError for other dims or k < 1; an empty index
   * answers with −1 everywhere. One query gives the same answer alone as in a batch.
   */
  search(queries: Matrix, k: number): Promise<Neighbours>;
}

export type IndexEngine = 'exact' | 'faiss' | 'usearch' | 'faiss-node' | 'pgvector';
/** `auto` takes faiss where the system has it, else usearch, else exact. A named engine that cannot start throws. */
export type IndexChoice = 'auto' | IndexEngine;
