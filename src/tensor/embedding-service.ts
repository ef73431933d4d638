import { ThetaError, throwIfAborted, toThetaError } from '../domain/errors.js';
import type { Matrix } from '../domain/matrix.js';
import { matrix, row } from '../domain/matrix.js';
import type { Embedder } from './embedder.js';
import type { Schedule } from './embedding-service/batch-queue.js';
import { BatchQueue } from './embedding-service/batch-queue.js';
import type { Job } from './embedding-service/call.js';
import { Call, canBeGivenUp, isWanted } from './embedding-service/call.js';
import { cacheKey, VectorCache } from './embedding-service/vector-cache.js';

export interface EmbeddingServiceOptions {
  /** Memory for recent vectors; 0 keeps none. */
  readonly cacheBytes: number;
  /** Most texts handed to the embedder at once. */
  readonly maxBatchTexts?: number;
  /** When a batch starts after the first text has come; the end of the current turn of the event loop by default. */
  readonly schedule?: Schedule;
}

/** Counts since the start. texts = cacheHits + shared + embedded + those that failed, were cancelled or still wait. */
export interface EmbeddingCounters {
  /** Texts asked for. */
  readonly texts: number;
  /** Texts embedded. */
  readonly embedded: number;
  /** Texts answered from the cache. */
  readonly cacheHits: number;
  /** Texts that joined an equal one in flight. */
  readonly shared: number;
  /** Calls of the embedder. */
  readonly batches: number;
  readonly cacheBytes: number;
}

/** The one embedding layer in front of every router of a set. */
export interface EmbeddingService {
  /**
   * [texts, dims], the caller's own copy. Texts have passed checkQueryText. Rejects with the embedder's fault
   * as a ThetaError, or CANCELLED on the signal; a text that all its callers have given up is not embedded.
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Matrix>;
  counters(): EmbeddingCounters;
  /** Ends waiting calls with CANCELLED; does not dispose the embedder. Later calls throw. */
  dispose(): void;
}

/** A few milliseconds of a local embedder, so that a large call lets others pass between its batches. */
const MAX_BATCH_TEXTS = 64;

/** Batches, shares and remembers what `embedder` computes. */
export function createEmbeddingService(embedder: Embedder, options: EmbeddingServiceOptions): EmbeddingService {
  return new BatchingEmbeddingService(embedder, options);
}

class BatchingEmbeddingService implements EmbeddingService {
  private readonly cache: VectorCache;
  private readonly inFlight = new Map<string, Job>();
  private readonly queue: BatchQueue<Job>;
  private running: { readonly jobs: readonly Job[]; readonly stop: AbortController | null } | null = null;
  private disposed = false;
  private readonly count = { texts: 0, embedded: 0, cacheHits: 0, shared: 0, batches: 0 };

  constructor(
    private readonly embedder: Embedder,
    options: EmbeddingServiceOptions,
  ) {
    this.cache = new VectorCache(options.cacheBytes);
    this.queue = new BatchQueue({
      maxItems: options.maxBatchTexts ?? MAX_BATCH_TEXTS,
      schedule: options.schedule ?? ((work) => void setImmediate(work)),
      wanted: (job) => {
        if (!isWanted(job)) this.forget(job);
        return isWanted(job);
      },
      run: (jobs) => this.run(jobs),
    });
  }

  async embed(texts: readonly string[], signal?: AbortSignal): Promise<Matrix> {
    if (this.disposed) throw new Error('the embedding service is disposed');
    throwIfAborted(signal);
    const vectors = matrix(texts.length, this.embedder.dims);
    const missing: { key: string; row: number }[] = [];
    for (const [r, text] of texts.entries()) {
      const key = cacheKey(text);
      const kept = this.cache.get(key);
      if (kept) vectors.data.set(kept, r * vectors.cols);
      else missing.push({ key, row: r });
    }
    this.count.texts += texts.length;
    this.count.cacheHits += texts.length - missing.length;
    if (missing.length === 0) return vectors;
    const call = new Call(vectors, missing.length, signal, () => this.stopIfUnwanted());
    for (const m of missing) this.join(m.key, texts[m.row] as string, call, m.row);
    return call.promise;
  }

  counters(): EmbeddingCounters {
    return { ...this.count, cacheBytes: this.cache.bytes };
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    const gone = new ThetaError('CANCELLED', 'The embedder is being unloaded.');
    for (const job of [...this.inFlight.values()]) for (const { call } of job.receivers) call.fail(gone);
    this.cache.clear();
  }

  private join(key: string, text: string, call: Call, at: number): void {
    const known = this.inFlight.get(key);
    if (known) {
      known.receivers.push({ call, row: at });
      this.count.shared++;
      return;
    }
    const job: Job = { key, text, receivers: [{ call, row: at }] };
    this.inFlight.set(key, job);
    this.queue.push(job);
  }

  private async run(jobs: readonly Job[]): Promise<void> {
    // Node makes a controller in microseconds, which most batches need not pay: few callers bring a signal.
    const stop = jobs.every(canBeGivenUp) ? new AbortController() : null;
    this.running = { jobs, stop };
    this.count.batches++;
    try {
      const texts = jobs.map((job) => job.text);
      const vectors = checked(await this.embedder.embed(texts, stop?.signal), jobs.length, this.embedder);
      this.running = null;
      this.count.embedded += jobs.length;
      // A row of a larger matrix is copied, or the cache would keep the whole batch alive for it.
      const own = jobs.length === 1 ? row : (m: Matrix, r: number) => row(m, r).slice();
      jobs.forEach((job, i) => this.deliver(job, own(vectors, i)));
    } catch (thrown) {
      this.running = null;
      const error = toThetaError(thrown);
      for (const job of jobs) {
        this.forget(job);
        for (const { call } of job.receivers) call.fail(error);
      }
    }
  }

  private deliver(job: Job, vector: Float32Array): void {
    if (!this.disposed) this.cache.set(job.key, vector);
    this.forget(job);
    for (const { call, row: at } of job.receivers) call.receive(at, vector);
  }

  /** Stops the running batch when its last caller has gone; its texts may be asked for anew at once. */
  private stopIfUnwanted(): void {
    if (!this.running || this.running.jobs.some((job) => this.inFlight.get(job.key) === job && isWanted(job))) return;
    for (const job of this.running.jobs) this.forget(job);
    this.running.stop?.abort();
  }

  private forget(job: Job): boolean {
    return this.inFlight.get(job.key) === job && this.inFlight.delete(job.key);
  }
}

/** The embedder's answer, or a fault that names what was expected. */
function checked(vectors: Matrix, rows: number, embedder: Embedder): Matrix {
  if (vectors.rows !== rows || vectors.cols !== embedder.dims || !allFinite(vectors.data)) {
    throw new ThetaError(
      'INTERNAL',
      `Embedder ${embedder.id} was asked for ${rows} finite vectors of ${embedder.dims}, gave ${vectors.rows} of ${vectors.cols}.`,
    );
  }
  return vectors;
}

/** A sum is finite when every term is, up to an overflow that unit vectors are far from; every() costs ten times more. */
function allFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return Number.isFinite(sum);
}
