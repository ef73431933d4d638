import { sql } from 'drizzle-orm';
import type { Clock } from '../domain/clock.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { ResponseRepository, ResponseRow, StoredCounts } from '../data/ports.js';
import type { Database, Db } from './database.js';
import { ResponseImport } from './response-import.js';
import { readMatrix } from './response-matrix.js';

/** Rows of one statement: large enough to spread its cost, small enough to keep memory flat. */
const BATCH = 1000;
/** Two imports at once would lock the same rows in different orders and stop each other; any constant serves. */
const IMPORT_LOCK = 0x696d706f7274;

/** Training queries and what LLMs answered. */
export class SqlResponseRepository implements ResponseRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Throws IMPORT_BAD_ROW for a row that cannot be stored. On the embedded database, other statements wait until the end. */
  async add(
    source: string,
    rows: AsyncIterable<readonly ResponseRow[]> | Iterable<readonly ResponseRow[]>,
  ): Promise<StoredCounts> {
    return this.database.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`);
      const work = new ResponseImport(tx, await this.#sourceKey(tx, source));
      let batch: ResponseRow[] = [];
      for await (const some of rows) {
        for (const row of some) {
          if (batch.push(row) < BATCH) continue;
          await work.write(batch);
          batch = [];
        }
      }
      await work.write(batch);
      return work.counts;
    });
  }

  async matrix(sources: readonly string[] = []): Promise<ResponseMatrix> {
    return this.database.transaction(async (tx) => {
      // One state for all pages, whatever is imported meanwhile.
      await tx.execute(sql`set transaction isolation level repeatable read, read only`);
      return readMatrix(tx, sources);
    });
  }

  async sources(): Promise<readonly ({ readonly source: string } & StoredCounts)[]> {
    const result = await this.database.run((db) =>
      db.execute<{ source: string; queries: number; responses: number }>(sql`
        select s.name as source, count(distinct r.query_key)::int as queries, count(r.query_key)::int as responses
        from response_sources s left join responses r on r.source_key = s.key
        group by s.key, s.name order by s.key`),
    );
    return result.rows;
  }

  async #sourceKey(tx: Db, name: string): Promise<number> {
    const result = await tx.execute<{ key: number }>(sql`
      insert into response_sources (name, created_at) values (${name}, ${new Date(this.clock.now()).toISOString()})
      on conflict (name) do update set name = excluded.name returning key`);
    return (result.rows[0] as { key: number }).key;
  }
}
