import { and, eq, lt, sql } from 'drizzle-orm';
import type PgBoss from 'pg-boss';
import type { Job } from '../../jobs/types.js';
import type { Database } from '../database.js';
import { jobs } from '../schema/index.js';
import { QUEUE, on } from './boss.js';
import { asNew, seen } from './job-store.js';

/** What became of a job whose process gives no sign of life any more. */
export interface LostJob {
  readonly id: string;
  readonly status: Job['status'];
}

/**
 * Puts jobs back whose process has been silent for so long, as often as the queue tries one; then they have failed. By the clock of the
 * database. Any number of servers may look at the same time: each job is one's to put back.
 */
export const putBackLost = (database: Database, boss: PgBoss, silentMs: number): Promise<readonly LostJob[]> =>
  database.transaction(async (tx, client) => {
    const silent = await tx
      .select({ id: jobs.id, cancel: jobs.cancelRequested, attempt: jobs.attempt })
      .from(jobs)
      .where(
        and(eq(jobs.status, 'RUNNING'), lt(jobs.aliveAt, sql`now() - ${silentMs}::float8 * interval '1 millisecond'`)),
      )
      .for('update', { skipLocked: true });
    const lost: LostJob[] = [];
    for (const { id, cancel, attempt } of silent) {
      await boss.fail(QUEUE, id, { reason: 'no sign of life' }, on(client));
      const handed = await boss.getJobById(QUEUE, id, { includeArchive: false, ...on(client) });
      const again = !cancel && handed?.state === 'retry';
      const end = cancel
        ? { status: 'CANCELLED' as const, endedAt: sql`now()` }
        : { status: 'FAILED' as const, endedAt: sql`now()`, error: lostError(attempt) };
      await tx
        .update(jobs)
        .set({ ...(again ? asNew : end), ...seen })
        .where(eq(jobs.id, id));
      if (cancel && handed?.state === 'retry') await boss.cancel(QUEUE, id, on(client));
      lost.push({ id, status: again ? 'QUEUED' : end.status });
    }
    return lost;
  });

const lostError = (attempt: number): NonNullable<Job['error']> => ({
  code: 'JOB_LOST',
  message: `The process that did the job ended without a word, ${attempt} ${attempt === 1 ? 'time' : 'times in all'}.`,
  hint: 'Look whether it ran out of memory: its log and that of the system say so. Start the job again then; THETA_JOB_RETRIES says how often it is tried.',
});

/** Forgets jobs that ended so long ago, here and in the queue. */
export async function forgetJobs(database: Database, boss: PgBoss, keptMs: number): Promise<void> {
  await database.run((db) =>
    db.delete(jobs).where(lt(jobs.endedAt, sql`now() - ${keptMs}::float8 * interval '1 millisecond'`)),
  );
  await database.run(() => boss.archive());
  // Of its type declarations it is missing.
  await database.run(() => (boss as PgBoss & { drop(): Promise<void> }).drop());
}
