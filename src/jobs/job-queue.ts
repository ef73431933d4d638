import { ThetaError } from '../domain/errors.js';
import type { Stream } from '../domain/paced-stream.js';
import type { Curve } from './curves.js';
import type { Awaitable, Job, JobStatus } from './types.js';
import type { Watch } from './worker-messages.js';

const NO_CURVES: readonly Curve[] = [];
const ENDED: readonly JobStatus[] = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

export const hasEnded = ({ status }: Pick<Job, 'status'>): boolean => ENDED.includes(status);

/** Does a job, and gives what it made, to be written into it when it succeeds. */
export type Work<J extends Job> = (job: J, watch: Watch) => Promise<Partial<J>>;

export type OfKind<K extends Job['kind']> = Extract<Job, { readonly kind: K }>;

/**
 * Where jobs wait, run one at a time, and are told of. In the process that asks (in-process-queue.ts), or stored, so that any server
 * or worker on the database may do them and every one shows them.
 */
export interface JobQueue {
  /** Says how jobs of a kind are done here; before any is added. */
  handle<K extends Job['kind']>(kind: K, work: Work<OfKind<K>>): void;
  /** Throws REFIT_UNDER_WAY for a refit while another has not ended, and DATABASE_UNAVAILABLE where jobs are stored. */
  add<J extends Job>(job: J): Awaitable<J>;
  /** Null for an unknown id. */
  get(id: string): Awaitable<Job | null>;
  /** Newest first. */
  list(): Awaitable<readonly Job[]>;
  /** Stops a waiting or running job; one that has ended stays as it is. Null for an unknown id. */
  cancel(id: string): Awaitable<Job | null>;
  /** The job as it stands, then each change until it has ended. Null for an unknown id. */
  watch(id: string): Awaitable<Stream<Job> | null>;
  /** Every change of any job from now on; ends when the queue closes. */
  watchAll(): Stream<Job>;
  /** Readers of `watch` and `watchAll` that have not ended. */
  readonly watchers: number;
  /** Resolves when nothing runs here any more. */
  close(): Promise<void>;
}

/** What every job has before it starts. */
export const waiting = (id: string, createdAt: number) =>
  ({
    id,
    status: 'QUEUED',
    createdAt,
    startedAt: null,
    endedAt: null,
    progress: null,
    curves: NO_CURVES,
    error: null,
  }) as const;

export const refitUnderWay = (id: string): ThetaError =>
  new ThetaError('REFIT_UNDER_WAY', `Refit ${id} waits or runs; there is one at a time.`, {
    hint: 'Follow it with jobProgress, or stop it with cancelJob.',
  });
