import { sql } from 'drizzle-orm';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { ThetaError } from '../../domain/errors.js';
import type { Db } from '../database.js';
import { databaseFolder, inspectFolder } from '../embedded/folder.js';
import { errorCode } from '../errors.js';
import type { Place } from '../open-place.js';
import { withDatabase } from '../open-place.js';
import { backupLines } from './backup-lines.js';
import { FORMAT_VERSION } from './format.js';
import type { CheckedBackup } from './read-backup.js';
import { checkRestorable, restoreInto } from './restore.js';

const UNDEFINED_TABLE = '42P01';

/**
 * Writes a backup of one moment to `sink`, which is ended or destroyed, and returns the rows of each table. Writes nothing to the database, so
 * servers may go on using a PostgreSQL. Throws what opening the database throws, and CONFIG_INVALID where there is none.
 */
export async function backUp(
  place: Place,
  about: { readonly release: string; readonly createdAt: Date },
  sink: NodeJS.WritableStream,
): Promise<ReadonlyMap<string, number>> {
  if (place.databaseUrl === undefined && (await inspectFolder(databaseFolder(place.dataFolder))) === 'absent') {
    throw nothingThere(place.dataFolder);
  }
  return withDatabase(place, (database) =>
    database.transaction(async (tx) => {
      let counts: ReadonlyMap<string, number> = new Map();
      const header = async (within: Db) => ({
        format: FORMAT_VERSION,
        release: about.release,
        createdAt: about.createdAt.toISOString(),
        kind: place.databaseUrl === undefined ? ('embedded' as const) : ('postgres' as const),
        migration: await newestMigration(within, database.where),
      });
      const lines = backupLines(tx, header, (rows) => (counts = rows));
      await pipeline(Readable.from(lines), createGzip(), sink);
      return counts;
    }),
  );
}

/** Fills an empty database from a backup, all or nothing. Throws what checkRestorable and restoreInto throw. */
export async function restore(place: Place, file: string): Promise<CheckedBackup> {
  const checked = await checkRestorable(file, place.migrationsFolder);
  await withDatabase(place, (database) => restoreInto(database, file, checked, place.migrationsFolder));
  return checked;
}

async function newestMigration(tx: Db, where: string): Promise<number> {
  try {
    const found = await tx.execute<{ at: string | null }>(
      sql`select max(created_at) as at from drizzle.__drizzle_migrations`,
    );
    const at = found.rows[0]?.at ?? null;
    if (at !== null) return Number(at);
  } catch (error) {
    if (errorCode(error) !== UNDEFINED_TABLE) throw error;
  }
  throw nothingThere(where);
}

const nothingThere = (where: string) =>
  new ThetaError('CONFIG_INVALID', `There is no database of ThetaRouter at ${where}.`, {
    hint: 'Name its folder in THETA_DATA or its server in DATABASE_URL.',
  });
