import { Lane } from './lane.js';
import type { BatchRules } from './policy.js';
import type { Timing } from './timing.js';

/** Longest wait for more texts, as a share of the batch that ran before: what waiting in vain may cost at most. */
const WAIT_SHARE = 1 / 4;
/** A shorter wait is none: timers of Node are no finer. */
const SHORTEST_WAIT_MS = 1;
/** Interactive batches in a row after which background texts have their turn. */
const BACKGROUND_PATIENCE = 16;

export interface BatchQueueOptions<T> {
  readonly rules: BatchRules;
  /** Most batches that run at the same time. */
  readonly parallel: number;
  /** Longest that a batch waits for more texts while batches follow one another. */
  readonly waitMs: number;
  readonly timing: Timing;
  /** Whether anybody still waits for the item in this lane; asked when a batch is put together. */
  readonly wanted: (item: T, background: boolean) => boolean;
  /** Resolves, never rejects, when the batch has ended, with what hands its results out. */
  readonly run: (items: readonly T[]) => Promise<() => void>;
}

/**
 * When a batch starts; policy.ts says what is in it. Idle, it starts at the end of the current turn: nobody waits for a batch
 * to fill. Busy, newcomers gather until a running batch has ended: the slower the embedder, the fuller the batches. If
 * fewer have gathered than made the batches before, those that were just answered may be about to ask again (else one
 * caller and all the others would run in turns for ever), so it waits a little.
 */
export class BatchQueue<T extends { readonly tokens: number }> {
  private readonly interactive: Lane<T>;
  private readonly background: Lane<T>;
  private runningBatches = 0;
  private planned = false;
  private endWait: (() => void) | null = null;
  private passedOver = 0;
  /** Texts of the interactive batch that ended last, and of the one before it. */
  private lastTexts = 0;
  private earlierTexts = 0;
  private lastMs = 0;

  constructor(private readonly options: BatchQueueOptions<T>) {
    const { rules, wanted } = options;
    this.interactive = new Lane(rules, (item) => wanted(item, false));
    this.background = new Lane(rules, (item) => wanted(item, true));
  }

  /** Background items run when no other waits, and once in a while. */
  push(item: T, background = false): void {
    (background ? this.background : this.interactive).push(item);
    if (this.endWait !== null ? this.isReady() : this.runningBatches < this.options.parallel) this.plan(this.start);
  }

  /** Items that wait; those that nobody wants any more count until they are met. */
  get waiting(): { readonly interactive: number; readonly background: number } {
    return { interactive: this.interactive.length, background: this.background.length };
  }

  /** Batches that run. */
  get running(): number {
    return this.runningBatches;
  }

  /** Drops what nobody wants any more. */
  sweep(): void {
    this.interactive.sweep();
    this.background.sweep();
  }

  private plan(work: () => void): void {
    if (this.planned) return;
    this.planned = true;
    this.options.timing.soon(() => {
      this.planned = false;
      work();
    });
  }

  private readonly start = (): void => {
    this.endWait?.();
    this.endWait = null;
    const { interactive, background } = this;
    while (this.runningBatches < this.options.parallel) {
      const overdue = this.passedOver >= BACKGROUND_PATIENCE;
      const lanes = overdue ? [background, interactive] : [interactive, background];
      if (!lanes.some((lane) => this.startFrom(lane))) return;
    }
  };

  /** Whether there was a batch to start. */
  private startFrom(lane: Lane<T>): boolean {
    const { parallel } = this.options;
    // Of several calls at a time one stays free of background texts.
    if (lane === this.background && this.runningBatches >= Math.max(1, parallel - 1)) return false;
    const batch = lane.take();
    if (batch.length === 0) return false;
    this.passedOver = lane === this.interactive && this.background.length > 0 ? this.passedOver + 1 : 0;
    void this.run(batch, lane === this.interactive);
    return true;
  }

  private async run(batch: readonly T[], interactive: boolean): Promise<void> {
    const { timing, run } = this.options;
    const begun = timing.now();
    this.runningBatches++;
    const handOut = await run(batch);
    this.runningBatches--;
    this.lastMs = timing.now() - begun;
    if (interactive) {
      this.earlierTexts = this.lastTexts;
      this.lastTexts = batch.length;
    }
    // Before results are out: who asks again on getting them finds the embedder at work and not idle, and the work of asking
    // (a tokenizer's, mostly) is done meanwhile.
    if (this.interactive.length + this.background.length > 0) this.gather();
    handOut();
  }

  /** Starts the next batch of a busy time, or lets it wait for more. */
  private readonly gather = (): void => {
    const patience = Math.min(this.options.waitMs, this.lastMs * WAIT_SHARE);
    if (this.isReady() || patience < SHORTEST_WAIT_MS) this.start();
    else this.endWait ??= this.options.timing.after(patience, this.start);
  };

  /** Whether a wait would bring little: nothing interactive waits, or a full batch, or one as large as the recent ones. */
  private isReady(): boolean {
    const { rules } = this.options;
    const { length, tokens } = this.interactive;
    const usual = Math.min(rules.texts, Math.max(this.lastTexts, this.earlierTexts));
    return length === 0 || length >= usual || tokens >= rules.tokens;
  }
}
