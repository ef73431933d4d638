import { sql } from 'drizzle-orm';
import { ThetaError } from '../domain/errors.js';
import type { Database, Db } from './database.js';
import { openEmbedded } from './embedded/open-embedded.js';
import type { StoreLogger } from './logger.js';
import { migrateDatabase } from './migrate.js';
import { listPartitions } from './partitions/list-partitions.js';
import { makePartition } from './partitions/make-partitions.js';
import { openPostgres } from './postgres.js';

/** Every table, those that others refer to first, with the rows to hold in memory at a time. */
export const COPIED_TABLES: readonly (readonly [table: string, rows: number])[] = [
  ['llms', 1000],
  ['llm_prices', 1000],
  ['llm_benchmarks', 1000],
  ['pools', 1000],
  ['pool_members', 1000],
  ['abilities', 1000],
  // Artifacts are megabytes each.
  ['router_set_blobs', 1],
  ['router_sets', 1000],
  ['serving_router_set', 1],
  ['router_set_promotions', 1000],
  ['training_queries', 1000],
  ['response_sources', 1000],
  ['responses', 5000],
  ['decisions', 1000],
  ['candidate_sets', 1000],
  ['traffic_rollup', 1000],
  ['feedback', 1000],
  ['shadow_decisions', 1000],
  ['gateway_calls', 1000],
  // A report may be megabytes.
  ['evaluation_reports', 10],
  ['refits', 100],
  // Can be made again, but a service may have been paid for them.
  ['embedded_texts', 1000],
];
/** What concerns servers that run on a database, and not what they know: a new one begins without. */
export const TABLES_OF_SERVERS = ['jobs', 'revisions', 'turns'];
const IDENTITY_TABLES = ['training_queries', 'response_sources', 'router_set_promotions'];

/**
 * Copies the embedded database of `dataFolder` into an empty PostgreSQL, all or nothing, and returns the rows of each
 * table. Throws what openStore throws, and CONFIG_INVALID when the target holds data already.
 */
export async function copyToPostgres(options: {
  readonly dataFolder: string;
  readonly databaseUrl: string;
  readonly migrationsFolder: string;
  readonly logger: StoreLogger;
}): Promise<ReadonlyMap<string, number>> {
  const { logger, migrationsFolder } = options;
  const to = await openPostgres(options.databaseUrl, { poolSize: 2, timeoutMs: 0 }, logger);
  try {
    await migrateDatabase(to, migrationsFolder, logger);
    const from = await openEmbedded(options.dataFolder, logger);
    try {
      await migrateDatabase(from.database, migrationsFolder, logger);
      return await copy(from.database, to);
    } finally {
      await from.close();
    }
  } finally {
    await to.pool.end();
  }
}

function copy(from: Database, to: Database): Promise<ReadonlyMap<string, number>> {
  return from.transaction((source) =>
    to.transaction(async (target) => {
      const counts = new Map<string, number>();
      await copyPartitions(source, target);
      for (const [table, rows] of COPIED_TABLES) {
        await expectEmpty(target, table, to.where);
        counts.set(table, await copyTable(source, target, table, rows));
      }
      for (const table of IDENTITY_TABLES) {
        await target.execute(
          sql`select setval(pg_get_serial_sequence(${table}, 'key'), max(key)) from ${sql.identifier(table)}`,
        );
      }
      return counts;
    }),
  );
}

/** Where the target has partitions of its own at those times, rows go to these. */
async function copyPartitions(source: Db, target: Db): Promise<void> {
  const there = await listPartitions(target);
  for (const range of await listPartitions(source)) {
    if (!there.some(({ from, to }) => from < range.to && range.from < to)) await makePartition(target, range);
  }
}

/** As JSON, which both sides read and write without this code knowing any column. */
async function copyTable(source: Db, target: Db, table: string, rows: number): Promise<number> {
  const name = sql.identifier(table);
  await source.execute(sql`declare copied no scroll cursor for select row_to_json(t)::text as row from ${name} t`);
  let count = 0;
  for (;;) {
    const page = await source.execute<{ row: string }>(sql.raw(`fetch ${rows} from copied`));
    if (page.rows.length === 0) break;
    const json = `[${page.rows.map(({ row }) => row).join(',')}]`;
    await target.execute(
      sql`insert into ${name} overriding system value select * from json_populate_recordset(null::${name}, ${json}::json)`,
    );
    count += page.rows.length;
  }
  await source.execute(sql`close copied`);
  return count;
}

async function expectEmpty(target: Db, table: string, where: string): Promise<void> {
  const found = await target.execute(sql`select 1 from ${sql.identifier(table)} limit 1`);
  if (found.rows.length === 0) return;
  throw new ThetaError('CONFIG_INVALID', `The database at ${where} is not empty: table ${table} has rows.`, {
    hint: 'Create a new database and name it in DATABASE_URL.',
  });
}
