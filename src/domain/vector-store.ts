/**
 * Vectors kept beyond the life of a process, by embedder and digest of the text; texts themselves are not kept. What makes
 * re-embedding resumable, and what several servers can share.
 */
export interface VectorStore {
  /** The stored ones among `digests` (text-digest.ts), by digest. The vectors are the caller's own. */
  get(embedderId: string, digests: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  /** Stores in one transaction; a vector that is there already stays. */
  put(embedderId: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void>;
}
