import { Changes } from '../../domain/changes.js';
import type { Clock } from '../../domain/clock.js';
import { ThetaError } from '../../domain/errors.js';
import { inTurn } from '../../domain/in-turn.js';
import type { Stream } from '../../domain/paced-stream.js';
import type { Tracer } from '../../domain/tracer.js';
import { traced } from '../../jobs/in-process-queue.js';
import type { JobQueue, OfKind, Work } from '../../jobs/job-queue.js';
import type { Job } from '../../jobs/types.js';
import type { StoreLogger } from '../logger.js';
import type { News } from '../news/types.js';
import type { Scheduler } from '../scheduler.js';
import type { JobStore, StoredJob } from './job-store.js';
import { JobWorker } from './job-worker.js';
import type { LostJob } from './lost-jobs.js';

export interface StoredQueueOptions {
  readonly store: JobStore;
  readonly putBackLost: (silentMs: number) => Promise<readonly LostJob[]>;
  readonly forget: (keptMs: number) => Promise<void>;
  readonly news: Pick<News, 'onJob'>;
  /** Null where nothing is traced. */
  readonly tracer?: Tracer | null | undefined;
  /** Whether this process does jobs, or only asks for them and shows them. */
  readonly takes: boolean;
  readonly lostMs: number;
  readonly keptMs: number;
  readonly clock: Pick<Clock, 'now'>;
  readonly scheduler: Scheduler;
  readonly logger: StoreLogger;
}

/** A job that is being done says so this many times before it counts as lost. */
const BEATS = 4;
const FORGET_EVERY_MS = 3_600_000;

/** Jobs in the database: any process on it may do them, exactly one does, and every one shows them. */
export class StoredJobQueue implements JobQueue {
  readonly #changes = new Changes<Job>({ keyOf: (job) => job.id, isLast: (job) => job.endedAt !== null });
  readonly #work = new Map<Job['kind'], Work<Job>>();
  readonly #worker: JobWorker | null;
  /** How often each job had changed when readers were told of it, or began to read. */
  readonly #told = new Map<string, number>();
  /** Whether `#told` has every listed job. */
  #toldAll = false;
  #ends: (() => void)[] = [];
  #closed = false;

  constructor(private readonly options: StoredQueueOptions) {
    this.#worker = options.takes
      ? new JobWorker({ ...options, beatMs: options.lostMs / BEATS, work: (kind) => this.#work.get(kind) ?? nobody })
      : null;
  }

  handle<K extends Job['kind']>(kind: K, work: Work<OfKind<K>>): void {
    const any = work as unknown as Work<Job>;
    const { tracer } = this.options;
    this.#work.set(kind, tracer ? traced(any, tracer) : any);
  }

  /** Begins to take jobs, to look for lost ones and to hear of changes; what does them has been said by then. */
  start(): void {
    const { news, lostMs, keptMs, putBackLost, forget, logger } = this.options;
    this.#ends.push(
      news.onJob((change) => {
        if (change === null || change.status === 'QUEUED') this.#worker?.wake();
        if (change?.status === 'CANCEL') this.#worker?.cancel(change.id);
        if (this.#hasReaders()) void this.#tell(change?.id ?? null);
      }),
    );
    this.#every(lostMs / 2, async () => {
      for (const { id, status } of await putBackLost(lostMs)) {
        logger.warn({ job: id, status }, 'the process that did a job gives no sign of life');
      }
    });
    this.#every(FORGET_EVERY_MS, () => forget(keptMs));
    this.#worker?.wake();
  }

  async add<J extends Job>(job: J): Promise<J> {
    this.#expectOpen();
    await this.options.store.add(job);
    return job;
  }

  async get(id: string): Promise<Job | null> {
    return (await this.options.store.get(id))?.job ?? null;
  }

  async list(): Promise<readonly Job[]> {
    return (await this.options.store.list()).map(({ job }) => job);
  }

  async cancel(id: string): Promise<Job | null> {
    await this.options.store.cancel(id);
    return this.get(id);
  }

  async watch(id: string): Promise<Stream<Job> | null> {
    const found = await this.options.store.get(id);
    if (!found) return null;
    if (!this.#hasReaders() || !this.#told.has(id)) this.#told.set(id, found.revision);
    const stream = this.#changes.follow(found.job);
    // It may have changed between the two.
    void this.#tell(id);
    return stream;
  }

  watchAll(): Stream<Job> {
    this.#hasReaders();
    const stream = this.#changes.all();
    // So that a change is told from what was there before.
    void this.#tell(null);
    return stream;
  }

  get watchers(): number {
    return this.#changes.readers;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const end of this.#ends.splice(0)) end();
    await this.#worker?.close();
    this.#changes.close();
  }

  readonly #tell = inTurn(async (id: string | null): Promise<void> => {
    try {
      if (id === null) return await this.#tellAll();
      const found = await this.options.store.get(id);
      if (found) this.#publish(id, found);
    } catch (err) {
      this.options.logger.warn({ err }, 'could not read how jobs stand');
    }
  });

  /** Finds what no message told of. Jobs that nobody was told of when the first reader came are nothing new to it. */
  async #tellAll(): Promise<void> {
    const now = await this.options.store.revisions();
    for (const id of this.#told.keys()) if (!now.has(id)) this.#told.delete(id);
    for (const [id, revision] of now) {
      const told = this.#told.get(id);
      if (told === undefined && !this.#toldAll) this.#told.set(id, revision);
      else if (told !== revision) {
        const found = await this.options.store.get(id);
        if (found) this.#publish(id, found);
      }
    }
    this.#toldAll = true;
  }

  #publish(id: string, { job, revision }: StoredJob): void {
    if ((this.#told.get(id) ?? -1) >= revision) return;
    this.#told.set(id, revision);
    this.#changes.publish(job);
  }

  /** Forgets what was told when nobody reads any more. */
  #hasReaders(): boolean {
    if (this.#changes.readers > 0) return true;
    this.#told.clear();
    this.#toldAll = false;
    return false;
  }

  #every(ms: number, work: () => Promise<void>): void {
    let cancel = () => {};
    const wait = () => {
      if (!this.#closed) cancel = this.options.scheduler.after(ms, () => void once().finally(wait));
    };
    const once = () =>
      work().catch((err: unknown) => this.options.logger.warn({ err }, 'could not look after the queue of jobs'));
    wait();
    this.#ends.push(() => cancel());
  }

  #expectOpen(): void {
    if (!this.#closed) return;
    throw new ThetaError('SHUTTING_DOWN', 'This server is about to stop and takes no jobs.', {
      hint: 'Ask again: another server takes it.',
    });
  }
}

const nobody: Work<Job> = ({ kind }) =>
  Promise.reject(new ThetaError('INTERNAL', `Nobody in this process does jobs of the kind ${kind}.`));
