import type { DecisionLog, DecisionRecord } from '../routing/ports.js';
import { isUnavailable } from './errors.js';
import type { Scheduler } from './scheduler.js';

/** `R`: what is logged. */
export interface BatchedLogOptions<R> {
  /** Most records of one insert; so many waiting records are written at once. */
  readonly batch: number;
  /** Longest that a record waits before it is written, while the database answers. */
  readonly delayMs: number;
  /** Most records that may wait; what comes then is dropped. */
  readonly limit: number;
  /** Told of every dropped record: none was written, and none will be. */
  readonly onDrop: (count: number, cause: unknown) => void;
  /** Told of records that were written; must return at once and not throw. */
  readonly onWritten?: ((records: readonly R[]) => void) | undefined;
}
export type DecisionLogOptions = BatchedLogOptions<DecisionRecord>;

interface Waiter {
  /** Number of records, since the start, that must be settled. */
  readonly until: number;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;

/** Writes records in batches behind the back of the requests that made them. */
export class BatchedLog<R extends object> {
  #waiting: R[] = [];
  #waiters: Waiter[] = [];
  /** Records accepted, and records written or given up, since the start. */
  #accepted = 0;
  #settled = 0;
  #pauseMs = FIRST_PAUSE_MS;
  #cancelTimer: (() => void) | null = null;
  #writing = false;
  #closed = false;
  #written = 0;
  readonly #lost = new WeakSet<R>();
  #dropped = 0;

  constructor(
    /** Writes all or nothing; may be given a record again after an error. */
    private readonly write: (records: readonly R[]) => Promise<void>,
    private readonly scheduler: Scheduler,
    private readonly options: BatchedLogOptions<R>,
  ) {}

  append(record: R): void {
    if (this.#closed || this.#accepted - this.#settled >= this.options.limit) {
      this.#drop([record], this.#closed ? 'the log is closed' : 'too many records wait to be written');
      return;
    }
    this.#waiting.push(record);
    this.#accepted++;
    if (this.#writing) return;
    if (this.#cancelTimer === null) this.#wakeAfter(this.options.delayMs);
    // A pause after an error is kept, however much waits.
    if (this.#waiting.length === this.options.batch && this.#pauseMs === FIRST_PAUSE_MS) void this.#drain();
  }

  /** Since the start; what waits is neither written nor dropped. */
  counters(): { readonly waiting: number; readonly written: number; readonly dropped: number } {
    return { waiting: this.#waiting.length, written: this.#written, dropped: this.#dropped };
  }

  /** Rejects when the database does not answer; the records stay and are tried again. */
  flush(): Promise<void> {
    if (this.#accepted === this.#settled) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiters.push({ until: this.#accepted, resolve, reject });
      if (!this.#writing) void this.#drain();
    });
  }

  /** Writes what waits; what cannot be written then is dropped, and the error is thrown. */
  async close(): Promise<void> {
    this.#closed = true;
    try {
      await this.flush();
    } catch (error) {
      const lost = this.#waiting;
      this.#waiting = [];
      this.#drop(lost, error);
      throw error;
    } finally {
      this.#cancelTimer?.();
    }
  }

  #wakeAfter(ms: number): void {
    this.#cancelTimer = this.scheduler.after(ms, () => void this.#drain());
  }

  /** Writes batch after batch until nothing waits or the database does not answer. */
  async #drain(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#writing = true;
    try {
      while (this.#waiting.length > 0) {
        const batch = this.#waiting.slice(0, this.options.batch);
        await this.#writeBatch(batch);
        this.#waiting.splice(0, batch.length);
        this.#settle(batch.length);
      }
      this.#pauseMs = FIRST_PAUSE_MS;
    } catch (error) {
      this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS);
      this.#wakeAfter(this.#pauseMs);
      for (const waiter of this.#waiters.splice(0)) waiter.reject(error);
    } finally {
      this.#writing = false;
    }
  }

  /** A record that the database refuses is given up alone: it must not hold up the others for ever. */
  async #writeBatch(batch: readonly R[]): Promise<void> {
    try {
      await this.write(batch);
      this.#written += batch.length;
      this.options.onWritten?.(batch);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      if (batch.length === 1) {
        this.#drop(batch, error);
        return;
      }
      for (const record of batch) await this.#writeBatch([record]);
    }
  }

  /** Whether a record was dropped. */
  hasLost(record: R): boolean {
    return this.#lost.has(record);
  }

  #drop(records: readonly R[], cause: unknown): void {
    for (const record of records) this.#lost.add(record);
    this.#dropped += records.length;
    this.options.onDrop(records.length, cause);
  }

  #settle(count: number): void {
    this.#settled += count;
    const done = this.#waiters.filter((waiter) => waiter.until <= this.#settled);
    this.#waiters = this.#waiters.filter((waiter) => waiter.until > this.#settled);
    for (const waiter of done) waiter.resolve();
  }
}

export class BatchedDecisionLog extends BatchedLog<DecisionRecord> implements DecisionLog {}
