/** Row of an n-gram that is not in the vocabulary. */
export const ABSENT = -1;

/**
 * Finds the row of a 32-bit n-gram hash: open addressing with linear probing in one Int32Array of (key, row) pairs, so that a
 * look-up touches one cache line and a foreign n-gram is told from a known one by its whole hash.
 */
export class Vocabulary {
  readonly #slots: Int32Array;
  readonly #mask: number;
  readonly #shift: number;

  /** Row r belongs to `keys[r]`. */
  constructor(keys: Int32Array) {
    const bits = Math.max(4, Math.ceil(Math.log2(keys.length * 2 + 1)));
    this.#mask = (1 << bits) - 1;
    this.#shift = 32 - bits;
    this.#slots = new Int32Array(2 << bits);
    for (let i = 1; i < this.#slots.length; i += 2) this.#slots[i] = ABSENT;
    for (let r = 0; r < keys.length; r++) {
      let at = this.#slot(keys[r] as number);
      while (this.#slots[2 * at + 1] !== ABSENT) at = (at + 1) & this.#mask;
      this.#slots[2 * at] = keys[r] as number;
      this.#slots[2 * at + 1] = r;
    }
  }

  /** The row, or ABSENT. */
  find(key: number): number {
    const slots = this.#slots;
    for (let at = this.#slot(key); ; at = (at + 1) & this.#mask) {
      const row = slots[2 * at + 1] as number;
      if (row === ABSENT || slots[2 * at] === key) return row;
    }
  }

  #slot(key: number): number {
    return Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> this.#shift;
  }
}
