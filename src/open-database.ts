import type { Logger } from 'pino';
import type { Config } from './config.js';
import { partitionUnit } from './create-data.js';
import type { VectorStore } from './domain/vector-store.js';
import type { VectorTable } from './index/vector-table.js';
import type { RouterSetFolder } from './jobs/router-set-folder.js';
import { readRouterSetFolder } from './jobs/router-set-folder.js';
import { packageFiles } from './package-files.js';
import type { WatchStatement } from './store/database.js';
import type { Store } from './store/open-store.js';
import { openStore } from './store/open-store.js';

/** The database of the configuration, and the shipped router set whose files it reads instead of keeping copies in memory. */
export interface OpenDatabase {
  readonly store: Store;
  readonly bootstrap: RouterSetFolder;
  readonly bootstrapPath: string;
}

/** Few imports on purpose: the embedded database starts in its own thread while the rest of the product is being loaded. */
export async function openDatabase(config: Config, logger: Logger, watch?: WatchStatement): Promise<OpenDatabase> {
  const bootstrapPath = config.bootstrapFolder ?? packageFiles.bootstrap;
  const bootstrap = await readRouterSetFolder(bootstrapPath);
  const store = await openStore({
    databaseUrl: config.databaseUrl,
    dataFolder: config.dataFolder,
    poolSize: config.databasePoolSize,
    timeoutMs: config.databaseTimeoutMs,
    migrationsFolder: packageFiles.migrations,
    pgvector: config.index === 'pgvector',
    hashKey: config.hashKey,
    partitionUnit: partitionUnit(config),
    blobSources: [(digest) => bootstrap.blob(digest)],
    logger,
    watch,
  });
  return { store, bootstrap, bootstrapPath };
}

/** The vectors of a database that is yet to be opened: nobody asks for them before it is. */
export const vectorsOf = (opening: Promise<OpenDatabase>): VectorStore => ({
  get: async (...asked) => (await opening).store.vectors.get(...asked),
  put: async (...given) => (await opening).store.vectors.put(...given),
});

/** The same of where the index pgvector searches. */
export const vectorTableOf = (opening: Promise<OpenDatabase>): VectorTable => ({
  probe: async () => (await opening).store.vectorTable.probe(),
  ensure: async (...given) => (await opening).store.vectorTable.ensure(...given),
  candidates: async (...asked) => (await opening).store.vectorTable.candidates(...asked),
});
