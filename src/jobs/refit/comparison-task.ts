import type { LlmId, RouterId } from '../../domain/ids.js';
import type { Catalogue } from '../../domain/llm.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import type { IndexChoice } from '../../index/neighbour-index.js';
import type { RouterSetManifest } from '../../routing/ports.js';
import type { EmbedderSettings } from '../../tensor/embedders/host.js';
import type { Watch } from '../worker-messages.js';
import type { RefitReport, RouterComparison } from './types.js';

/** Everything a worker thread needs to compare two versions; plain data, because it is copied to another thread. */
export interface ComparisonTask {
  readonly serving: RouterSetManifest;
  readonly candidate: RouterSetManifest;
  /** Of both, by digest. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  /** Queries with text to choose on; its LLMs are those that may be chosen. */
  readonly test: ResponseMatrix;
  /** [llms of `test`] C of each, as a decision has it. */
  readonly cost: Float32Array;
  /** LLMs of the default pool, to see for which of them each version answers. */
  readonly pool: readonly LlmId[];
  readonly alpha: number;
  readonly resamples: number;
  readonly seed: number;
  readonly catalogue: Catalogue;
  /** Plugins from outside, as in the configuration. */
  readonly plugins: readonly string[];
  readonly index: IndexChoice;
  readonly embedders: EmbedderSettings;
  /** Vectors that are there already: by embedder, by digest of the text. */
  readonly vectors: ReadonlyMap<string, ReadonlyMap<string, Float32Array>>;
  readonly warmUpNeighbours: number;
}

/** The routers that both versions have, and what each version can answer for. */
export interface VersionComparison {
  readonly costSource: RefitReport['costSource'];
  readonly routers: readonly Omit<RouterComparison, 'counts'>[];
  /** By router: LLMs of the pool that it answers for. */
  readonly supported: {
    readonly serving: ReadonlyMap<RouterId, readonly LlmId[]>;
    readonly candidate: ReadonlyMap<RouterId, readonly LlmId[]>;
  };
}

/** Throws what loading and predicting throw; CANCELLED soon after the signal fires. */
export type CompareVersions = (task: ComparisonTask, watch: Watch) => Promise<VersionComparison>;
