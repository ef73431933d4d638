import { drizzle } from 'drizzle-orm/node-postgres';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { translateError } from './errors.js';
import type { StoreLogger } from './logger.js';
import * as schema from './schema/index.js';

/** A session or a transaction of the query builder. */
export type Db = Pick<
  NodePgDatabase<typeof schema>,
  'select' | 'selectDistinct' | 'selectDistinctOn' | 'insert' | 'update' | 'delete' | 'execute' | '$count'
>;

/** One pool of connections, whichever database is behind it. Errors come out translated (errors.ts). */
export class Database {
  readonly #db: NodePgDatabase<typeof schema>;

  constructor(
    readonly pool: pg.Pool,
    /** For messages: host and port, or the folder; never a password. */
    readonly where: string,
    logger: StoreLogger,
  ) {
    // A connection may be lost between two statements, in the pool or inside a transaction. The next statement reports
    // it; without these listeners the error event would end the process first.
    const lost = (error: Error) => logger.warn({ err: error }, 'a database connection was lost');
    pool.on('error', lost);
    pool.on('connect', (client) => client.on('error', lost));
    this.#db = drizzle(pool, { schema, casing: 'snake_case' });
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
   * connection, and asking for a second one while the first is held would wait for ever.
   */
  async transaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    try {
      return await this.#db.transaction(work);
    } catch (error) {
      throw translateError(error, this.where);
    }
  }
}
