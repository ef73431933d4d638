import type { StoreLogger } from '../logger.js';
import type { Scheduler } from '../scheduler.js';

/** Writes the latest of what comes, one at a time and so often at most. What cannot be written is passed over: newer will come. */
export class LatestWrite<T> {
  #waiting: T | null = null;
  #writing: Promise<void> | null = null;
  #cancelPause: (() => void) | null = null;
  #closed = false;

  constructor(
    private readonly write: (state: T) => Promise<void>,
    private readonly everyMs: number,
    private readonly scheduler: Scheduler,
    private readonly logger: StoreLogger,
  ) {}

  put(state: T): void {
    if (this.#closed) return;
    this.#waiting = state;
    if (!this.#writing && !this.#cancelPause) this.#next();
  }

  /** Resolves when nothing is being written; what waits is dropped, since the end that follows says it too. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelPause?.();
    await this.#writing;
  }

  #next(): void {
    const state = this.#waiting;
    if (state === null || this.#closed) return;
    this.#waiting = null;
    this.#writing = this.write(state)
      .catch((err: unknown) => this.logger.warn({ err }, 'could not write the progress of a job'))
      .finally(() => {
        this.#writing = null;
        this.#cancelPause = this.scheduler.after(this.everyMs, () => {
          this.#cancelPause = null;
          this.#next();
        });
      });
  }
}
