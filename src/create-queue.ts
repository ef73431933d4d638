import type { Config } from './config.js';
import { systemClock } from './domain/clock.js';
import type { Tracer } from './domain/tracer.js';
import { InProcessQueue } from './jobs/in-process-queue.js';
import type { JobQueue } from './jobs/job-queue.js';
import type { News } from './store/news/types.js';
import type { Store } from './store/open-store.js';

/** What the process is for. A command does what it was asked for and nothing that others ask for. */
export type Role = 'server' | 'worker' | 'command';

export interface StartedQueue {
  readonly queue: JobQueue;
  /** Begins to take what others have asked for; after everything is said that jobs need. */
  readonly start: () => void;
}

interface QueueParts {
  readonly store: Store;
  readonly news: News | null;
  readonly role: Role;
  /** Null where nothing is traced. */
  readonly tracer: Tracer | null;
}

/** Jobs that all processes on a PostgreSQL share; on the embedded database and for a command those of this process. */
export async function configuredQueue(
  config: Config,
  { store, news, role, tracer }: QueueParts,
): Promise<StartedQueue> {
  if (news === null || role === 'command')
    return { queue: new InProcessQueue(systemClock, tracer ?? undefined), start: () => {} };
  const queue = await store.openJobQueue({
    ...{ news, tracer },
    takes: role === 'worker' || config.jobs === 'here',
    lostMs: config.jobLostSeconds * 1000,
    retries: config.jobRetries,
    keptMs: config.jobKeepDays * 86_400_000,
  });
  return { queue, start: () => queue.start() };
}
