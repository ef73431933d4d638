import type { Matrix } from '../domain/matrix.js';
import { takeRows } from '../domain/matrix.js';
import { buildIndex } from '../index/build-index.js';
import type { Neighbours } from '../index/neighbour-index.js';
import type { RouterDeps } from './contract.js';

/** Finds the nearest among some of the training queries. */
export interface QuerySearch {
  /** Queries that are searched; a larger k finds no more. */
  readonly size: number;
  /** As of the shared index: ids are rows of the reference set. */
  readonly search: (vectors: Matrix, k: number) => Promise<Neighbours>;
  dispose(): void;
}

/** A part with at least this share of all queries is searched in the shared index. */
const NEARLY_ALL = 0.9;

/**
 * Searches the shared index where `rows` of the reference set, ascending, are nearly all of it, so that a few others may be
 * found too; else a flat index over these rows alone: a graph over a few thousand vectors would cost more at each start than
 * it saves.
 */
export async function searchAmong(rows: Uint32Array, { reference, index }: RouterDeps): Promise<QuerySearch> {
  if (rows.length >= NEARLY_ALL * index.size) {
    return { size: index.size, search: (vectors, k) => index.search(vectors, k), dispose: () => {} };
  }
  const own = await buildIndex(takeRows(reference.vectors, rows), { choice: index.engine, layout: 'flat' });
  return {
    size: own.size,
    async search(vectors, k) {
      const found = await own.search(vectors, k);
      return { ...found, ids: found.ids.map((id) => (id < 0 ? id : (rows[id] as number))) };
    },
    dispose: () => own[Symbol.dispose](),
  };
}
