import type { Matrix } from '../domain/matrix.js';
import type { VectorStore } from '../domain/vector-store.js';
import type { Embedder } from './embedder.js';
import { BatchingService } from './embedding-service/batching-service.js';
import type { EmbeddingCounts } from './embedding-service/counts.js';
import type { Timing } from './embedding-service/timing.js';

export interface EmbeddingServiceOptions {
  /** Memory for recent vectors; 0 keeps none. */
  readonly cacheBytes: number;
  /** Most texts in one call of the embedder; what suits the embedder by default. */
  readonly batchTexts?: number | undefined;
  /** Most tokens in one call, padding counted; what suits the embedder by default. A longer text goes alone. */
  readonly batchTokens?: number | undefined;
  /** Longest that a batch waits for more texts while batches follow one another; 0 by default. An idle embedder never waits. */
  readonly waitMs?: number | undefined;
  /** Interactive texts that may wait; any number by default. */
  readonly queueTexts?: number | undefined;
  /** Vectors shared with other servers and later starts; none by default. For embedders that cost more than a look-up. */
  readonly store?: VectorStore | null | undefined;
  /** Hears of faults of the store, seldom; nobody by default. */
  readonly log?: ((line: string) => void) | undefined;
  readonly timing?: Timing | undefined;
}

export interface EmbedOptions {
  /** Gives the call up. */
  readonly signal?: AbortSignal | undefined;
  /** Lets texts of other callers go first: for jobs. Such texts are never refused, and get one batch in some. */
  readonly background?: boolean | undefined;
}

export interface EmbeddingCounters extends Readonly<EmbeddingCounts> {
  /** Texts that wait; given-up ones count until they are met. */
  readonly waiting: number;
  /** Calls of the embedder under way. */
  readonly running: number;
  readonly cacheBytes: number;
}

/** The one embedding layer in front of every router of a set: batches, shares and remembers what its embedder computes. */
export interface EmbeddingService {
  /**
   * [texts, dims], the caller's own copy. Texts have passed checkQueryText. Rejects with the embedder's fault as a
   * ThetaError, with CANCELLED on the signal, or with OVERLOADED, at once and with no text queued, when more than
   * `queueTexts` would wait; a call that finds nothing waiting is let in, however large. A text that all its callers have
   * given up is not embedded.
   */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Matrix>;
  counters(): EmbeddingCounters;
  /** Ends waiting calls with CANCELLED; does not dispose the embedder. Later calls throw. */
  dispose(): void;
}

export const createEmbeddingService = (embedder: Embedder, options: EmbeddingServiceOptions): EmbeddingService =>
  new BatchingService(embedder, options);
