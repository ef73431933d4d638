/** Runs `work` once, later. The default is setImmediate: after everything that arrived in this turn of the event loop. */
export type Schedule = (work: () => void) => void;

export interface BatchQueueOptions<T> {
  /** Most items in one batch. */
  readonly maxItems: number;
  readonly schedule: Schedule;
  /** Whether anybody still waits for the item; asked when a batch is put together. */
  readonly wanted: (item: T) => boolean;
  /** Handles its own errors: a rejection would be a fault of ours. */
  readonly run: (items: readonly T[]) => Promise<void>;
}

/**
 * When a batch starts and what is in it; nothing else. Idle, it starts at the end of the current turn, so that nobody
 * waits for a batch to fill. Busy, newcomers gather until the running batch has ended: the slower the embedder, the
 * fuller the batches.
 */
export class BatchQueue<T> {
  private readonly waiting: T[] = [];
  private scheduled = false;
  private running = false;

  constructor(private readonly options: BatchQueueOptions<T>) {}

  push(item: T): void {
    this.waiting.push(item);
    this.plan();
  }

  private plan(): void {
    if (this.scheduled || this.running || this.waiting.length === 0) return;
    this.scheduled = true;
    this.options.schedule(() => void this.start());
  }

  private async start(): Promise<void> {
    this.scheduled = false;
    const batch = this.take();
    if (batch.length === 0) return;
    this.running = true;
    try {
      await this.options.run(batch);
    } finally {
      this.running = false;
      this.plan();
    }
  }

  /** The oldest wanted items; unwanted ones on the way are dropped. */
  private take(): T[] {
    const batch: T[] = [];
    let seen = 0;
    while (seen < this.waiting.length && batch.length < this.options.maxItems) {
      const item = this.waiting[seen++] as T;
      if (this.options.wanted(item)) batch.push(item);
    }
    this.waiting.splice(0, seen);
    return batch;
  }
}
