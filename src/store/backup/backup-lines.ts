import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Db } from '../database.js';
import type { BackupHeader } from './format.js';
import { MARKS } from './format.js';
import { readTables } from './tables.js';
import type { StoredTable } from './tables.js';

/** Text of rows to hold at a time. A page at most doubles, so the first large row of a table is met in a small page. */
const PAGE_BYTES = 4 << 20;
const MOST_ROWS = 5000;

/**
 * The lines of a backup in pieces of some megabytes, from one transaction. `tx` must see one moment of the database
 * throughout; it is told so here, and must not have been used before.
 */
export async function* backupLines(
  tx: Db,
  header: (tx: Db) => Promise<BackupHeader>,
  onEnd: (rows: ReadonlyMap<string, number>) => void,
): AsyncGenerator<string> {
  await tx.execute(sql`set transaction isolation level repeatable read, read only`);
  // A server that ends long or idle statements must not end this one half-way: gzip and a slow disk make it wait.
  await tx.execute(sql`set local statement_timeout = 0`);
  await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
  const digest = createHash('sha256');
  const hashed = (text: string) => {
    digest.update(text);
    return text;
  };
  yield hashed(line([MARKS.header, await header(tx)]));
  const counts = new Map<string, number>();
  for (const table of await readTables(tx)) {
    const { name, columns, partitions } = table;
    yield hashed(line([MARKS.table, { name, columns, partitions }]));
    let count = 0;
    for await (const rows of pages(tx, table)) {
      count += rows.length;
      yield hashed(rows.map(oneLine).join(''));
    }
    counts.set(name, count);
  }
  onEnd(counts);
  yield line([MARKS.end, { rows: Object.fromEntries(counts), sha256: digest.digest('hex') }]);
}

/** As JSON, which every database reads and writes without this code knowing any column. */
async function* pages(tx: Db, { name, columns }: StoredTable): AsyncGenerator<readonly string[]> {
  const listed = sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  );
  await tx.execute(
    sql`declare saved no scroll cursor for select row_to_json(t)::text as row from (select ${listed} from ${sql.identifier(name)}) t`,
  );
  let longest = 1;
  for (let rows = 1; ;) {
    const page = await tx.execute<{ row: string }>(sql.raw(`fetch ${rows} from saved`));
    if (page.rows.length === 0) break;
    const texts = page.rows.map(({ row }) => row);
    longest = texts.reduce((most, { length }) => Math.max(most, length), longest);
    yield texts;
    rows = Math.max(1, Math.min(rows * 2, MOST_ROWS, Math.floor(PAGE_BYTES / longest)));
  }
  await tx.execute(sql`close saved`);
}

/** A line end in valid JSON is white space: inside a text it is escaped. `json` columns keep it as it came. */
const oneLine = (json: string): string => `${json.replace(/[\r\n]/g, ' ')}\n`;
const line = (content: readonly unknown[]): string => `${JSON.stringify(content)}\n`;
