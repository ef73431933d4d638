import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { isUnavailable, translateError } from './errors.js';
import type { StoreLogger } from './logger.js';
import * as schema from './schema/index.js';

/** A session or a transaction of the query builder. */
export type Db = Pick<
  NodePgDatabase<typeof schema>,
  'select' | 'selectDistinct' | 'selectDistinctOn' | 'insert' | 'update' | 'delete' | 'execute' | '$count'
>;

/** Runs a statement, whose text has a placeholder for every value, and watches it. */
export type WatchStatement = <T>(text: string, run: () => Promise<T>) => Promise<T>;

/** One pool of connections, whichever database is behind it. Errors come out translated (errors.ts). */
export class Database {
  readonly #db: NodePgDatabase<typeof schema>;
  readonly #sessions = new WeakMap<pg.PoolClient, NodePgDatabase<typeof schema>>();

  constructor(
    readonly pool: pg.Pool,
    /** For messages: host and port, or the folder; never a password. */
    readonly where: string,
    logger: StoreLogger,
    private readonly watch: WatchStatement | null = null,
  ) {
    // A connection may be lost between two statements, in the pool or inside a transaction. The next statement reports
    // it; without these listeners the error event would end the process first.
    const lost = (error: Error) => logger.warn({ err: error }, 'a database connection was lost');
    pool.on('error', lost);
    pool.on('connect', (client) => client.on('error', lost));
    this.#db = drizzle(this.#watched(pool), { schema, casing: 'snake_case' });
  }

  async run<T>(work: (db: Db) => Promise<T>): Promise<T> {
    try {
      return await work(this.#db);
    } catch (error) {
      throw translateError(error, this.where);
    }
  }

  /**
   * Commits when `work` resolves and rolls back when it rejects. Inside, use `tx` only: the embedded database has one
   * connection, and asking for a second one while the first is held would wait for ever. `client` is the connection of `tx`, for
   * libraries that write SQL of their own.
   */
  async transaction<T>(work: (tx: Db, client: pg.PoolClient) => Promise<T>): Promise<T> {
    try {
      const client = await this.pool.connect();
      try {
        const result = await inTransaction(this.#on(client), (tx) => work(tx, client));
        client.release();
        return result;
      } catch (error) {
        client.release(isUnavailable(error));
        throw error;
      }
    } catch (error) {
      throw translateError(error, this.where);
    }
  }

  #on(client: pg.PoolClient): NodePgDatabase<typeof schema> {
    let db = this.#sessions.get(client);
    if (!db) this.#sessions.set(client, (db = drizzle(this.#watched(client), { schema, casing: 'snake_case' })));
    return db;
  }

  /** The query builder asks a client for nothing but `query`. */
  #watched<C extends pg.Pool | pg.PoolClient>(client: C): C {
    const { watch } = this;
    if (!watch) return client;
    const query = (statement: pg.QueryConfig, values?: unknown[]) =>
      watch(statement.text, () => client.query(statement, values));
    return { query } as unknown as C;
  }
}

/** Not the query builder's own: after a time-out that one waits for a rollback as long again, behind the statement that hangs. */
async function inTransaction<T>(session: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  await session.execute(sql`begin`);
  try {
    const result = await work(session);
    await session.execute(sql`commit`);
    return result;
  } catch (error) {
    if (!isUnavailable(error)) await session.execute(sql`rollback`);
    throw error;
  }
}
