/**
 * Counts since the start. texts = cacheHits + shared + storeHits + embedded + refused + those that failed, were cancelled
 * or still wait.
 */
export interface EmbeddingCounts {
  /** Texts asked for. */
  texts: number;
  /** Texts answered from the cache. */
  cacheHits: number;
  /** Texts that joined an equal one in flight. */
  shared: number;
  /** Texts found in the shared store. */
  storeHits: number;
  /** Texts embedded. */
  embedded: number;
  /** Texts refused because too many waited. */
  refused: number;
  /** Calls of the embedder. */
  batches: number;
  /** Tokens of the texts of all batches. */
  batchTokens: number;
  /** The same with padding, where the embedder pads: batchTokens / paddedTokens is what padding leaves of its work. */
  paddedTokens: number;
}

export const noCounts = (): EmbeddingCounts => ({
  texts: 0,
  cacheHits: 0,
  shared: 0,
  storeHits: 0,
  embedded: 0,
  refused: 0,
  batches: 0,
  batchTokens: 0,
  paddedTokens: 0,
});
