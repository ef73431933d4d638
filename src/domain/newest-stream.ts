import { PacedStream } from './paced-stream.js';

/** What came since the reader last took something: the newest items, oldest first, and how many older ones were left out. */
export interface Newest<T> {
  readonly items: readonly T[];
  readonly leftOut: number;
}

/** Gives all that wait at once. At most `limit` wait: a slow reader loses the oldest and is told how many. */
export class NewestStream<T> extends PacedStream<Newest<T>> {
  #waiting: T[] = [];
  #leftOut = 0;

  constructor(
    private readonly limit: number,
    onEnd: () => void,
  ) {
    super(onEnd);
  }

  put(items: readonly T[]): void {
    if (this.ended || items.length === 0) return;
    this.#waiting.push(...items.slice(-this.limit));
    this.#leftOut += Math.max(0, items.length - this.limit);
    const over = this.#waiting.length - this.limit;
    if (over > 0) {
      this.#waiting.splice(0, over);
      this.#leftOut += over;
    }
    this.offer();
  }

  protected take(): readonly [Newest<T>] | readonly [] {
    if (this.#waiting.length === 0) return [];
    const newest = { items: this.#waiting, leftOut: this.#leftOut };
    this.forget();
    this.#leftOut = 0;
    return [newest];
  }

  protected forget(): void {
    this.#waiting = [];
  }
}
