import pg from 'pg';
import { ThetaError } from '../domain/errors.js';
import type { WatchStatement } from './database.js';
import { Database } from './database.js';
import type { StoreLogger } from './logger.js';

/** Longest wait for a connection, a new one or a free one of the pool. */
const CONNECT_MS = 5_000;
const DEFAULT_PORT = '5432';

/** A pool of connections to a PostgreSQL server; throws CONFIG_INVALID or DATABASE_UNAVAILABLE. */
export async function openPostgres(
  databaseUrl: string,
  poolSize: number,
  logger: StoreLogger,
  watch: WatchStatement | null = null,
): Promise<Database> {
  const where = hostAndPort(databaseUrl);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'theta-router',
  });
  const database = new Database(pool, where, logger, watch);
  try {
    await database.run(() => pool.query('select 1'));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return database;
}

/** What may be shown of the address: never the user or the password. Throws CONFIG_INVALID. */
export function hostAndPort(databaseUrl: string): string {
  try {
    const url = new URL(databaseUrl);
    // postgres:///name?host=/var/run/postgresql names a socket folder.
    const host = url.hostname || url.searchParams.get('host') || 'localhost';
    return `${decodeURIComponent(host)}:${url.port || url.searchParams.get('port') || DEFAULT_PORT}`;
  } catch {
    throw new ThetaError(
      'CONFIG_INVALID',
      'DATABASE_URL is not an address of the form postgres://user:password@host:5432/name.',
      {
        hint: 'Percent-encode special characters of the password, for example %40 for @.',
      },
    );
  }
}
