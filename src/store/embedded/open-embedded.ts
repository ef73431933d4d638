import { existsSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { ThetaError } from '../../domain/errors.js';
import type { WatchStatement } from '../database.js';
import { Database } from '../database.js';
import type { StoreLogger } from '../logger.js';
import type { Scheduler } from '../scheduler.js';
import { databaseFolder, ensureDataFolder, inspectFolder } from './folder.js';
import { acquireLock } from './lock.js';
import type { Maintenance } from './maintenance.js';
import { startMaintenance } from './maintenance.js';
import type { PgliteHost } from './pglite-host.js';
import { startPglite } from './pglite-host.js';

/** Longest wait for the one connection, so that a request behind a long import fails and does not pile up. */
const WAIT_MS = 60_000;

export interface EmbeddedDatabase {
  readonly database: Database;
  readonly host: PgliteHost;
  /** Starts checkpoints and vacuums; call it when the tables exist. */
  maintain(scheduler: Scheduler): Promise<void>;
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Told of every statement; nobody by default. */
  readonly watch?: WatchStatement | null | undefined;
  /** Loads pgvector. */
  readonly pgvector?: boolean | undefined;
}

/**
 * PGlite on `dataFolder`/database, in a worker thread, behind the same client and pool as a real PostgreSQL. Throws
 * FILE_UNREADABLE, DATABASE_LOCKED or DATABASE_CORRUPT.
 */
export async function openEmbedded(
  dataFolder: string,
  logger: StoreLogger,
  { watch = null, pgvector = false }: EmbeddedOptions = {},
): Promise<EmbeddedDatabase> {
  const paths = databaseFolder(dataFolder);
  await ensureDataFolder(dataFolder);
  const lock = await acquireLock(paths.lockFile, paths.folder);
  try {
    const create = (await inspectFolder(paths)) === 'absent';
    // Once there, vacuums need it too, whichever engine serves by then.
    const marker = `${paths.folder}.pgvector`;
    if (pgvector) writeFileSync(marker, '');
    const host = await start(paths, create, existsSync(marker), logger);
    const database = new Database(pool(host), paths.folder, logger, watch);
    let maintenance: Maintenance | null = null;
    return {
      database,
      host,
      async maintain(scheduler) {
        maintenance = await startMaintenance(database, scheduler, logger);
      },
      async close() {
        await maintenance?.close();
        await database.pool.end();
        await host.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function start(
  paths: ReturnType<typeof databaseFolder>,
  create: boolean,
  pgvector: boolean,
  logger: StoreLogger,
): Promise<PgliteHost> {
  try {
    return await startPglite({ create, folder: paths.folder, newFolder: paths.newFolder, pgvector }, logger);
  } catch (cause) {
    throw new ThetaError(
      'DATABASE_CORRUPT',
      `The database folder ${paths.folder} cannot be ${create ? 'created' : 'opened'}: ${(cause as Error).message}.`,
      { hint: 'Restore the folder from a backup, or move it away: a new database is then created.', cause },
    );
  }
}

function pool(host: PgliteHost): pg.Pool {
  return new pg.Pool({
    // PGlite is one session. More connections would not run side by side, only share its prepared statements.
    max: 1,
    stream: () => host.stream(),
    user: 'postgres',
    database: 'postgres',
    connectionTimeoutMillis: WAIT_MS,
    idleTimeoutMillis: 0,
  });
}
