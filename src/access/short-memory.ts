import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/clock.js';

export interface CacheOptions {
  readonly ms: number;
  /** Entries; a flood of unknown keys pushes known ones out, no more. */
  readonly max: number;
  readonly clock: Pick<Clock, 'monotonic'>;
}

interface Entry<T> {
  readonly value: T;
  readonly until: number;
}

/**
 * Remembers for a short while what the database said, also that it knows nothing. Those who ask at the same time share one
 * look-up.
 */
export class ShortMemory<T> {
  readonly #known: LRUCache<string, Entry<T>>;
  readonly #asked = new Map<string, Promise<T>>();

  constructor(private readonly options: CacheOptions) {
    this.#known = new LRUCache({ max: options.max });
  }

  /** The value at once where it is remembered. */
  get(key: string, load: () => Promise<T>): T | Promise<T> {
    const known = this.#known.get(key);
    if (known && known.until > this.options.clock.monotonic()) return known.value;
    let asked = this.#asked.get(key);
    if (!asked) {
      asked = this.#load(key, load);
      this.#asked.set(key, asked);
    }
    return asked;
  }

  has(key: string): boolean {
    const known = this.#known.get(key);
    return known !== undefined && known.until > this.options.clock.monotonic();
  }

  /** Forgets what `unwanted` picks; a look-up under way is not remembered either. */
  forget(unwanted: (value: T, key: string) => boolean): void {
    for (const [key, { value }] of this.#known.entries()) if (unwanted(value, key)) this.#known.delete(key);
    this.#asked.clear();
  }

  async #load(key: string, load: () => Promise<T>): Promise<T> {
    // Later, so that the look-up is noted before it can end.
    await Promise.resolve();
    const asked = this.#asked.get(key);
    try {
      const value = await load();
      if (this.#asked.get(key) === asked) {
        this.#known.set(key, { value, until: this.options.clock.monotonic() + this.options.ms });
      }
      return value;
    } finally {
      if (this.#asked.get(key) === asked) this.#asked.delete(key);
    }
  }
}
