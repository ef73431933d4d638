import type { HashList } from './feature-buffer.js';

/** Counts in how many texts each n-gram hash stands; typed arrays, since millions of n-grams pass through. */
export class DocumentFrequency {
  #keys = new Int32Array(1 << 16);
  #documents = new Int32Array(1 << 16);
  #lastSeen = new Int32Array(1 << 16);
  #size = 0;
  #document = 0;

  /** Adds one text. */
  add(hashes: HashList): void {
    this.#document++;
    for (let i = 0; i < hashes.length; i++) {
      const at = this.#find(hashes.values[i] as number);
      if (this.#lastSeen[at] === this.#document) continue;
      if (this.#documents[at] === 0) this.#size++;
      this.#keys[at] = hashes.values[i] as number;
      this.#lastSeen[at] = this.#document;
      this.#documents[at] = (this.#documents[at] as number) + 1;
      if (this.#size * 2 > this.#keys.length) this.#grow();
    }
  }

  /** The n-grams in at least `minDocuments` texts, most frequent first, at most `limit`. Ties go by hash: no order of texts matters. */
  top(minDocuments: number, limit: number): { readonly keys: Int32Array; readonly documents: Int32Array } {
    const slots: number[] = [];
    for (let at = 0; at < this.#keys.length; at++) {
      if ((this.#documents[at] as number) >= Math.max(1, minDocuments)) slots.push(at);
    }
    slots.sort(
      (x, y) =>
        (this.#documents[y] as number) - (this.#documents[x] as number) ||
        (this.#keys[x] as number) - (this.#keys[y] as number),
    );
    const kept = slots.slice(0, limit);
    return {
      keys: Int32Array.from(kept, (at) => this.#keys[at] as number),
      documents: Int32Array.from(kept, (at) => this.#documents[at] as number),
    };
  }

  /** Slot of the key, or the free slot where it belongs. */
  #find(key: number): number {
    const mask = this.#keys.length - 1;
    let at = (Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> 8) & mask;
    while (this.#documents[at] !== 0 && this.#keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const old = { keys: this.#keys, documents: this.#documents, lastSeen: this.#lastSeen };
    this.#keys = new Int32Array(old.keys.length * 2);
    this.#documents = new Int32Array(old.keys.length * 2);
    this.#lastSeen = new Int32Array(old.keys.length * 2);
    for (let i = 0; i < old.keys.length; i++) {
      if (old.documents[i] === 0) continue;
      const at = this.#find(old.keys[i] as number);
      this.#keys[at] = old.keys[i] as number;
      this.#documents[at] = old.documents[i] as number;
      this.#lastSeen[at] = old.lastSeen[i] as number;
    }
  }
}
