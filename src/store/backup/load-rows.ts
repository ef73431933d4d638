import { sql } from 'drizzle-orm';
import { ThetaError } from '../../domain/errors.js';
import type { Db } from '../database.js';
import type { BackupEntry } from './format.js';
import { restorePartitions } from './partitions.js';
import { readTables } from './tables.js';
import type { StoredTable } from './tables.js';

/** Text of rows in one statement, and how many. */
const PAGE_BYTES = 2 << 20;
const MOST_ROWS = 5000;

/** Writes the rows of a backup into tables of the migration that it was made at. The tables must be those of one migration. */
export async function loadRows(tx: Db, entries: AsyncIterable<BackupEntry>): Promise<void> {
  const tables = new Map((await readTables(tx)).map((table) => [table.name, table]));
  // What migrations have put there is in the backup too, as it has become.
  if (tables.size > 0) await tx.execute(sql`truncate ${listed([...tables.keys()])}`);
  const missing = new Set(tables.keys());
  let current: StoredTable | null = null;
  let page: string[] = [];
  let bytes = 0;
  const flush = async () => {
    if (current && page.length > 0) await insert(tx, current, page);
    page = [];
    bytes = 0;
  };
  for await (const entry of entries) {
    if (entry.kind === 'row') {
      page.push(entry.json);
      bytes += entry.json.length;
      if (bytes >= PAGE_BYTES || page.length >= MOST_ROWS) await flush();
    } else {
      await flush();
      if (entry.kind !== 'table') continue;
      current = tables.get(entry.table.name) ?? null;
      if (current === null || String(current.columns) !== String(entry.table.columns)) {
        throw otherTables(`${entry.table.name} (${entry.table.columns.join(', ')})`);
      }
      missing.delete(current.name);
      await restorePartitions(tx, current, entry.table);
    }
  }
  if (missing.size > 0) throw otherTables(`none of ${[...missing].join(', ')}`);
  for (const { name, numbered } of tables.values()) {
    for (const column of numbered) {
      await tx.execute(
        sql`select setval(pg_get_serial_sequence(quote_ident(${name}), ${column}), max(${sql.identifier(column)})) from ${sql.identifier(name)}`,
      );
    }
  }
}

async function insert(tx: Db, { name, columns }: StoredTable, rows: readonly string[]): Promise<void> {
  const table = sql.identifier(name);
  await tx.execute(
    sql`insert into ${table} (${listed(columns)}) overriding system value
      select ${listed(columns)} from json_populate_recordset(null::${table}, ${`[${rows.join(',')}]`}::json)`,
  );
}

const listed = (names: readonly string[]) =>
  sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );

const otherTables = (has: string) =>
  new ThetaError('BACKUP_FOREIGN', `The backup has other tables than its migration makes here: it has ${has}.`, {
    hint: 'It was made on a database that something else has changed, or by a build that was never released.',
  });
