import type { Config } from './config.js';
import { buildIndex } from './index/build-index.js';
import { installedPlugins } from './jobs/run-training.js';
import { loadRouter } from './plugins/load-router.js';
import type { RouterSetFactory } from './routing/router-set.js';
import { createEmbeddingService } from './tensor/embedding-service.js';
import { loadLexicalEmbedder } from './tensor/embedders/lexical/index.js';

/** The concrete parts that a router set is made of, as the configuration chooses them. */
export async function createNumerics(
  config: Pick<Config, 'plugins' | 'index' | 'embeddingCacheBytes'>,
): Promise<RouterSetFactory> {
  return {
    plugins: await installedPlugins(config.plugins),
    loadEmbedder: loadLexicalEmbedder,
    createEmbeddings: (embedder) => createEmbeddingService(embedder, { cacheBytes: config.embeddingCacheBytes }),
    buildIndex: (vectors) => buildIndex(vectors, { choice: config.index }),
    loadRouter,
  };
}
