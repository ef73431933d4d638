import type { Matrix } from '../../domain/matrix.js';
import { takeRows } from '../../domain/matrix.js';
import { buildIndex } from '../../index/build-index.js';
import type { Neighbours } from '../../index/neighbour-index.js';
import type { RouterDeps } from '../contract.js';

/** Finds the nearest training queries on which the two sides met; ids are rows of the reference set. */
export interface ComparisonSearch {
  search(vectors: Matrix, k: number): Promise<Neighbours>;
  dispose(): void;
}

/** With at least this share of all queries compared, the shared index is searched. */
const NEARLY_ALL = 0.9;

/** `rows` are the compared rows of the reference set, ascending; where they are but a part, they get a flat index of their own. */
export async function comparisonSearch(rows: Uint32Array, { reference, index }: RouterDeps): Promise<ComparisonSearch> {
  if (rows.length >= NEARLY_ALL * index.size) {
    return { search: (vectors, k) => index.search(vectors, Math.min(k, index.size)), dispose: () => {} };
  }
  const own = await buildIndex(takeRows(reference.vectors, rows), { choice: index.engine, layout: 'flat' });
  return {
    async search(vectors, k) {
      const found = await own.search(vectors, Math.min(k, own.size));
      return { ...found, ids: found.ids.map((id) => (id < 0 ? id : (rows[id] as number))) };
    },
    dispose: () => own[Symbol.dispose](),
  };
}
