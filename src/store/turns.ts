import pg from 'pg';
import { endConnection } from './end-connection.js';
import { translateError } from './errors.js';

/** Work that one server at a time does for all that share a database. */
export interface Turns {
  /**
   * Does `work` unless another server does it now or has done it within the last `everyMs`; says whether it did. Throws what `work`
   * throws, and DATABASE_UNAVAILABLE where nobody can say whose turn it is.
   */
  take(name: string, everyMs: number, work: () => Promise<void>): Promise<boolean>;
}

/** The embedded database has one process: it is always its turn. */
export const onlyServer: Turns = {
  async take(_name, _everyMs, work) {
    await work();
    return true;
  },
};

/** First key of the advisory locks, so that they meet no others: "turn" in ASCII. */
const LOCKS = 0x7475726e;
const CONNECT_MS = 5_000;
/** Timers of servers are not in step, and a server may come a little early. */
const EARLY = 0.9;

/**
 * Turns on PostgreSQL: an advisory lock while the work is done, which a server that dies gives back with its connection, and a row that
 * says when it was done last. The lock has a connection of its own, so that long work takes none from requests.
 */
export const databaseTurns = (databaseUrl: string, where: string): Turns => ({
  async take(name, everyMs, work) {
    const client = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: CONNECT_MS,
      keepAlive: true,
      application_name: 'theta-router turns',
    });
    // The lock is lost then; the work that it is for goes on, and is worth more than never being done twice.
    client.on('error', () => {});
    try {
      const mine = await asked(where, async () => {
        await client.connect();
        return (await locked(client, name)) && (await due(client, name, everyMs));
      });
      if (!mine) return false;
      await work();
      await client.query('update turns set last_at = clock_timestamp() where name = $1', [name]).catch(() => {});
      return true;
    } finally {
      await endConnection(client);
    }
  },
});

async function asked<T>(where: string, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    throw translateError(error, where);
  }
}

async function locked(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as mine', [
    LOCKS,
    name,
  ]);
  return rows[0]?.mine === true;
}

/** By the clock of the database: those of servers differ. */
async function due(client: pg.Client, name: string, everyMs: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into turns (name, last_at) values ($1, clock_timestamp())
     on conflict (name) do update set last_at = excluded.last_at
     where turns.last_at <= clock_timestamp() - $2::float8 * interval '1 millisecond'`,
    [name, everyMs * EARLY],
  );
  return (rowCount ?? 0) > 0;
}
