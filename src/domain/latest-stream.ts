/** What a reader takes one by one; `return` ends it at once, also while a `next` is waiting. */
export interface Stream<T> extends AsyncIterableIterator<T, undefined> {
  return(): Promise<IteratorReturnResult<undefined>>;
}

type Take<T> = (result: IteratorResult<T, undefined>) => void;
const DONE = { done: true, value: undefined } as const;

/**
 * Takes states as fast as they come and gives them to one reader at its own pace: of each key only the latest state waits,
 * so that a slow reader skips states, never the last one, and holds no more than one state a key. Keys keep the order in
 * which they began to wait.
 *
 * No generator: the `return` of one waits for the `next` that is pending, here for a state that may never come.
 */
export class LatestStream<T> implements Stream<T> {
  readonly #waiting = new Map<string, T>();
  readonly #takers: Take<T>[] = [];
  #ended = false;

  /** `onEnd` is called once, when nothing more is taken. */
  constructor(private readonly onEnd: () => void) {}

  put(key: string, state: T): void {
    if (this.#ended) return;
    const take = this.#takers.shift();
    if (take) take({ done: false, value: state });
    else this.#waiting.set(key, state);
  }

  /** Nothing more comes; what waits is still given. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#takers.splice(0).forEach((take) => take(DONE));
    this.onEnd();
  }

  next(): Promise<IteratorResult<T, undefined>> {
    for (const [key, value] of this.#waiting) {
      this.#waiting.delete(key);
      return Promise.resolve({ done: false, value });
    }
    return this.#ended ? Promise.resolve(DONE) : new Promise((resolve) => this.#takers.push(resolve));
  }

  return(): Promise<IteratorReturnResult<undefined>> {
    this.#waiting.clear();
    this.end();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
