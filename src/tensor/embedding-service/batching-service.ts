import { ThetaError, throwIfAborted, toThetaError } from '../../domain/errors.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { Embedder } from '../embedder.js';
import type {
  EmbeddingCounters,
  EmbeddingService,
  EmbeddingServiceOptions,
  EmbedOptions,
} from '../embedding-service.js';
import { BatchQueue } from './batch-queue.js';
import type { Job } from './call.js';
import { Call, canBeGivenUp, isWanted } from './call.js';
import { noCounts } from './counts.js';
import type { EmbedJobs } from './embed-jobs.js';
import { embedWith } from './embed-jobs.js';
import { throughStore } from './shared-vectors.js';
import type { Timing } from './timing.js';
import { systemTiming } from './timing.js';
import { cacheKey, VectorCache } from './vector-cache.js';

/** Texts prepared between two turns of the event loop: a tokenizer takes some milliseconds for them. */
const SLICE_TEXTS = 64;

/** A text that is not in the cache, and the row of its call that it fills. */
interface Missing {
  readonly key: string;
  readonly text: string;
  readonly row: number;
}

/** Ties together what is apart: cache, jobs in flight, queue, store. Which texts and when is the queue's. */
export class BatchingService implements EmbeddingService {
  private readonly cache: VectorCache;
  private readonly inFlight = new Map<string, Job>();
  private readonly queue: BatchQueue<Job>;
  private readonly running = new Set<{ readonly jobs: readonly Job[]; readonly stop: AbortController | null }>();
  private readonly count = noCounts();
  private readonly embedJobs: EmbedJobs;
  private readonly timing: Timing;
  private readonly queueTexts: number;
  /** Texts of interactive calls that have been let in and are yet to be prepared. */
  private entering = 0;
  /** Whether a caller has gone since the queue was swept. */
  private someGone = false;
  private disposed = false;

  constructor(
    private readonly embedder: Embedder,
    options: EmbeddingServiceOptions,
  ) {
    const { batch, pads } = embedder;
    const { store = null, log = () => {}, waitMs = 0, timing = systemTiming } = options;
    const rules = { texts: options.batchTexts ?? batch.texts, tokens: options.batchTokens ?? batch.tokens, pads };
    this.cache = new VectorCache(options.cacheBytes);
    this.timing = timing;
    this.queueTexts = options.queueTexts ?? Number.POSITIVE_INFINITY;
    const direct = embedWith(embedder, this.count);
    this.embedJobs = store ? throughStore(direct, { store, embedder, timing, count: this.count, log }) : direct;
    this.queue = new BatchQueue({
      rules,
      parallel: batch.parallel,
      waitMs,
      timing,
      wanted: (job, background) => this.waitsIn(job, background),
      run: (jobs) => this.run(jobs),
    });
  }

  async embed(texts: readonly string[], options: EmbedOptions = {}): Promise<Matrix> {
    if (this.disposed) throw new Error('the embedding service is disposed');
    const vectors = matrix(texts.length, this.embedder.dims);
    const missing: Missing[] = [];
    for (const [r, text] of texts.entries()) {
      const key = cacheKey(text);
      const kept = this.cache.get(key);
      if (kept) vectors.data.set(kept, r * vectors.cols);
      else missing.push({ key, text, row: r });
    }
    this.count.texts += texts.length;
    this.count.cacheHits += texts.length - missing.length;
    if (missing.length === 0) return vectors;
    // Read here and not before: a request makes its signal when it is asked for, and most of them find their vector kept.
    const { signal, background = false } = options;
    throwIfAborted(signal);
    if (!background) this.refuseTooMany(missing);
    const call = new Call(vectors, missing.length, signal, () => this.dropUnwanted());
    if (missing.length <= SLICE_TEXTS) for (const m of missing) this.join(m, call, background);
    else void this.joinInSlices(missing, call, background);
    return call.promise;
  }

  counters(): EmbeddingCounters {
    const { interactive, background } = this.queue.waiting;
    return {
      ...this.count,
      waiting: interactive + background + this.entering,
      running: this.queue.running,
      cacheBytes: this.cache.bytes,
    };
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    for (const job of [...this.inFlight.values()]) for (const { call } of job.receivers) call.fail(unloaded());
    this.dropUnwanted();
    this.queue.sweep();
    this.cache.clear();
  }

