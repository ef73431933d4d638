import { openEmbedded } from '../../../../src/store/embedded/open-embedded.js';
import type { Database } from '../../../../src/store/database.js';
import { silentLogger } from '../../../../src/store/logger.js';
import type { StoreOptions } from '../../../../src/store/open-store.js';
import { openPostgres } from '../../../../src/store/postgres.js';

/** Works on the database itself, which is made where there is none, without any migration. */
export async function withDatabase<T>(
  { databaseUrl, dataFolder }: Pick<StoreOptions, 'databaseUrl' | 'dataFolder'>,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  if (databaseUrl === undefined) {
    const embedded = await openEmbedded(dataFolder, silentLogger);
    return work(embedded.database).finally(() => embedded.close());
  }
  const database = await openPostgres(databaseUrl, { poolSize: 2, timeoutMs: 0 }, silentLogger);
  return work(database).finally(() => database.pool.end());
}
