import { sql } from 'drizzle-orm';
import type { Matrix } from '../domain/matrix.js';
import { throwIfAborted } from '../domain/errors.js';
import type { VectorGraph, VectorTable } from '../index/vector-table.js';
import type { Database, Db } from './database.js';

/** Any constant serves, as long as every release uses the same: "vect" in ASCII. */
const LOCK = 0x76656374;
/** Numbers of one insert: some megabytes of text. */
const NUMBERS = 500_000;
/** Sets that stay: what serves, what is tried beside it, and what may be gone back to. */
const KEPT = 4;
/** What pgvector takes for a walk. */
const WIDEST = 1000;

/**
 * A table for each set of vectors, because a graph of pgvector needs one length; made on demand, so that the migrations need no extension. A comment
 * on the table says when it was last opened.
 */
export class SqlVectorTable implements VectorTable {
  constructor(private readonly database: Database) {}

  async probe(): Promise<void> {
    await this.database.run((db) => db.execute(sql`create extension if not exists vector`));
  }

  ensure(key: string, vectors: Matrix, graph: VectorGraph | null, signal?: AbortSignal): Promise<void> {
    const name = tableOf(key);
    return this.database.transaction(async (tx) => {
      // One server builds, the others wait and find it.
      await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
      const found = await tx.execute<{ there: boolean }>(sql`select to_regclass(${name}) is not null as there`);
      if (!found.rows[0]?.there) {
        await tx.execute(
          sql.raw(`create table ${name} (row integer primary key, embedding vector(${vectors.cols}) not null)`),
        );
        await insert(tx, name, vectors, signal);
        if (graph) {
          await tx.execute(
            sql.raw(`create index on ${name} using hnsw (embedding vector_ip_ops)
              with (m = ${graph.connectivity}, ef_construction = ${graph.expansionAdd})`),
          );
        }
      }
      await tx.execute(sql.raw(`comment on table ${name} is '${new Date().toISOString()}'`));
      await dropOld(tx);
    });
  }

  async candidates(key: string, queries: Matrix, width: number): Promise<Int32Array> {
    const asked = Array.from({ length: queries.rows }, (_, r) => literal(queries, r));
    const found = await this.database.transaction(async (tx) => {
      const walk = Math.min(WIDEST, Math.max(40, width));
      await tx.execute(sql`select set_config('hnsw.ef_search', ${String(walk)}, true), set_config('jit', 'off', true)`);
      return tx.execute<{ q: number; rows: number[] }>(sql`
        select q.i::int as q, array(
          select t.row from ${sql.identifier(tableOf(key))} t order by t.embedding <#> q.v::vector limit ${width}) as rows
        from json_array_elements_text(${JSON.stringify(asked)}::json) with ordinality q(v, i)`);
    });
    const out = new Int32Array(queries.rows * width).fill(-1);
    for (const { q, rows } of found.rows) out.set(rows, (q - 1) * width);
    return out;
  }
}

const tableOf = (key: string): string => `vectors_${key}`;

const literal = ({ data, cols }: Matrix, row: number): string =>
  `[${data.subarray(row * cols, (row + 1) * cols).join(',')}]`;

async function insert(tx: Db, name: string, vectors: Matrix, signal: AbortSignal | undefined): Promise<void> {
  const rows = Math.max(1, Math.floor(NUMBERS / vectors.cols));
  for (let from = 0; from < vectors.rows; from += rows) {
    throwIfAborted(signal);
    const some = Array.from({ length: Math.min(rows, vectors.rows - from) }, (_, i) => literal(vectors, from + i));
    await tx.execute(sql`insert into ${sql.identifier(name)}
      select ${from}::int + i::int - 1, v::vector from json_array_elements_text(${JSON.stringify(some)}::json) with ordinality x(v, i)`);
  }
}

async function dropOld(tx: Db): Promise<void> {
  const old = await tx.execute<{ name: string }>(sql`
    select relname as name from pg_class where relkind = 'r' and relname ~ '^vectors_[0-9a-f]{24}$' and pg_table_is_visible(oid)
    order by obj_description(oid, 'pg_class') desc nulls last offset ${KEPT}`);
  for (const { name } of old.rows) await tx.execute(sql.raw(`drop table ${name}`));
}
