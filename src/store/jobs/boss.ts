import type pg from 'pg';
import PgBoss from 'pg-boss';
import { ThetaError } from '../../domain/errors.js';
import type { Database } from '../database.js';
import { driverError, isUnavailable, translateError } from '../errors.js';
import type { StoreLogger } from '../logger.js';
import { silentLogger } from '../logger.js';

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
export async function openBoss(database: Database, logger: StoreLogger): Promise<PgBoss> {
  const { pool, where } = database;
  try {
    await setUp(pool);
    return await bossOn({ executeSql: (text, values) => pool.query(text, values) }, logger).start();
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

/** "boss" in ASCII. */
const LOCK = 0x626f7373;

/** Servers that start at the same time wait for each other here: two that create one queue at once would wait in a circle. */
async function setUp(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const boss = await bossOn(on(client).db, silentLogger).start();
    if (!(await boss.getQueue(QUEUE))) await boss.createQueue(QUEUE);
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
    client.release();
  } catch (error) {
    // With its connection goes the lock.
    client.release(true);
    throw error;
  }
}

function bossOn(db: PgBoss.Db, logger: StoreLogger): PgBoss {
  const boss = new PgBoss({ db, supervise: false, schedule: false });
  boss.on('error', (err) => logger.warn({ err }, 'the queue of jobs reports an error'));
  return boss;
}
