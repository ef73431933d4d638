import type { Embedder } from '../tensor/embedder.js';
import type { ServingRouter } from './router-set.js';

const MILLION = 1e6;

/**
 * USD for embedding a text once: the tokens that its embedder reads of it × price; what a cache saves is not taken off. 0 for
 * a free embedder, which is not asked for the tokens.
 */
export const embeddingCost = (embedder: Embedder, text: string): number =>
  embedder.costPerMillionTokens === 0 ? 0 : (embedder.prepare(text).tokens * embedder.costPerMillionTokens) / MILLION;

/** [texts] USD for embedding each; null where it is free. */
export const embeddingCosts = (embedder: Embedder, texts: readonly string[]): Float64Array | null =>
  embedder.costPerMillionTokens > 0 ? Float64Array.from(texts, (text) => embeddingCost(embedder, text)) : null;

/** Whether a router decides by the vector of the query; one that does not says so in its artifact. */
export const looksAtVectors = ({ meta }: Pick<ServingRouter, 'meta'>): boolean => meta['embedderId'] !== null;
