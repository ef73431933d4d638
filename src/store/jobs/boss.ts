import type pg from 'pg';
import PgBoss from 'pg-boss';
import { ThetaError } from '../../domain/errors.js';
import type { Database } from '../database.js';
import { driverError, isUnavailable, translateError } from '../errors.js';
import type { StoreLogger } from '../logger.js';

export const QUEUE = 'theta-jobs';

/** Its statements on a connection of ours, so that they are part of its transaction. */
export const on = (client: pg.PoolClient): { readonly db: PgBoss.Db } => ({
  db: { executeSql: (text, values) => client.query(text, values) },
});

/**
 * pg-boss on the connections of the store. It hands jobs out, each to one, and counts how often they were begun; that a process was
 * lost is seen by signs of life (job-store.ts) and not by how long it may take, so its own supervision is off: it would begin a training
 * of a day anew while it runs. Throws JOB_QUEUE_UNAVAILABLE or DATABASE_UNAVAILABLE.
 */
export async function openBoss({ pool, where }: Database, logger: StoreLogger): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    supervise: false,
    schedule: false,
  });
  boss.on('error', (err) => logger.warn({ err }, 'the queue of jobs reports an error'));
  try {
    await boss.start();
    await createQueue(boss);
    return boss;
  } catch (error) {
    if (isUnavailable(error)) throw translateError(error, where);
    const reason = driverError(error);
    throw new ThetaError(
      'JOB_QUEUE_UNAVAILABLE',
      `The queue of jobs in the database at ${where} cannot be set up: ${reason instanceof Error ? reason.message : String(reason)}`,
      {
        hint: 'The database user must be allowed to create the schema pgboss (GRANT CREATE ON DATABASE), or to use the one that is there.',
        cause: error,
      },
    );
  }
}

/** Servers that start at the same time create it at the same time; whoever is second finds it there. */
async function createQueue(boss: PgBoss): Promise<void> {
  if (await boss.getQueue(QUEUE)) return;
  try {
    await boss.createQueue(QUEUE);
  } catch (error) {
    if (!(await boss.getQueue(QUEUE))) throw error;
  }
}
