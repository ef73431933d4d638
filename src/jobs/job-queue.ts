import { Changes } from '../domain/changes.js';
import type { Clock } from '../domain/clock.js';
import { toThetaError } from '../domain/errors.js';
import type { Stream } from '../domain/paced-stream.js';
import type { Progress } from '../domain/run.js';
import type { Tracer } from '../domain/tracer.js';
import { noTracer } from '../domain/tracer.js';
import type { Curve } from './curves.js';
import { withPoint } from './curves.js';
import type { Job, JobStatus } from './types.js';
import type { Watch } from './worker-messages.js';

const NO_CURVES: readonly Curve[] = [];
const ENDED: readonly JobStatus[] = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

/** What a job made, to be written into it when it succeeds. */
type Outcome<J extends Job> = (job: J, watch: Watch) => Promise<Partial<J>>;

interface Entry {
  job: Job;
  readonly abort: AbortController;
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

/** Runs jobs one after the other: two at once would only share the same cores. Jobs live as long as the queue. */
export class JobQueue {
  readonly #entries = new Map<string, Entry>();
  readonly #changes = new Changes<Job>({ keyOf: (job) => job.id, isLast: (job) => job.endedAt !== null });
  #last: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(
    private readonly clock: Clock,
    private readonly tracer: Tracer = noTracer,
  ) {}

  add<J extends Job>(job: J, work: Outcome<J>): J {
    const late = { status: 'CANCELLED', endedAt: this.clock.now() } as const;
    const entry: Entry = { job: this.#closed ? { ...job, ...late } : job, abort: new AbortController() };
    this.#entries.set(job.id, entry);
    this.#changes.publish(entry.job);
    this.#last = this.#last.then(() => this.#run(entry, work as unknown as Outcome<Job>));
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
    if (!ENDED.includes(entry.job.status)) {
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

  async #run(entry: Entry, work: Outcome<Job>): Promise<void> {
    if (entry.job.status !== 'QUEUED') return;
    this.#update(entry, { status: 'RUNNING', startedAt: this.clock.now() });
    const watch = {
      signal: entry.abort.signal,
      onProgress: (progress: Progress) =>
        this.#update(entry, { progress, curves: withPoint(entry.job.curves, progress) }),
    };
    const end = await this.#ending(work, entry.job, watch);
    // In one change: whoever watches must not see a job that has succeeded and not ended.
    this.#update(entry, { ...end, endedAt: this.clock.now() });
  }

  async #ending(work: Outcome<Job>, job: Job, watch: Watch): Promise<Partial<Job>> {
    try {
      const attributes = { 'theta.job': job.id, 'theta.job.kind': job.kind };
      const made = await this.tracer.span(`job ${job.kind}`, attributes, () => work(job, watch));
      return { ...made, status: 'SUCCEEDED' };
    } catch (thrown) {
      const { code, message, hint = null } = toThetaError(thrown);
      return code === 'CANCELLED' ? { status: 'CANCELLED' } : { status: 'FAILED', error: { code, message, hint } };
    }
  }

  #update(entry: Entry, change: Partial<Job>): void {
    entry.job = { ...entry.job, ...change } as Job;
    this.#changes.publish(entry.job);
  }
}
