import type { Rng } from '../../domain/random.js';

/** A negative must not have answered well: the published code leaves out scores above this. */
const GOOD = 0.5;

/**
 * Writes 1 into `positive` at the best `k` LLMs of one query and into `negative` at its worst `m`, 0 elsewhere (paper 4.2,
 * I⁺ and I⁻). `scores` is [llms], NaN where not observed. A positive must have scored above 0, a negative at most ½, and
 * none is both; equal scores are ordered by `rng`, since scores are mostly 0 or 1 and a fixed order would favour LLMs by
 * their place in the list.
 */
export function llmContrast(
  scores: Float32Array,
  k: number,
  m: number,
  rng: Rng,
  positive: Float32Array,
  negative: Float32Array,
): void {
  positive.fill(0);
  negative.fill(0);
  const order: number[] = [];
  scores.forEach((y, j) => !Number.isNaN(y) && order.push(j));
  rng.shuffle(order).sort((i, j) => (scores[j] as number) - (scores[i] as number));
  for (const j of order.slice(0, k)) if ((scores[j] as number) > 0) positive[j] = 1;
  for (const j of order.slice(-m)) if ((scores[j] as number) <= GOOD && positive[j] === 0) negative[j] = 1;
}

/**
 * Writes 1 into `positive` at one other query of the cluster of query `i` of a batch, drawn at random, and into `negative`
 * at `h` of other clusters (paper 4.3). `clusters` is [batch]. Returns false, with both left 0, where the batch has too
 * few of either.
 */
export function queryContrast(
  i: number,
  clusters: Int32Array,
  h: number,
  rng: Rng,
  positive: Float32Array,
  negative: Float32Array,
): boolean {
  positive.fill(0);
  negative.fill(0);
  const same: number[] = [];
  const other: number[] = [];
  clusters.forEach((c, j) => {
    if (c !== clusters[i]) other.push(j);
    else if (j !== i) same.push(j);
  });
  if (same.length === 0 || other.length < h) return false;
  positive[same[rng.integer(same.length)] as number] = 1;
  for (let n = 0; n < h; n++) {
    const at = n + rng.integer(other.length - n);
    [other[n], other[at]] = [other[at] as number, other[n] as number];
    negative[other[n] as number] = 1;
  }
  return true;
}
