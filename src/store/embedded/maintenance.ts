import { sql } from 'drizzle-orm';
import type { Database } from '../database.js';
import type { StoreLogger } from '../logger.js';
import type { Scheduler } from '../scheduler.js';

const CHECKPOINT_MS = 5 * 60_000;
/** Every n-th checkpoint; a vacuum of a large table holds up other statements for seconds. */
const VACUUM_EVERY = 12;

export interface Maintenance {
  /** Stops the timer and does the work once more. */
  close(): Promise<void>;
}

/**
 * PGlite has no background processes: nobody checkpoints (so the log would grow without bound) and nobody vacuums or
 * analyses. This does both on a timer, and nothing while nothing was written.
 */
export async function startMaintenance(
  database: Database,
  scheduler: Scheduler,
  logger: StoreLogger,
): Promise<Maintenance> {
  let rounds = 0;
  let seen = await position(database);
  let unvacuumed = false;
  let cancel = () => {};
  let running = Promise.resolve();

  const round = async (vacuum: boolean) => {
    try {
      const written = (await position(database)) !== seen;
      unvacuumed ||= written;
      if (!written && !(vacuum && unvacuumed)) return;
      if (vacuum) {
        await database.run((db) => db.execute(sql`vacuum (analyze)`));
        unvacuumed = false;
      }
      await database.run((db) => db.execute(sql`checkpoint`));
      // Vacuum and checkpoint write a little themselves.
      seen = await position(database);
    } catch (error) {
      logger.error({ err: error }, 'maintenance of the embedded database failed');
    }
  };
  const schedule = () => {
    cancel = scheduler.after(CHECKPOINT_MS, () => {
      rounds++;
      running = round(rounds % VACUUM_EVERY === 0).then(schedule);
    });
  };
  schedule();
  return {
    async close() {
      cancel();
      await running;
      cancel();
      await round(true);
    },
  };
}

/** Where the write-ahead log stands: it moves with every write. */
async function position(database: Database): Promise<string> {
  const result = await database.run((db) =>
    db.execute<{ at: string }>(sql`select pg_current_wal_insert_lsn()::text as at`),
  );
  return String(result.rows[0]?.at);
}
