import type { FeatureBuffer, HashList } from './feature-buffer.js';
import { ABSENT, Vocabulary } from './vocabulary.js';

/** log counts are looked up; a count beyond the table is rarer than the table is worth. */
const LOG_TABLE = Float64Array.from({ length: 1024 }, (_, n) => 1 + Math.log(Math.max(1, n)));

/** The smoothed inverse document frequency log((1 + n) / (1 + df)) + 1, as in scikit-learn. */
export function inverseDocumentFrequency(documents: Int32Array, texts: number): Float32Array {
  return Float32Array.from(documents, (df) => Math.log((1 + texts) / (1 + df)) + 1);
}

/**
 * Sublinear tf-idf of a scanned text over one vocabulary for both blocks (words and character n-grams). Each block is scaled to
 * length 1, so that the many character n-grams do not drown the words. After weigh(), entry i is row `rows[i]` with
 * weight `weights[i]`, for i below `length`.
 */
export class TfIdf {
  rows = new Int32Array(1024);
  weights = new Float32Array(1024);
  length = 0;
  readonly #vocabulary: Vocabulary;
  readonly #idf: Float32Array;
  readonly #counts: Int32Array;

  /** `idf[r]` belongs to the n-gram `keys[r]`. */
  constructor(keys: Int32Array, idf: Float32Array) {
    this.#vocabulary = new Vocabulary(keys);
    this.#idf = idf;
    this.#counts = new Int32Array(keys.length);
  }

  weigh(features: FeatureBuffer): void {
    this.length = 0;
    this.#block(features.words);
    this.#block(features.characterGrams);
  }

  #block(hashes: HashList): void {
    const counts = this.#counts;
    const start = this.length;
    if (start + hashes.length > this.rows.length) this.#grow(start + hashes.length);
    const { rows, weights } = this;
    let end = start;
    for (let i = 0; i < hashes.length; i++) {
      const row = this.#vocabulary.find(hashes.values[i] as number);
      if (row === ABSENT) continue;
      const seen = counts[row] as number;
      if (seen === 0) rows[end++] = row;
      counts[row] = seen + 1;
    }
    let squares = 0;
    for (let i = start; i < end; i++) {
      const row = rows[i] as number;
      const count = counts[row] as number;
      counts[row] = 0;
      const w = (LOG_TABLE[Math.min(count, LOG_TABLE.length - 1)] as number) * (this.#idf[row] as number);
      weights[i] = w;
      squares += w * w;
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let i = start; i < end; i++) weights[i] = (weights[i] as number) * scale;
    this.length = end;
  }

  #grow(least: number): void {
    const size = 2 ** Math.ceil(Math.log2(least));
    const rows = new Int32Array(size);
    const weights = new Float32Array(size);
    rows.set(this.rows);
    weights.set(this.weights);
    this.rows = rows;
    this.weights = weights;
  }
}
