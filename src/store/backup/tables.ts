import { sql } from 'drizzle-orm';
import type { Db } from '../database.js';

/** A table as the database itself describes it: no list of tables in this code could be forgotten. */
export interface StoredTable {
  readonly name: string;
  /** What can be written, in the order of the table: generated columns follow from the others. */
  readonly columns: readonly string[];
  /** Filled by a sequence, which must go on after the greatest of the rows. */
  readonly numbered: readonly string[];
  /** The parts of a partitioned table; its rows are read and written through the whole. */
  readonly partitions: readonly Partition[];
}

export interface Partition {
  readonly name: string;
  /** `FOR VALUES FROM ('…') TO ('…')` or `DEFAULT`, as PostgreSQL writes it. */
  readonly bounds: string;
}

/** What servers that run on a database tell each other, and not what they know: a restored one begins without. */
export const TABLES_OF_SERVERS: readonly string[] = ['jobs', 'revisions', 'turns'];

const OWN = sql`relnamespace = current_schema()::regnamespace and not relispartition and relkind in ('r', 'p')
  and relname not in (${sql.join(
    TABLES_OF_SERVERS.map((name) => sql`${name}`),
    sql`, `,
  )})`;

/** Every table of the schema, those that others refer to first. */
export async function readTables(db: Db): Promise<readonly StoredTable[]> {
  const found = await db.execute<{ [K in keyof StoredTable]: StoredTable[K] }>(sql`
    select relname as name,
      (select json_agg(attname order by attnum) from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      (select coalesce(json_agg(attname order by attnum), '[]') from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped
          and pg_get_serial_sequence(quote_ident(relname), attname) is not null) as numbered,
      (select coalesce(json_agg(json_build_object('name', p.relname, 'bounds', pg_get_expr(p.relpartbound, p.oid)) order by p.relname), '[]')
        from pg_inherits join pg_class p on p.oid = inhrelid where inhparent = c.oid) as partitions
    from pg_class c where ${OWN} order by relname`);
  const references = await db.execute<{ from: string; to: string }>(sql`
    select c.relname as "from", t.relname as "to" from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and c.relnamespace = current_schema()::regnamespace and c.oid <> t.oid`);
  return referredFirst(found.rows, references.rows);
}

function referredFirst(
  tables: readonly StoredTable[],
  references: readonly { readonly from: string; readonly to: string }[],
): readonly StoredTable[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const ordered = new Set<StoredTable>();
  const place = (table: StoredTable, above: readonly string[]) => {
    if (ordered.has(table)) return;
    if (above.includes(table.name)) throw new Error(`Tables refer to each other in a circle: ${above.join(', ')}.`);
    for (const { from, to } of references) {
      const referred = byName.get(to);
      if (from === table.name && referred) place(referred, [...above, table.name]);
    }
    ordered.add(table);
  };
  for (const table of tables) place(table, []);
  return [...ordered];
}
