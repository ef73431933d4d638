import pg from 'pg';
import { ThetaError } from '../domain/errors.js';
import type { WatchStatement } from './database.js';
import { Database } from './database.js';
import { isUnavailable } from './errors.js';
import type { StoreLogger } from './logger.js';

/** Longest wait for a connection, a new one or a free one of the pool. */
const CONNECT_MS = 5_000;
const DEFAULT_PORT = '5432';

/** An idle connection is probed after so long, so that a firewall does not forget it and a dead one is found. */
const PROBE_AFTER_MS = 30_000;

export interface PostgresOptions {
  readonly poolSize: number;
  /** Longest that a statement may take, also where nothing comes back any more; 0 for as long as it wants. */
  readonly timeoutMs: number;
  readonly watch?: WatchStatement | undefined;
}

/** A pool of connections to a PostgreSQL server; throws CONFIG_INVALID or DATABASE_UNAVAILABLE. */
export async function openPostgres(
  databaseUrl: string,
  { poolSize, timeoutMs, watch }: PostgresOptions,
  logger: StoreLogger,
): Promise<Database> {
  const where = hostAndPort(databaseUrl);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: PROBE_AFTER_MS,
    // Of the client: a cut network gives no answer at all, not even an error.
    query_timeout: timeoutMs,
    // The pool waits for what it returns, which its types do not say.
    onConnect: ((client: pg.ClientBase) => prepare(client, timeoutMs)) as unknown as (client: pg.ClientBase) => void,
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

/**
 * The same limit for the server, which would go on with what nobody waits for. Set here and not as a parameter of the connection:
 * poolers refuse those that they do not know. The pool waits for it.
 */
async function prepare(client: pg.ClientBase, timeoutMs: number): Promise<void> {
  await client.query(`set statement_timeout = ${timeoutMs}`);
  // Locks of a server that is cut off are free again after a minute. Not every system lets this be set.
  await client
    .query('set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3')
    .catch((error: unknown) => {
      if (isUnavailable(error)) throw error;
    });
}

/** Takes the limit from a connection, for work that may take as long as it wants. It must not go back to the pool. */
export async function unhurried(client: pg.PoolClient): Promise<void> {
  const { connectionParameters } = client as unknown as { connectionParameters: { query_timeout?: number | false } };
  connectionParameters.query_timeout = false;
  await client.query('set statement_timeout = 0');
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
