import type { Rng } from '../../domain/random.js';

/** Fold of each of `n` things, 0 to folds − 1, at random and of equal size up to one; [n]. */
export function foldOf(n: number, folds: number, rng: Rng): Uint8Array {
  const order = rng.shuffle(Uint32Array.from({ length: n }, (_, i) => i));
  const out = new Uint8Array(n);
  order.forEach((at, i) => (out[at] = i % folds));
  return out;
}
