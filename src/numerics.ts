import { join } from 'node:path';
import type { Config } from './config.js';
import type { EmbedderConfig } from './embedder-settings.js';
import { embedderSettings } from './embedder-settings.js';
import { routerSetFactory } from './jobs/router-set-factory.js';
import type { RouterSetFactory } from './routing/router-set.js';

/** The concrete parts that a router set is made of, as the configuration chooses them. */
export async function createNumerics(
  config: Pick<Config, 'plugins' | 'index' | 'embeddingCacheBytes' | 'dataFolder'> & EmbedderConfig,
  { exactNeighbours = false } = {},
): Promise<RouterSetFactory> {
  const snapshotFolder = exactNeighbours ? undefined : join(config.dataFolder, 'index');
  return routerSetFactory({ ...config, embedders: embedderSettings(config), exactNeighbours, snapshotFolder });
}
