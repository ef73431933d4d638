import type { Stream } from './paced-stream.js';
import { LatestStream } from './latest-stream.js';

/** What is known of the things that change. */
export interface Subject<T> {
  readonly keyOf: (state: T) => string;
  /** Whether no change follows this state. */
  readonly isLast: (state: T) => boolean;
}

/** Tells readers of changes, each at its own pace; whoever changes something does not wait for them. */
export class Changes<T> {
  /** The key that a reader follows; null follows all. */
  readonly #readers = new Map<LatestStream<T>, string | null>();

  constructor(private readonly subject: Subject<T>) {}

  publish(state: T): void {
    const key = this.subject.keyOf(state);
    for (const [stream, followed] of this.#readers) {
      if (followed !== null && followed !== key) continue;
      stream.put(key, state);
      if (followed !== null && this.subject.isLast(state)) stream.end();
    }
  }

  /** This state, then each later one of its key; ends after the last. */
  follow(state: T): Stream<T> {
    const key = this.subject.keyOf(state);
    const stream = this.#open(key);
    stream.put(key, state);
    if (this.subject.isLast(state)) stream.end();
    return stream;
  }

  /** Every change from now on; ends when these changes are closed. */
  all(): Stream<T> {
    return this.#open(null);
  }

  /** Readers that have not ended. */
  get readers(): number {
    return this.#readers.size;
  }

  /** Ends every stream; what waits is still given. */
  close(): void {
    for (const stream of [...this.#readers.keys()]) stream.end();
  }

  #open(followed: string | null): LatestStream<T> {
    const stream = new LatestStream<T>(() => this.#readers.delete(stream));
    this.#readers.set(stream, followed);
    return stream;
  }
}
