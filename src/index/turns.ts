import { setImmediate } from 'node:timers/promises';
import type { Matrix } from '../domain/matrix.js';
import type { Neighbours } from './neighbour-index.js';
import { noNeighbours } from './nearest.js';

/**
 * Searches `rowsPerTurn` queries in one turn of the event loop and lets other requests pass before the next; for
 * engines that search on the calling thread. A batch that fits one turn is searched at once.
 */
export function searchInTurns(
  queries: Matrix,
  k: number,
  rowsPerTurn: number,
  search: (block: Matrix) => Neighbours,
): Neighbours | Promise<Neighbours> {
  return queries.rows <= rowsPerTurn ? search(queries) : overTurns(queries, k, rowsPerTurn, search);
}

async function overTurns(
  queries: Matrix,
  k: number,
  rowsPerTurn: number,
  search: (block: Matrix) => Neighbours,
): Promise<Neighbours> {
  const out = noNeighbours(queries.rows, k);
  for (let from = 0; from < queries.rows; from += rowsPerTurn) {
    if (from > 0) await setImmediate();
    const to = Math.min(queries.rows, from + rowsPerTurn);
    const found = search({
      rows: to - from,
      cols: queries.cols,
      data: queries.data.subarray(from * queries.cols, to * queries.cols),
    });
    out.ids.set(found.ids, from * k);
    out.similarity.set(found.similarity, from * k);
  }
  return out;
}
