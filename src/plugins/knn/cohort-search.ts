import type { Matrix } from '../../domain/matrix.js';
import { takeRows } from '../../domain/matrix.js';
import { buildIndex } from '../../index/build-index.js';
import type { Neighbours } from '../../index/neighbour-index.js';
import type { RouterDeps } from '../contract.js';
import type { Cohort } from './cohorts.js';

/** The training queries of one cohort, to be searched. */
export interface CohortSearch {
  readonly columns: readonly number[];
  readonly size: number;
  /** As of the shared index: ids are rows of the reference set. */
  readonly search: (vectors: Matrix, k: number) => Promise<Neighbours>;
  dispose(): void;
}

/** A cohort with at least this share of all queries is searched in the shared index. */
const NEARLY_ALL = 0.9;

/**
 * Searches the shared index where the cohort has nearly all queries, else a flat one over its own: a graph over a few
 * thousand vectors would cost more at each start than it saves.
 */
export async function cohortSearch({ columns, rows }: Cohort, { reference, index }: RouterDeps): Promise<CohortSearch> {
  if (rows.length >= NEARLY_ALL * index.size) {
    return { columns, size: index.size, search: (vectors, k) => index.search(vectors, k), dispose: () => {} };
  }
  const own = await buildIndex(takeRows(reference.vectors, rows), { choice: index.engine, layout: 'flat' });
  return {
    columns,
    size: own.size,
    async search(vectors, k) {
      const found = await own.search(vectors, k);
      return { ...found, ids: found.ids.map((id) => (id < 0 ? id : (rows[id] as number))) };
    },
    dispose: () => own[Symbol.dispose](),
  };
}
