import { buildIndex } from '../index/build-index.js';
import type { IndexChoice } from '../index/neighbour-index.js';
import type { VectorTable } from '../index/vector-table.js';
import { loadRouter } from '../plugins/load-router.js';
import type { RouterSetFactory } from '../routing/router-set.js';
import type { VectorStore } from '../domain/vector-store.js';
import type { Embedder } from '../tensor/embedder.js';
import type { EmbeddingServiceOptions } from '../tensor/embedding-service.js';
import { createEmbeddingService } from '../tensor/embedding-service.js';
import { LEXICAL_KIND } from '../tensor/embedders/lexical/index.js';
import type { EmbedderSettings } from '../tensor/embedders/host.js';
import { embedderHost } from '../tensor/embedders/host.js';
import { loadEmbedder } from '../tensor/embedders/open.js';
import { embedAll } from './embed-texts.js';
import { installedPlugins } from './run-training.js';
import type { Watch } from './worker-messages.js';

const UNWATCHED: Watch = { signal: new AbortController().signal, onProgress: () => {} };

export interface FactoryOptions {
  /** Plugins from outside, as in the configuration. */
  readonly plugins: readonly string[];
  readonly index: IndexChoice;
  readonly embedders: EmbedderSettings;
  /** How requests share the embedder. */
  readonly embedding: Pick<
    EmbeddingServiceOptions,
    'cacheBytes' | 'batchTexts' | 'batchTokens' | 'waitMs' | 'queueTexts'
  >;
  /** Vectors of LLM profiles are looked up here before they are embedded; nowhere when absent. */
  readonly vectors?: VectorStore | undefined;
  /** Whether vectors of queries are, too. */
  readonly sharesVectors?: boolean | undefined;
  /** Where vectors of queries are shared instead; no other vectors are. */
  readonly queryVectors?: VectorStore | undefined;
  /** Hears of downloads and devices; nobody by default. */
  readonly log?: ((line: string) => void) | undefined;
  /** Asks remote embedders; the one of Node by default. */
  readonly fetch?: typeof fetch | undefined;
  /**
   * Compares with every training query instead of walking a graph: an evaluation must not depend on the engine of the
   * machine.
   */
  readonly exactNeighbours: boolean;
  /** Where built graphs are kept; nowhere when absent. */
  readonly snapshotFolder?: string | undefined;
  /** For the index pgvector; where there is none, as in worker threads, `auto` takes its place. */
  readonly vectorTable?: VectorTable | undefined;
}

/** The concrete parts that a router set is made of. Throws PLUGIN_INVALID or FILE_UNREADABLE. */
export async function routerSetFactory(options: FactoryOptions): Promise<RouterSetFactory> {
  const { snapshotFolder, vectorTable, embedding, log = () => {} } = options;
  const choice = options.index === 'pgvector' && !vectorTable ? 'auto' : options.index;
  const host = embedderHost(options.embedders, {
    log,
    onProgress: () => {},
    uniform: Math.random,
    fetch: options.fetch,
  });
  // A look-up costs more than the lexical embedder.
  const storeFor = ({ kind }: Embedder, store = options.vectors): VectorStore | null =>
    kind === LEXICAL_KIND ? null : (store ?? null);
  const shared = options.queryVectors ?? (options.sharesVectors ? options.vectors : undefined);
  const layout = options.exactNeighbours ? 'flat' : 'auto';
  return {
    plugins: await installedPlugins(options.plugins),
    loadEmbedder: (artifact) => loadEmbedder(artifact, host),
    createEmbeddings: (embedder) =>
      createEmbeddingService(embedder, {
        ...embedding,
        store: shared ? storeFor(embedder, shared) : null,
        log,
      }),
    embedProfiles: (embedder, texts) => embedAll(embedder, texts, { store: storeFor(embedder), ...UNWATCHED }),
    buildIndex: (vectors) => buildIndex(vectors, { choice, layout, snapshotFolder, vectorTable }),
    loadRouter,
  };
}
