import { PacedStream } from './paced-stream.js';

/**
 * Of each key only the latest state waits, so that a slow reader skips states, never the last one, and holds no more than
 * one state a key. Keys keep the order in which they began to wait.
 */
export class LatestStream<T> extends PacedStream<T> {
  readonly #waiting = new Map<string, T>();

  put(key: string, state: T): void {
    if (this.ended) return;
    this.#waiting.set(key, state);
    this.offer();
  }

  protected take(): readonly [T] | readonly [] {
    for (const [key, state] of this.#waiting) {
      this.#waiting.delete(key);
      return [state];
    }
    return [];
  }

  protected forget(): void {
    this.#waiting.clear();
  }
}
