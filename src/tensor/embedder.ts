import type { Artifact } from '../domain/artifact.js';
import type { Matrix } from '../domain/matrix.js';

export interface EmbedderHealth {
  readonly healthy: boolean;
  readonly detail: string;
}

/**
 * Turns text into vectors. A value behind this contract is immutable; a request uses one from start to end.
 * Vectors are L2-normalised one by one: what a text gets never depends on the batch it came in.
 */
export interface Embedder extends AsyncDisposable {
  /** Fingerprint of kind and learned numbers; a router trained with another id refuses to load. */
  readonly id: string;
  readonly kind: string;
  /** Length of a vector. */
  readonly dims: number;
  /** Whether a batch costs its longest text times its size; a batcher then sorts by length. */
  readonly pads: boolean;
  /** Tokens of one text beyond which it is cut; null where there is no limit. */
  readonly maxTokens: number | null;
  /** What embedding costs, USD per million tokens; 0 for a local one. */
  readonly costPerMillionTokens: number;
  /** [texts, dims]. Texts have passed checkQueryText. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Matrix>;
  health(): Promise<EmbedderHealth>;
}

/** An embedder that is learned from training queries and travels inside a router set. */
export interface SavedEmbedder extends Embedder {
  save(): Artifact;
}