  /** Throws OVERLOADED when the call would make too many wait. One that finds nothing waiting is let in, however large. */
  private refuseTooMany(missing: readonly Missing[]): void {
    const waiting = (): number => this.queue.waiting.interactive + this.entering;
    const fits = (texts: number): boolean => texts === 0 || waiting() === 0 || waiting() + texts <= this.queueTexts;
    if (fits(missing.length)) return;
    if (this.someGone) this.queue.sweep();
    this.someGone = false;
    const fresh = new Set(missing.map(({ key }) => key).filter((key) => this.inFlight.get(key)?.background !== false));
    if (fits(fresh.size)) return;
    this.count.refused += missing.length;
    throw new ThetaError(
      'OVERLOADED',
      `${waiting()} texts wait for the embedder; with ${fresh.size} more they would be over the limit of ${this.queueTexts}.`,
      { hint: 'Try again shortly. THETA_EMBEDDING_QUEUE_TEXTS says how many may wait.' },
    );
  }

  /** A tokenizer at work on thousands of texts must not hold up everybody else. */
  private async joinInSlices(missing: readonly Missing[], call: Call, background: boolean): Promise<void> {
    const counted = background ? 0 : 1;
    let joined = 0;
    this.entering += counted * missing.length;
    while (joined < missing.length && call.open) {
      if (this.disposed) return call.fail(unloaded());
      const slice = missing.slice(joined, joined + SLICE_TEXTS);
      for (const m of slice) this.join(m, call, background);
      joined += slice.length;
      this.entering -= counted * slice.length;
      await new Promise<void>((resolve) => this.timing.soon(resolve));
    }
    this.entering -= counted * (missing.length - joined);
  }

  private join({ key, text, row }: Missing, call: Call, background: boolean): void {
    const known = this.inFlight.get(key);
    if (known) {
      known.receivers.push({ call, row });
      this.count.shared++;
      if (known.background && !background) this.promote(known);
      return;
    }
    const prepared = this.embedder.prepare(text);
    const { tokens } = prepared;
    const job: Job = { key, text, prepared, tokens, background, started: false, receivers: [{ call, row }] };
    this.inFlight.set(key, job);
    this.queue.push(job, background);
  }

  /** An interactive caller wants what waits in the background; its place there is dropped when it is met. */
  private promote(job: Job): void {
    job.background = false;
    if (!job.started) this.queue.push(job);
  }

  private waitsIn(job: Job, background: boolean): boolean {
    if (job.started || job.background !== background) return false;
    if (isWanted(job)) return true;
    this.forget(job);
    return false;
  }

  private async run(jobs: readonly Job[]): Promise<() => void> {
    for (const job of jobs) job.started = true;
    // Node makes a controller in microseconds, which most batches need not pay: few callers bring a signal.
    const batch = { jobs, stop: jobs.every(canBeGivenUp) ? new AbortController() : null };
    this.running.add(batch);
    try {
      const vectors = await this.embedJobs(jobs, batch.stop?.signal);
      return () => jobs.forEach((job, i) => this.deliver(job, vectors[i] as Float32Array));
    } catch (thrown) {
      const error = toThetaError(thrown);
      return () => jobs.forEach((job) => this.fail(job, error));
    } finally {
      this.running.delete(batch);
    }
  }

  private deliver(job: Job, vector: Float32Array): void {
    if (!this.disposed) this.cache.set(job.key, vector);
    this.forget(job);
    for (const { call, row } of job.receivers) call.receive(row, vector);
  }

  private fail(job: Job, error: ThetaError): void {
    this.forget(job);
    for (const { call } of job.receivers) call.fail(error);
  }

  /** Stops running batches whose last caller has gone; their texts may be asked for anew at once. */
  private dropUnwanted(): void {
    this.someGone = true;
    for (const { jobs, stop } of this.running) {
      if (jobs.some((job) => this.inFlight.get(job.key) === job && isWanted(job))) continue;
      for (const job of jobs) this.forget(job);
      stop?.abort();
    }
  }

  private forget(job: Job): void {
    if (this.inFlight.get(job.key) === job) this.inFlight.delete(job.key);
  }
}

const unloaded = (): ThetaError => new ThetaError('CANCELLED', 'The embedder is being unloaded.');
