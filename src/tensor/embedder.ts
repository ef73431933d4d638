import type { Artifact } from '../domain/artifact.js';
import type { Matrix } from '../domain/matrix.js';

export interface EmbedderHealth {
  readonly healthy: boolean;
  /** For people: device and size of a local one, address of a remote one, or what is wrong and what to do. */
  readonly detail: string;
}

/** A text as its embedder will read it. Made by `prepare`, so that a batcher knows the size of a text before it runs it. */
export interface PreparedText {
  readonly text: string;
  /**
   * Tokens the embedder reads of it, special ones and a prefix included, at most `maxTokens`: what it bills and pads. Exact
   * where the tokenizer is at hand, else estimated.
   */
  readonly tokens: number;
}

/** What one call of an embedder should hold. */
export interface BatchLimits {
  readonly texts: number;
  /** Tokens, where the embedder pads counted as the longest text times the number of texts. */
  readonly tokens: number;
  /** Calls it can serve at the same time to advantage: 1 on a processor, more where calls wait for a network. */
  readonly parallel: number;
}

/**
 * Turns text into vectors. A value behind this contract is immutable; a request uses one from start to end.
 * Vectors are L2-normalised one by one: what a text gets never depends on the batch it came in.
 */
export interface Embedder extends AsyncDisposable {
  /** Fingerprint of kind and learned numbers, not of the device; a router trained with another id refuses to load. */
  readonly id: string;
  readonly kind: string;
  /** For people: "lexical", the name of a model. */
  readonly name: string;
  /** Length of a vector. */
  readonly dims: number;
  /** Whether a batch costs its longest text times its size; a batcher then sorts by length. */
  readonly pads: boolean;
  /** Tokens of one text beyond which it is cut; null where there is no limit. */
  readonly maxTokens: number | null;
  /** What embedding costs, USD per million tokens; 0 for a local one. */
  readonly costPerMillionTokens: number;
  readonly batch: BatchLimits;
  /** Cuts and counts a text; cheap beside embedding it, never fails. */
  prepare(text: string): PreparedText;
  /**
   * [texts, dims]. Texts have passed checkQueryText or are profiles; they come from `prepare` of this embedder. Any number
   * is accepted; more than `batch` says may be slow. Throws EMBEDDER_UNAVAILABLE or CANCELLED.
   */
  embed(texts: readonly PreparedText[], signal?: AbortSignal): Promise<Matrix>;
  /** Embeds a word and says how that went; never rejects. */
  health(): Promise<EmbedderHealth>;
}

/** An embedder whose artifact a router set stores: its learned numbers, or what names and recognises it. */
export interface SavedEmbedder extends Embedder {
  save(): Artifact;
}

/** Embeds texts in one call, past the batcher: for few texts off the request path. [texts, dims] */
export const embedTexts = (embedder: Embedder, texts: readonly string[], signal?: AbortSignal): Promise<Matrix> =>
  embedder.embed(
    texts.map((text) => embedder.prepare(text)),
    signal,
  );
