import type { BatchRules } from './policy.js';
import { chooseBatch } from './policy.js';

/**
 * Texts looked at for one batch, as a multiple of what it holds: enough to find others of a length, few enough that ten
 * thousand waiting texts cost a batch no more than some hundred do.
 */
const LOOK_AHEAD = 8;

/** Items of one priority that wait, in the order they came. */
export class Lane<T extends { readonly tokens: number }> {
  private items: T[] = [];
  private sum = 0;

  constructor(
    private readonly rules: BatchRules,
    /** Whether anybody still waits for the item here; a no is final. */
    private readonly wanted: (item: T) => boolean,
  ) {}

  /** Counts unwanted items that nobody has met. */
  get length(): number {
    return this.items.length;
  }

  get tokens(): number {
    return this.sum;
  }

  push(item: T): void {
    this.items.push(item);
    this.sum += item.tokens;
  }

  /** Removes and returns the next batch; unwanted items on the way are dropped. */
  take(): readonly T[] {
    const { pads, texts } = this.rules;
    const reach = pads ? texts * LOOK_AHEAD : texts;
    const window: T[] = [];
    let seen = 0;
    while (seen < this.items.length && window.length < reach) {
      const item = this.items[seen++] as T;
      if (this.wanted(item)) window.push(item);
      else this.sum -= item.tokens;
    }
    const sizes = window.map(({ tokens }) => tokens);
    const taken = new Set(window.length > 0 ? chooseBatch(sizes, this.rules) : []);
    const stays = window.filter((_, i) => !taken.has(i));
    this.items.splice(0, seen, ...stays);
    for (const i of taken) this.sum -= sizes[i] as number;
    return [...taken].map((i) => window[i] as T);
  }

  /** Drops what nobody wants any more. O(items). */
  sweep(): void {
    this.items = this.items.filter((item) => this.wanted(item));
    this.sum = this.items.reduce((sum, { tokens }) => sum + tokens, 0);
  }
}
