import { join } from 'node:path';
import type { Config } from './config.js';
import { buildIndex } from './index/build-index.js';
import { installedPlugins } from './jobs/run-training.js';
import { loadRouter } from './plugins/load-router.js';
import type { RouterSetFactory } from './routing/router-set.js';
import { createEmbeddingService } from './tensor/embedding-service.js';
import { loadLexicalEmbedder } from './tensor/embedders/lexical/index.js';

/**
 * The concrete parts that a router set is made of, as the configuration chooses them. `exactNeighbours` compares with every
 * training query instead of walking a graph: an evaluation must not depend on the engine of the machine.
 */
export async function createNumerics(
  config: Pick<Config, 'plugins' | 'index' | 'embeddingCacheBytes' | 'dataFolder'>,
  { exactNeighbours = false } = {},
): Promise<RouterSetFactory> {
  const layout = exactNeighbours ? 'flat' : 'auto';
  const snapshotFolder = exactNeighbours ? undefined : join(config.dataFolder, 'index');
  return {
    plugins: await installedPlugins(config.plugins),
    loadEmbedder: loadLexicalEmbedder,
    createEmbeddings: (embedder) => createEmbeddingService(embedder, { cacheBytes: config.embeddingCacheBytes }),
    buildIndex: (vectors) => buildIndex(vectors, { choice: config.index, layout, snapshotFolder }),
    loadRouter,
  };
}
