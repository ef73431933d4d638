import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { ThetaError } from '../../domain/errors.js';
import { applyMigrations } from '../apply-migrations.js';
import type { Database, Db } from '../database.js';
import { MIGRATION_LOCK } from '../migrate.js';
import type { CheckedBackup } from './read-backup.js';
import { checkBackup, readBackup } from './read-backup.js';
import { loadRows } from './load-rows.js';
import { readTables } from './tables.js';

/**
 * Proves that the file is whole and of a release that this one knows, before anything is opened. Throws what readBackup
 * throws, and BACKUP_FOREIGN.
 */
export async function checkRestorable(file: string, migrationsFolder: string): Promise<CheckedBackup> {
  const checked = await checkBackup(file);
  const known = readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis);
  const { migration, release } = checked.header;
  if (known.includes(migration)) return checked;
  const newer = migration > Math.max(...known);
  throw new ThetaError(
    'BACKUP_FOREIGN',
    `${file} was written by release ${release}, whose tables are ${newer ? 'newer than' : 'not among'} those that this release knows.`,
    { hint: 'Restore it with the release that wrote it or a later one; that one also brings its tables up to date.' },
  );
}

/**
 * Fills an empty database with what a checked file holds and brings its tables up to date, in one transaction: all of it or
 * nothing. Throws DATABASE_NOT_EMPTY.
 */
export async function restoreInto(
  database: Database,
  file: string,
  { header }: CheckedBackup,
  migrationsFolder: string,
): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder });
  await database.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
    // A server that starts meanwhile waits, and finds the tables complete.
    await tx.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    await expectEmpty(tx, database.where);
    await applyMigrations(
      tx,
      migrations.filter(({ folderMillis }) => folderMillis <= header.migration),
    );
    await loadRows(tx, readBackup(file));
    await applyMigrations(
      tx,
      migrations.filter(({ folderMillis }) => folderMillis > header.migration),
    );
  });
}

async function expectEmpty(tx: Db, where: string): Promise<void> {
  const tables = await readTables(tx);
  if (tables.length === 0) return;
  const some = tables.slice(0, 3).map(({ name }) => name);
  throw new ThetaError(
    'DATABASE_NOT_EMPTY',
    `The database at ${where} has ${tables.length} ${tables.length === 1 ? 'table' : 'tables'} already (${some.join(', ')}${tables.length > 3 ? ', …' : ''}). Nothing in it was changed.`,
    { hint: 'Create a new database and name it in DATABASE_URL, or name a new folder in THETA_DATA.' },
  );
}
