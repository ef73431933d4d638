import type { Matrix } from '../domain/matrix.js';

/** Vectors in a database that can search them; the store implements it. Sets of vectors are named by a digest of their content. */
export interface VectorTable {
  /** Throws whatever keeps the database from it, for example a missing extension. */
  probe(): Promise<void>;
  /** Stores the vectors and builds their graph, where that is not done; resolves when they can be searched. */
  ensure(key: string, vectors: Matrix, graph: VectorGraph | null, signal?: AbortSignal): Promise<void>;
  /** [queries × width] row numbers by inner product, best first; −1 where there are fewer. One statement. */
  candidates(key: string, queries: Matrix, width: number): Promise<Int32Array>;
}

/** HNSW: links per vector, and candidates kept while one is linked. */
export interface VectorGraph {
  readonly connectivity: number;
  readonly expansionAdd: number;
}
