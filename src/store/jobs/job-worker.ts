import type { Clock } from '../../domain/clock.js';
import { withPoint } from '../../jobs/curves.js';
import { ending } from '../../jobs/in-process-queue.js';
import type { Work } from '../../jobs/job-queue.js';
import type { Job } from '../../jobs/types.js';
import { isUnavailable } from '../errors.js';
import type { StoreLogger } from '../logger.js';
import type { Scheduler } from '../scheduler.js';
import type { JobStore, TakenJob } from './job-store.js';
import { LatestWrite } from './latest-write.js';

export interface JobWorkerOptions {
  readonly store: JobStore;
  readonly work: (kind: Job['kind']) => Work<Job>;
  /** Between two signs of life. */
  readonly beatMs: number;
  readonly clock: Pick<Clock, 'now'>;
  readonly scheduler: Scheduler;
  readonly logger: StoreLogger;
}

/** Progress is written so often at most; trainings report it for every batch. */
const PROGRESS_MS = 300;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

interface Running {
  readonly taken: TakenJob;
  readonly abort: AbortController;
  /** Why it was stopped; null while nobody has asked for that. */
  stopped: 'cancel' | 'close' | 'not ours' | null;
}

/** Takes stored jobs and does them, one at a time: two at once would only share the same cores. */
export class JobWorker {
  #working: Promise<void> | null = null;
  #running: Running | null = null;
  #wanted = false;
  #closed = false;

  constructor(private readonly options: JobWorkerOptions) {}

  /** There may be a job to take. */
  wake(): void {
    if (this.#closed) return;
    this.#wanted = true;
    this.#working ??= this.#takeAll().finally(() => {
      this.#working = null;
      if (this.#wanted) this.wake();
    });
  }

  /** Somebody wants this job to be stopped. */
  cancel(id: string): void {
    if (this.#running?.taken.job.id === id) this.#stop(this.#running, 'cancel');
  }

  /** Stops what runs and gives it back, so that another process does it. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#running) this.#stop(this.#running, 'close');
    await this.#working;
  }

  async #takeAll(): Promise<void> {
    const { store, logger } = this.options;
    try {
      while (this.#wanted && !this.#closed) {
        this.#wanted = false;
        for (let taken = await store.take(); taken; taken = this.#closed ? null : await store.take()) {
          await this.#run(taken);
        }
      }
    } catch (err) {
      // The next look comes by itself.
      logger.warn({ err }, 'could not take a job');
    }
  }

  #stop(running: Running, why: NonNullable<Running['stopped']>): void {
    // A cancellation goes before a hand-over: nobody wants the job any more.
    if (running.stopped === null || why === 'cancel') running.stopped = why;
    running.abort.abort();
  }

  async #run(taken: TakenJob): Promise<void> {
    const { store, work, clock, scheduler, logger } = this.options;
    let { job } = taken;
    // It came while this process was closing.
    if (this.#closed) return this.#insist(() => store.handBack(taken));
    const running: Running = { taken, abort: new AbortController(), stopped: null };
    this.#running = running;
    const progress = new LatestWrite<Job>((state) => store.progress(taken, state), PROGRESS_MS, scheduler, logger);
    const stopBeats = this.#beats(running);
    const end = await ending(work(job.kind), job, {
      signal: running.abort.signal,
      onProgress: (step) => {
        job = { ...job, progress: step, curves: withPoint(job.curves, step) };
        progress.put(job);
      },
    });
    await progress.close();
    stopBeats();
    this.#running = null;
    if (running.stopped === 'not ours') return;
    if (running.stopped === 'close' && end.status === 'CANCELLED') {
      logger.info({ job: job.id }, 'a job is given back, for another process to do');
      return this.#insist(() => store.handBack(taken));
    }
    await this.#insist(() => store.end(taken, { ...job, ...end, endedAt: clock.now() } as Job));
  }

  /** Says that it is alive until the returned function is called. */
  #beats(running: Running): () => void {
    const { store, beatMs, scheduler, logger } = this.options;
    let cancel = () => {};
    let over = false;
    const wait = () => {
      if (!over) cancel = scheduler.after(beatMs, () => void beat().finally(wait));
    };
    const beat = async () => {
      try {
        const answer = await store.beat(running.taken);
        if (answer === 'go on' || over) return;
        if (answer === 'not ours') {
          logger.warn({ job: running.taken.job.id }, 'a job was given to another process, and is stopped here');
        }
        this.#stop(running, answer);
      } catch (err) {
        logger.warn({ err }, 'could not say that a job is being done');
      }
    };
    wait();
    return () => {
      over = true;
      cancel();
    };
  }

  /** The end of hours of work is not lost because the database was away for a moment. At close it is tried once. */
  async #insist(write: () => Promise<void>): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        return await write();
      } catch (err) {
        this.options.logger.error({ err }, 'could not write how a job ended');
        if (this.#closed || !isUnavailable(err)) return;
        await new Promise<void>((resolve) => this.options.scheduler.after(pause, resolve));
      }
    }
  }
}
