import { hash32, mix32 } from '../../domain/random.js';
import type { AnchorItems } from './items.js';
import { isAnswered } from './items.js';

/**
 * Where each query stands in the random order of a seed: a hash of its id. So the order of two queries does not depend on which others there
 * are, and after the first k are answered the next ones follow as before.
 */
export function randomKeys({ ids }: AnchorItems, seed: number): Uint32Array {
  const start = mix32(seed >>> 0);
  return Uint32Array.from(ids, (id) => hash32(id, start));
}

/** Compares rows by their random key, then by id. */
export function byRandomKey({ ids }: AnchorItems, keys: Uint32Array): (a: number, b: number) => number {
  return (a, b) => (keys[a] as number) - (keys[b] as number) || ((ids[a] as string) < (ids[b] as string) ? -1 : 1);
}

/** The first `count` queries that are not answered, in random order. */
export function randomRows(items: AnchorItems, count: number, seed: number): number[] {
  const rows = [...items.ids.keys()].filter((row) => !isAnswered(items, row));
  return rows.sort(byRandomKey(items, randomKeys(items, seed))).slice(0, count);
}
