import { buildIndex } from '../index/build-index.js';
import type { IndexChoice } from '../index/neighbour-index.js';
import { loadRouter } from '../plugins/load-router.js';
import type { RouterSetFactory } from '../routing/router-set.js';
import { createEmbeddingService } from '../tensor/embedding-service.js';
import type { EmbedderSettings } from '../tensor/embedders/host.js';
import { embedderHost } from '../tensor/embedders/host.js';
import { loadEmbedder } from '../tensor/embedders/open.js';
import { installedPlugins } from './run-training.js';

export interface FactoryOptions {
  /** Plugins from outside, as in the configuration. */
  readonly plugins: readonly string[];
  readonly index: IndexChoice;
  readonly embeddingCacheBytes: number;
  readonly embedders: EmbedderSettings;
  /** Hears of downloads and devices; nobody by default. */
  readonly log?: ((line: string) => void) | undefined;
  /**
   * Compares with every training query instead of walking a graph: an evaluation must not depend on the engine of the
   * machine.
   */
  readonly exactNeighbours: boolean;
  /** Where built graphs are kept; nowhere when absent. */
  readonly snapshotFolder?: string | undefined;
}

/** The concrete parts that a router set is made of. Throws PLUGIN_INVALID or FILE_UNREADABLE. */
export async function routerSetFactory(options: FactoryOptions): Promise<RouterSetFactory> {
  const { index: choice, embeddingCacheBytes: cacheBytes, snapshotFolder } = options;
  const host = embedderHost(options.embedders, {
    log: options.log ?? (() => {}),
    onProgress: () => {},
    uniform: Math.random,
  });
  const layout = options.exactNeighbours ? 'flat' : 'auto';
  return {
    plugins: await installedPlugins(options.plugins),
    loadEmbedder: (artifact) => loadEmbedder(artifact, host),
    createEmbeddings: (embedder) => createEmbeddingService(embedder, { cacheBytes }),
    buildIndex: (vectors) => buildIndex(vectors, { choice, layout, snapshotFolder }),
    loadRouter,
  };
}
