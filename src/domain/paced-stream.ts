/** What a reader takes one by one; `return` ends it at once, also while a `next` is waiting. */
export interface Stream<T> extends AsyncIterableIterator<T, undefined> {
  return(): Promise<IteratorReturnResult<undefined>>;
}

const DONE = { done: true, value: undefined } as const;

/**
 * Takes what comes as fast as it comes and gives it to one reader at its own pace; what waits for the reader is for the
 * subclass to hold.
 *
 * No generator: the `return` of one waits for the `next` that is pending, here for something that may never come.
 */
export abstract class PacedStream<T> implements Stream<T> {
  readonly #takers: ((result: IteratorResult<T, undefined>) => void)[] = [];
  #ended = false;

  /** `onEnd` is called once, when nothing more is taken. */
  constructor(private readonly onEnd: () => void) {}

  protected get ended(): boolean {
    return this.#ended;
  }

  /** The next of what waits, as an only element; empty where nothing waits. */
  protected abstract take(): readonly [T] | readonly [];
  /** Forgets what waits. */
  protected abstract forget(): void;

  /** Gives what waits to a reader that waits. */
  protected offer(): void {
    if (this.#takers.length === 0) return;
    for (const value of this.take()) this.#takers.shift()?.({ done: false, value });
  }

  /** Nothing more comes; what waits is still given. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#takers.splice(0).forEach((take) => take(DONE));
    this.onEnd();
  }

  next(): Promise<IteratorResult<T, undefined>> {
    for (const value of this.take()) return Promise.resolve({ done: false, value });
    return this.#ended ? Promise.resolve(DONE) : new Promise((resolve) => this.#takers.push(resolve));
  }

  return(): Promise<IteratorReturnResult<undefined>> {
    this.forget();
    this.end();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
