import { access, mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ThetaError } from '../../domain/errors.js';

/** Major version of the PostgreSQL inside the PGlite release that package.json pins. */
export const EMBEDDED_POSTGRES = '18';

/** What a complete cluster holds, besides PG_VERSION; initdb writes global/pg_control last. */
const ESSENTIAL = ['base', 'pg_wal', 'postgresql.conf', join('global', 'pg_control')];

export interface DatabaseFolder {
  readonly folder: string;
  /** Where a new database is made before it is renamed; left over only by a start that was killed. */
  readonly newFolder: string;
  readonly lockFile: string;
}

export function databaseFolder(dataFolder: string): DatabaseFolder {
  const folder = join(dataFolder, 'database');
  return { folder, newFolder: `${folder}.new`, lockFile: `${folder}.lock` };
}

/** Creates the data folder when it is missing. Throws FILE_UNREADABLE. */
export async function ensureDataFolder(dataFolder: string): Promise<void> {
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new ThetaError(
      'FILE_UNREADABLE',
      `The data folder ${dataFolder} cannot be made: ${(cause as Error).message}.`,
      {
        hint: 'Name a folder that this user may write to in THETA_DATA.',
        cause,
      },
    );
  }
}

/**
 * Looks without touching: 'absent' when a database is to be created, 'complete' when PGlite may open it. PGlite itself
 * would run initdb over whatever has no PG_VERSION. Throws DATABASE_CORRUPT for anything else.
 */
export async function inspectFolder({ folder }: DatabaseFolder): Promise<'absent' | 'complete'> {
  const corrupt = (why: string, hint: string) =>
    new ThetaError(
      'DATABASE_CORRUPT',
      `The database folder ${folder} cannot be used: ${why}. Nothing in it was changed.`,
      {
        hint,
      },
    );
  const restore = 'Restore the folder from a backup, or move it away: a new database is then created.';
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'absent';
    throw corrupt((error as Error).message, restore);
  }
  if (names.length === 0) return 'absent';
  if (!names.includes('PG_VERSION')) {
    throw corrupt(`it holds files, but no PG_VERSION (${names.slice(0, 3).join(', ')}, …)`, restore);
  }
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (version !== EMBEDDED_POSTGRES) {
    throw corrupt(
      `it was written by PostgreSQL ${JSON.stringify(version)}, this release reads ${EMBEDDED_POSTGRES}`,
      'Start the release of ThetaRouter that wrote it, or move the data over with pg_dump (docs/operations.md).',
    );
  }
  for (const name of ESSENTIAL) {
    const found = await access(join(folder, name)).then(
      () => true,
      () => false,
    );
    if (!found) throw corrupt(`it is half-written, ${name} is missing`, restore);
  }
  return 'complete';
}
