import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { errorCode, translateError } from './errors.js';
import type { Database } from './database.js';
import type { StoreLogger } from './logger.js';
import { unhurried } from './postgres.js';

/** Any constant serves, as long as every release uses the same: "theta" in ASCII. */
export const MIGRATION_LOCK = 0x7468657461;
const UNDEFINED_TABLE = '42P01';

/**
 * Brings the tables up to date. Servers that start at the same time wait for each other under an advisory lock; when
 * nothing is to be done, one small query says so.
 */
export async function migrateDatabase(
  database: Database,
  migrationsFolder: string,
  logger: StoreLogger,
): Promise<void> {
  const latest = Math.max(...readMigrationFiles({ migrationsFolder }).map((file) => file.folderMillis));
  try {
    const applied = await lastApplied(database);
    if (applied > latest) {
      logger.warn({ applied, latest }, 'the database was migrated by a newer release than this one');
    }
    if (applied >= latest) return;
    // Lock and migration must share a session.
    const client = await database.pool.connect();
    try {
      await unhurried(client);
      const db = drizzle(client);
      await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
      try {
        await migrate(db, { migrationsFolder });
      } finally {
        await db.execute(sql`select pg_advisory_unlock(${MIGRATION_LOCK})`);
      }
    } finally {
      client.release(true);
    }
    logger.info({ from: applied, to: latest }, 'database migrated');
  } catch (error) {
    throw translateError(error, database.where);
  }
}

/** When the newest applied migration was written; 0 in an empty database. */
export async function lastApplied(database: Database): Promise<number> {
  try {
    const result = await database.pool.query<{ at: string }>(
      'select max(created_at) as at from drizzle.__drizzle_migrations',
    );
    return Number(result.rows[0]?.at ?? 0);
  } catch (error) {
    if (errorCode(error) === UNDEFINED_TABLE) return 0;
    throw error;
  }
}
