import type { Database } from './database.js';
import { openEmbedded } from './embedded/open-embedded.js';
import type { StoreLogger } from './logger.js';
import { openPostgres } from './postgres.js';

/** A database by its address, or the embedded one of a folder. */
export interface Place {
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
  readonly migrationsFolder: string;
  readonly logger: StoreLogger;
}

/** Works on the database as it is: nothing is migrated. Makes an embedded one where there is none. Throws what opening it throws. */
export async function withDatabase<T>(place: Place, work: (database: Database) => Promise<T>): Promise<T> {
  if (place.databaseUrl === undefined) {
    const embedded = await openEmbedded(place.dataFolder, place.logger);
    try {
      return await work(embedded.database);
    } finally {
      await embedded.close();
    }
  }
  const database = await openPostgres(place.databaseUrl, { poolSize: 1, timeoutMs: 0 }, place.logger);
  try {
    return await work(database);
  } finally {
    await database.pool.end();
  }
}
