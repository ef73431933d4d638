import { join } from 'node:path';
import type { Config } from './config.js';
import type { VectorStore } from './domain/vector-store.js';
import type { VectorTable } from './index/vector-table.js';
import type { EmbedderConfig } from './embedder-settings.js';
import { embedderSettings } from './embedder-settings.js';
import { routerSetFactory } from './jobs/router-set-factory.js';
import type { RouterSetFactory } from './routing/router-set.js';

export type NumericsConfig = EmbedderConfig &
  Pick<
    Config,
    | 'plugins'
    | 'index'
    | 'dataFolder'
    | 'embeddingCacheBytes'
    | 'embeddingBatchTexts'
    | 'embeddingBatchTokens'
    | 'embeddingWaitMs'
    | 'embeddingQueueTexts'
    | 'embeddingSharedCache'
    | 'storeQueries'
  >;

export interface NumericsOptions {
  readonly exactNeighbours?: boolean;
  /** Where vectors outlive the process; none by default. */
  readonly vectors?: VectorStore | undefined;
  /** Asks remote embedders; the one of Node by default. */
  readonly fetch?: typeof fetch | undefined;
  /** Where vectors of queries are shared, other than `vectors`; nowhere by default. */
  readonly queryVectors?: VectorStore | undefined;
  /** Where the index pgvector searches. */
  readonly vectorTable?: VectorTable | undefined;
  /** One line for the operator; nobody hears it by default. */
  readonly log?: ((line: string) => void) | undefined;
}

/** The concrete parts that a router set is made of, as the configuration chooses them. */
export async function createNumerics(
  config: NumericsConfig,
  { exactNeighbours = false, vectors, queryVectors, vectorTable, log, fetch }: NumericsOptions = {},
): Promise<RouterSetFactory> {
  return routerSetFactory({
    plugins: config.plugins,
    index: config.index,
    embedders: embedderSettings(config),
    embedding: {
      cacheBytes: config.embeddingCacheBytes,
      batchTexts: config.embeddingBatchTexts,
      batchTokens: config.embeddingBatchTokens,
      waitMs: config.embeddingWaitMs,
      queueTexts: config.embeddingQueueTexts,
    },
    vectors,
    queryVectors,
    vectorTable,
    // A vector tells of its text, and is named by a digest of it.
    sharesVectors: config.embeddingSharedCache === 'database' && config.storeQueries !== 'none',
    log,
    fetch,
    exactNeighbours,
    snapshotFolder: exactNeighbours ? undefined : join(config.dataFolder, 'index'),
  });
}
