import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Longer texts are known by their digest, so that the cache does not keep pages of text for a vector each. */
const LONGEST_KEY = 256;
/** What an entry costs beside its numbers and characters: map, list links, typed array and buffer objects. */
const ENTRY_BYTES = 250;

/** Identifies a text. The digest form starts with a character that no query text may hold. */
export function cacheKey(text: string): string {
  if (text.length <= LONGEST_KEY) return text;
  return `\u0000${createHash('sha256').update(text, 'utf16le').digest('base64')}`;
}

/** Vectors used last, within a number of bytes; keeps nothing when that is 0. */
export class VectorCache {
  private readonly entries: LRUCache<string, Float32Array> | null;

  constructor(maxBytes: number) {
    this.entries =
      maxBytes > 0
        ? new LRUCache({
            maxSize: maxBytes,
            sizeCalculation: (vector, key) => vector.byteLength + 2 * key.length + ENTRY_BYTES,
          })
        : null;
  }

  /** The kept vector itself: copy it, do not hand it on. */
  get(key: string): Float32Array | undefined {
    return this.entries?.get(key);
  }

  /** Keeps `vector`, which must own its buffer: a view would keep the whole batch alive. */
  set(key: string, vector: Float32Array): void {
    this.entries?.set(key, vector);
  }

  get bytes(): number {
    return this.entries?.calculatedSize ?? 0;
  }

  clear(): void {
    this.entries?.clear();
  }
}
