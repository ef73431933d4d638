import { Changes } from '../domain/changes.js';
import type { Clock } from '../domain/clock.js';
import { ThetaError, toThetaError } from '../domain/errors.js';
import type { Stream } from '../domain/paced-stream.js';
import type { Progress } from '../domain/run.js';
import type { Tracer } from '../domain/tracer.js';
import { noTracer } from '../domain/tracer.js';
import { withPoint } from './curves.js';
import type { JobQueue, OfKind, Work } from './job-queue.js';
import { hasEnded, refitUnderWay } from './job-queue.js';
import type { Job } from './types.js';
import type { Watch } from './worker-messages.js';

interface Entry {
  job: Job;
  readonly abort: AbortController;
}

/**
 * Runs jobs of this process one after the other: two at once would only share the same cores. Jobs live as long as the queue. What
 * servers on PostgreSQL share is stored instead; this is for the embedded database, which has one process, and for commands.
 */
export class InProcessQueue implements JobQueue {
  readonly #entries = new Map<string, Entry>();
  readonly #changes = new Changes<Job>({ keyOf: (job) => job.id, isLast: (job) => job.endedAt !== null });
  readonly #handlers = new Map<Job['kind'], Work<Job>>();
  #last: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(
    private readonly clock: Clock,
    private readonly tracer: Tracer = noTracer,
  ) {}

  handle<K extends Job['kind']>(kind: K, work: Work<OfKind<K>>): void {
    this.#handlers.set(kind, work as unknown as Work<Job>);
  }

  /** Throws REFIT_UNDER_WAY. `work` goes before what is done with jobs of this kind. */
  add<J extends Job>(job: J, work?: Work<J>): J {
    const refit = job.kind === 'REFIT' && this.list().find(({ kind, endedAt }) => kind === 'REFIT' && endedAt === null);
    if (refit) throw refitUnderWay(refit.id);
    const late = { status: 'CANCELLED', endedAt: this.clock.now() } as const;
    const entry: Entry = { job: this.#closed ? { ...job, ...late } : job, abort: new AbortController() };
    this.#entries.set(job.id, entry);
    this.#changes.publish(entry.job);
    this.#last = this.#last.then(() =>
      this.#run(entry, (work as unknown as Work<Job>) ?? this.#handlers.get(job.kind) ?? nobody),
    );
    return entry.job as J;
  }

  get(id: string): Job | null {
    return this.#entries.get(id)?.job ?? null;
  }

  /** Newest first. */
  list(): readonly Job[] {
    return [...this.#entries.values()].map((entry) => entry.job).reverse();
  }

  cancel(id: string): Job | null {
    const entry = this.#entries.get(id);
    if (!entry) return null;
    if (!hasEnded(entry.job)) {
      entry.abort.abort();
      if (entry.job.status === 'QUEUED') this.#update(entry, { status: 'CANCELLED', endedAt: this.clock.now() });
    }
    return entry.job;
  }

  /** The job as it stands, then each change until it has ended. Null for an unknown id. */
  watch(id: string): Stream<Job> | null {
    const job = this.get(id);
    return job && this.#changes.follow(job);
  }

  /** Every change of any job from now on; ends when the queue closes. */
  watchAll(): Stream<Job> {
    return this.#changes.all();
  }

  /** Readers of `watch` and `watchAll` that have not ended. */
  get watchers(): number {
    return this.#changes.readers;
  }

  /** Stops every job; resolves when the running one has stopped. What is added later is cancelled at once. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const id of this.#entries.keys()) this.cancel(id);
    await this.#last;
    this.#changes.close();
  }

  async #run(entry: Entry, work: Work<Job>): Promise<void> {
    if (entry.job.status !== 'QUEUED') return;
    this.#update(entry, { status: 'RUNNING', startedAt: this.clock.now() });
    const watch = {
      signal: entry.abort.signal,
      onProgress: (progress: Progress) =>
        this.#update(entry, { progress, curves: withPoint(entry.job.curves, progress) }),
    };
    const end = await ending(traced(work, this.tracer), entry.job, watch);
    // In one change: whoever watches must not see a job that has succeeded and not ended.
    this.#update(entry, { ...end, endedAt: this.clock.now() });
  }

  #update(entry: Entry, change: Partial<Job>): void {
    entry.job = { ...entry.job, ...change } as Job;
    this.#changes.publish(entry.job);
  }
}

/** As a span of its own. */
export const traced =
  (work: Work<Job>, tracer: Tracer): Work<Job> =>
  (job, watch) =>
    tracer.span(`job ${job.kind}`, { 'theta.job': job.id, 'theta.job.kind': job.kind }, () => work(job, watch));

const nobody: Work<Job> = ({ kind }) =>
  Promise.reject(new ThetaError('INTERNAL', `Nobody in this process does jobs of the kind ${kind}.`));

/** How a job that was run ends, without the time. */
export async function ending(work: Work<Job>, job: Job, watch: Watch): Promise<Partial<Job>> {
  try {
    return { ...(await work(job, watch)), status: 'SUCCEEDED' };
  } catch (thrown) {
    const { code, message, hint = null } = toThetaError(thrown);
    return code === 'CANCELLED' ? { status: 'CANCELLED' } : { status: 'FAILED', error: { code, message, hint } };
  }
}
