import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type PgBoss from 'pg-boss';
import { refitUnderWay } from '../../jobs/job-queue.js';
import type { Job } from '../../jobs/types.js';
import type { Database, Db } from '../database.js';
import { UNIQUE_VIOLATION, errorCode } from '../errors.js';
import { jobs } from '../schema/index.js';
import { isUuid } from '../uuid.js';
import { QUEUE, on } from './boss.js';
import type { JobRow } from './job-rows.js';
import { jobOf, rowOf } from './job-rows.js';

/** A job that was given to this process, and which giving that was: what a later one has begun is not its to write. */
export interface TakenJob {
  readonly job: Job;
  readonly attempt: number;
}

export interface StoredJob {
  readonly job: Job;
  readonly revision: number;
}

/** Jobs that are listed. */
const LISTED = 100;
/** Longest that a job may wait, in days. */
const WAITS_DAYS = 365;

/** One more change that readers see. */
export const seen = { revision: sql`${jobs.revision} + 1` };
const running = (id: string, attempt: number) =>
  and(eq(jobs.id, id), eq(jobs.attempt, attempt), eq(jobs.status, 'RUNNING'));
/** As before it was first taken. */
export const asNew = { status: 'QUEUED', startedAt: null, aliveAt: null, progress: null, curves: [] } as const;

/** Jobs as rows beside the queue of pg-boss; what changes both does so in one transaction. */
export class JobStore {
  constructor(
    private readonly database: Database,
    private readonly boss: PgBoss,
    private readonly retries: number,
  ) {}

  /** Throws REFIT_UNDER_WAY for a second refit. */
  async add(job: Job): Promise<void> {
    try {
      await this.database.transaction(async (tx, client) => {
        await tx.insert(jobs).values(rowOf(job));
        await this.#send(job.id, client);
      });
    } catch (error) {
      if (errorCode(causeOf(error)) !== UNIQUE_VIOLATION) throw error;
      const [active] = await this.database.run((db) =>
        db
          .select({ id: jobs.id })
          .from(jobs)
          .where(and(eq(jobs.kind, 'REFIT'), isNull(jobs.endedAt))),
      );
      throw refitUnderWay(active?.id ?? job.id);
    }
  }

  async get(id: string): Promise<StoredJob | null> {
    if (!isUuid(id)) return null;
    const [row] = await this.database.run((db) => db.select().from(jobs).where(eq(jobs.id, id)));
    return row ? storedOf(row) : null;
  }

  /** Newest first. */
  async list(): Promise<readonly StoredJob[]> {
    const rows = await this.database.run((db) =>
      db.select().from(jobs).orderBy(desc(jobs.createdAt), desc(jobs.id)).limit(LISTED),
    );
    return rows.map(storedOf);
  }

  /** How often each listed job has changed, by id. */
  async revisions(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.run((db) =>
      db
        .select({ id: jobs.id, revision: jobs.revision })
        .from(jobs)
        .orderBy(desc(jobs.createdAt), desc(jobs.id))
        .limit(LISTED),
    );
    return new Map(rows.map(({ id, revision }) => [id, revision]));
  }

  /** The next job that waits, now this process's; null where none does. */
  async take(): Promise<TakenJob | null> {
    for (;;) {
      const taken = await this.database.transaction(async (tx, client) => {
        const [handed] = await this.boss.fetch(QUEUE, on(client));
        if (!handed) return 'none';
        const now = sql`now()`;
        const [row] = await tx
          .update(jobs)
          .set({
            ...asNew,
            ...seen,
            status: 'RUNNING',
            startedAt: now,
            aliveAt: now,
            attempt: sql`${jobs.attempt} + 1`,
          })
          .where(and(eq(jobs.id, handed.id), eq(jobs.status, 'QUEUED')))
          .returning();
        if (row) return { job: jobOf(row), attempt: row.attempt };
        // Cancelled while it waited.
        await this.boss.complete(QUEUE, handed.id, {}, on(client));
        return 'next';
      });
      if (taken !== 'next') return taken === 'none' ? null : taken;
    }
  }

  /** A sign of life. Whether the job goes on: it does not where it is to be cancelled, or is no longer this process's. */
  async beat({ job, attempt }: TakenJob): Promise<'go on' | 'cancel' | 'not ours'> {
    const [row] = await this.database.run((db) =>
      db
        .update(jobs)
        .set({ aliveAt: sql`now()` })
        .where(running(job.id, attempt))
        .returning({ cancel: jobs.cancelRequested }),
    );
    if (!row) return 'not ours';
    return row.cancel ? 'cancel' : 'go on';
  }

  async progress({ attempt }: TakenJob, { id, progress, curves }: Pick<Job, 'id' | 'progress' | 'curves'>) {
    await this.database.run((db) =>
      db
        .update(jobs)
        .set({ ...seen, progress, curves, aliveAt: sql`now()` })
        .where(running(id, attempt)),
    );
  }

  /** Writes how it ended, unless another process has it by now. */
  async end({ attempt }: TakenJob, job: Job): Promise<void> {
    const { status, endedAt, details, error, progress, curves } = rowOf(job);
    await this.database.transaction(async (tx, client) => {
      const ended = await tx
        .update(jobs)
        .set({ ...seen, status, endedAt, details, error, progress, curves })
        .where(running(job.id, attempt))
        .returning({ id: jobs.id });
      if (ended.length > 0) await this.boss.complete(QUEUE, job.id, { status }, on(client));
    });
  }

  /** Gives it back undone: the next to ask gets it, and it does not count as a try. */
  async handBack({ job, attempt }: TakenJob): Promise<void> {
    await this.database.transaction(async (tx, client) => {
      const given = await tx
        .update(jobs)
        .set({ ...asNew, ...seen })
        .where(running(job.id, attempt))
        .returning({ id: jobs.id });
      if (given.length === 0) return;
      await this.boss.deleteJob(QUEUE, job.id, on(client));
      await this.#send(job.id, client, { priority: 1 });
    });
  }

  /** Stops one that waits; tells the process that does it where it runs. */
  async cancel(id: string): Promise<void> {
    if (!isUuid(id)) return;
    await this.database.transaction(async (tx) => {
      if (await cancelWaiting(tx, id)) return;
      await tx
        .update(jobs)
        .set({ cancelRequested: true })
        .where(and(eq(jobs.id, id), eq(jobs.status, 'RUNNING')));
    });
  }

  #send(id: string, client: Parameters<typeof on>[0], more: PgBoss.SendOptions = {}) {
    const options = { id, retryLimit: this.retries, retryDelay: 0, retentionDays: WAITS_DAYS, ...more, ...on(client) };
    return this.boss.send(QUEUE, {}, options);
  }
}

/** Only the row: whoever is handed the job by the queue sees that it is cancelled. */
async function cancelWaiting(tx: Db, id: string): Promise<boolean> {
  const rows = await tx
    .update(jobs)
    .set({ ...seen, status: 'CANCELLED', endedAt: sql`now()` })
    .where(and(eq(jobs.id, id), eq(jobs.status, 'QUEUED')))
    .returning({ id: jobs.id });
  return rows.length > 0;
}

const storedOf = (row: JobRow): StoredJob => ({ job: jobOf(row), revision: row.revision });

/** The error of the driver, under ours. */
const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined ? error.cause : error;
