import { sql } from 'drizzle-orm';
import type { RetentionStep, RetentionStore } from '../jobs/retention/types.js';
import type { Database, Db } from './database.js';
import { errorCode } from './errors.js';
import type { Partition } from './partitions/list-partitions.js';
import { DEFAULT_PARTITION, listPartitions, shadowsOf } from './partitions/list-partitions.js';
import { LOCK_TIMEOUT } from './partitions/make-partitions.js';
import { uuidAt } from './partitions/ranges.js';
import { deleteDecisions, rowsOf } from './delete-decisions.js';
import { instant } from './traffic-conditions.js';

/** Any constant serves, as long as every release uses the same: "keep" in ASCII. */
const LOCK = 0x6b656570;
const LOCK_NOT_AVAILABLE = '55P03';
/** More than may come in the seconds that a lock is waited for. */
const MANY = 1_000_000_000;
const NOTHING = { decisions: 0, feedback: 0, shadows: 0, sums: 0, partitions: [] };

/** Each step is a transaction of its own under an advisory lock, so that servers take turns and a stop loses nothing. */
export class SqlRetentionRepository implements RetentionStore {
  constructor(private readonly database: Database) {}

  expireDecisions(before: number, limit: number): Promise<RetentionStep> {
    return this.#alone(async (tx) => {
      const partitions = await listPartitions(tx);
      for (const partition of partitions) {
        if (partition.to > before || (await hasSince(tx, partition.name, before))) continue;
        const feedback = await removeFeedback(tx, partition, limit);
        if (feedback === limit) return { ...NOTHING, feedback, next: 'more' };
        return drop(tx, partition, feedback);
      }
      for (const name of [...partitions.filter(({ from }) => from < before).map((p) => p.name), DEFAULT_PARTITION]) {
        const old = await tx.execute<{ id: string }>(
          sql`select id from ${sql.identifier(name)} where created_at < ${instant(before)} order by created_at limit ${limit}`,
        );
        if (old.rows.length === 0) continue;
        const removed = await deleteDecisions(
          tx,
          old.rows.map(({ id }) => id),
        );
        return { ...NOTHING, ...removed, next: 'more' };
      }
      return { ...NOTHING, next: (await removeCalls(tx, before, limit)) === limit ? 'more' : 'none' };
    });
  }

  expireSums(before: number, limit: number): Promise<RetentionStep> {
    return this.#alone(async (tx) => {
      const { rowCount } = await tx.execute(sql`
        delete from traffic_rollup where ctid = any(array(
          select ctid from traffic_rollup where starts_at < ${instant(before)} limit ${limit}))`);
      const sums = rowCount ?? 0;
      return { ...NOTHING, sums, next: sums === limit ? 'more' : 'none' };
    });
  }

  async #alone(work: (tx: Db) => Promise<RetentionStep>): Promise<RetentionStep> {
    const busy: RetentionStep = { ...NOTHING, next: 'busy' };
    try {
      return await this.database.transaction(async (tx) => {
        const taken = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${LOCK}) as mine`);
        return taken.rows[0]?.mine ? await work(tx) : busy;
      });
    } catch (error) {
      // Somebody reads for longer than a drop may hold up the others.
      if (error instanceof Error && errorCode(error.cause) === LOCK_NOT_AVAILABLE) return busy;
      throw error;
    }
  }
}

/** A row may be younger than its id says: then its partition stays until it is old. */
async function hasSince(tx: Db, partition: string, moment: number): Promise<boolean> {
  const found = await tx.execute(
    sql`select 1 from ${sql.identifier(partition)} where created_at >= ${instant(moment)} limit 1`,
  );
  return found.rows.length > 0;
}

/** Feedback of a partition that is to be dropped goes first, in steps; returns how much went. */
async function removeFeedback(tx: Db, { from, to }: Partition, limit: number): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    delete from feedback where id = any(array(select id from feedback
      where decision_id >= ${uuidAt(from)}::uuid and decision_id < ${uuidAt(to)}::uuid limit ${limit}))`);
  return rowCount ?? 0;
}

/** Calls of the gateway go with the decisions of their time: their ids begin with it, too. */
async function removeCalls(tx: Db, before: number, limit: number): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    delete from gateway_calls where id = any(array(
      select id from gateway_calls where id < ${uuidAt(before)}::uuid order by id limit ${limit}))`);
  return rowCount ?? 0;
}

/** Counted before the lock is taken, which holds up every other statement on decisions. */
async function drop(tx: Db, partition: Partition, removed: number): Promise<RetentionStep> {
  const { name } = partition;
  const shadowName = shadowsOf(name);
  const decisions = await rowsOf(tx, name);
  const shadows = await rowsOf(tx, shadowName);
  await tx.execute(sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`);
  await tx.execute(sql.raw(`drop table ${name}`));
  await tx.execute(sql.raw(`drop table ${shadowName}`));
  // What came while the lock was waited for: who adds feedback holds a lock on its decision.
  const feedback = removed + (await removeFeedback(tx, partition, MANY));
  return { ...NOTHING, decisions, shadows, feedback, partitions: [name], next: 'more' };
}
