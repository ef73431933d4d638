import type { Clock } from '../../domain/clock.js';
import type { Tracer } from '../../domain/tracer.js';
import type { Database } from '../database.js';
import type { StoreLogger } from '../logger.js';
import type { News } from '../news/types.js';
import type { Scheduler } from '../scheduler.js';
import { openBoss } from './boss.js';
import { JobStore } from './job-store.js';
import { forgetJobs, putBackLost } from './lost-jobs.js';
import { StoredJobQueue } from './stored-queue.js';

export interface JobQueueOptions {
  /** Null where nothing is traced. */
  readonly tracer?: Tracer | null | undefined;
  readonly news: Pick<News, 'onJob'>;
  /** Whether this process does jobs, or only asks for them and shows them. */
  readonly takes: boolean;
  /** Silence after which the process that does a job counts as lost, in milliseconds. */
  readonly lostMs: number;
  /** Times that a job is begun anew whose process was lost. */
  readonly retries: number;
  /** How long an ended job stays listed, in milliseconds. */
  readonly keptMs: number;
}

/** Throws JOB_QUEUE_UNAVAILABLE or DATABASE_UNAVAILABLE. */
export async function openJobQueue(
  database: Database,
  { retries, ...options }: JobQueueOptions,
  parts: { readonly clock: Clock; readonly scheduler: Scheduler; readonly logger: StoreLogger },
): Promise<StoredJobQueue> {
  const boss = await openBoss(database, parts.logger);
  return new StoredJobQueue({
    ...options,
    ...parts,
    store: new JobStore(database, boss, retries),
    putBackLost: (silentMs) => putBackLost(database, boss, silentMs),
    forget: (keptMs) => forgetJobs(database, boss, keptMs),
  });
}
