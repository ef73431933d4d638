import { sql } from 'drizzle-orm';
import type { Database, Db } from '../database.js';
import type { Partition } from './list-partitions.js';
import { DEFAULT_PARTITION, listPartitions, shadowsOf } from './list-partitions.js';
import type { PartitionUnit, TimeRange } from './ranges.js';
import { missingRanges, uuidAt } from './ranges.js';

/** Any constant serves, as long as every release uses the same: "part" in ASCII. */
const LOCK = 0x70617274;
/** Longest that a change of partitions may hold up the statements that queue behind it. */
export const LOCK_TIMEOUT = '2s';

/** What is made ahead: clocks may differ, and a server may be unable to make partitions for days, before rows go to the default one. */
export const AHEAD_MS = 7 * 86_400_000;

/**
 * Makes the partitions that are missing from now to a week ahead; returns their names, oldest first. Servers that do so at the same time wait for
 * each other, and the later one finds nothing missing.
 */
export async function makePartitions(database: Database, now: number, unit: PartitionUnit): Promise<readonly string[]> {
  const wanted = { from: now, to: now + AHEAD_MS };
  const missing = (existing: readonly Partition[]) => missingRanges(existing, wanted, unit);
  if (missing(await database.run(listPartitions)).length === 0) return [];
  return database.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK}), set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`);
    const made: string[] = [];
    for (const range of missing(await listPartitions(tx))) made.push(await makePartition(tx, range));
    return made;
  });
}

/** Attached rather than made in place, which would wait for every reader of the table. Rows that lie in the default partition move. */
export async function makePartition(tx: Db, { from, to }: TimeRange): Promise<string> {
  const name = `decisions_${from === Number.NEGATIVE_INFINITY ? 'before' : new Date(from).toISOString().slice(0, 10).replaceAll('-', '')}`;
  const lowest = from === Number.NEGATIVE_INFINITY ? null : uuidAt(from);
  await attach(tx, 'decisions', { name, default: DEFAULT_PARTITION, key: 'id', from: lowest, to: uuidAt(to) });
  const shadows = { name: shadowsOf(name), default: shadowsOf(DEFAULT_PARTITION), key: 'decision_id' };
  await attach(tx, 'shadow_decisions', { ...shadows, from: lowest, to: uuidAt(to) });
  return name;
}

interface NewPartition {
  readonly name: string;
  readonly default: string;
  readonly key: string;
  /** Null for everything before `to`. */
  readonly from: string | null;
  readonly to: string;
}

async function attach(tx: Db, table: string, { name, default: rest, key, from, to }: NewPartition): Promise<void> {
  const within = from === null ? `${key} < '${to}'` : `${key} >= '${from}' and ${key} < '${to}'`;
  await tx.execute(sql.raw(`create table ${name} (like ${table} including all)`));
  const found = await tx.execute(sql.raw(`select 1 from ${rest} where ${within} limit 1`));
  if (found.rows.length > 0) {
    // Nothing may be added between the move and the attachment.
    await tx.execute(sql.raw(`lock table ${rest} in access exclusive mode`));
    await tx.execute(
      sql.raw(
        `with moved as (delete from ${rest} where ${within} returning *) insert into ${name} select * from moved`,
      ),
    );
  }
  const lowest = from === null ? 'minvalue' : `'${from}'`;
  await tx.execute(sql.raw(`alter table ${table} attach partition ${name} for values from (${lowest}) to ('${to}')`));
}
