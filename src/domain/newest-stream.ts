import type { Stream } from './latest-stream.js';

/** What came since the reader last took something: the newest items, oldest first, and how many older ones were left out. */
export interface Newest<T> {
  readonly items: readonly T[];
  readonly leftOut: number;
}

type Take<T> = (result: IteratorResult<Newest<T>, undefined>) => void;
const DONE = { done: true, value: undefined } as const;

/**
 * Takes items as fast as they come and gives them to one reader at its own pace, all that wait at once. At most `limit` wait: a
 * slow reader loses the oldest and is told how many. No generator, for the reason that LatestStream gives.
 */
export class NewestStream<T> implements Stream<Newest<T>> {
  #waiting: T[] = [];
  #leftOut = 0;
  readonly #takers: Take<T>[] = [];
  #ended = false;

  /** `onEnd` is called once, when nothing more is taken. */
  constructor(
    private readonly limit: number,
    private readonly onEnd: () => void,
  ) {}

  put(items: readonly T[]): void {
    if (this.#ended || items.length === 0) return;
    this.#waiting.push(...items.slice(-this.limit));
    this.#leftOut += Math.max(0, items.length - this.limit);
    const over = this.#waiting.length - this.limit;
    if (over > 0) {
      this.#waiting.splice(0, over);
      this.#leftOut += over;
    }
    this.#takers.shift()?.({ done: false, value: this.#take() });
  }

  /** Nothing more comes; what waits is still given. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#takers.splice(0).forEach((take) => take(DONE));
    this.onEnd();
  }

  next(): Promise<IteratorResult<Newest<T>, undefined>> {
    if (this.#waiting.length > 0) return Promise.resolve({ done: false, value: this.#take() });
    return this.#ended ? Promise.resolve(DONE) : new Promise((resolve) => this.#takers.push(resolve));
  }

  return(): Promise<IteratorReturnResult<undefined>> {
    this.#waiting = [];
    this.end();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #take(): Newest<T> {
    const newest = { items: this.#waiting, leftOut: this.#leftOut };
    this.#waiting = [];
    this.#leftOut = 0;
    return newest;
  }
}
