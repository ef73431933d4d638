import type { Matrix } from '../domain/matrix.js';
import type { Engine } from './engine.js';
import { innerProduct, noNeighbours, offer } from './nearest.js';
import type { Neighbours } from './neighbour-index.js';
import { searchInTurns } from './turns.js';

/** Vectors that fit the first-level cache beside a query, in numbers: 32 KiB of 32-bit floats. */
const BLOCK_NUMBERS = 8192;
/** Numbers multiplied in one turn of the event loop, about 10 ms. */
const TURN_NUMBERS = 8_000_000;

/** Compares with every vector, in TypeScript: the oracle of the tests, and what runs where nothing else does. */
export function exactEngine(vectors: Matrix): Engine {
  const rowsPerTurn = Math.max(1, Math.floor(TURN_NUMBERS / Math.max(1, vectors.data.length)));
  return {
    engine: 'exact',
    layout: 'Flat',
    nearest: (queries, k) => searchInTurns(queries, k, rowsPerTurn, (block) => scan(vectors, block, k)),
    dispose: () => undefined,
  };
}

/** Goes over the vectors in blocks, so that a batch reads each block from memory once. */
function scan(vectors: Matrix, queries: Matrix, k: number): Neighbours {
  const out = noNeighbours(queries.rows, k);
  const blockRows = Math.max(1, Math.floor(BLOCK_NUMBERS / vectors.cols));
  for (let from = 0; from < vectors.rows; from += blockRows) {
    const to = Math.min(vectors.rows, from + blockRows);
    for (let q = 0; q < queries.rows; q++) {
      const last = q * k + k - 1;
      for (let v = from; v < to; v++) {
        const similarity = innerProduct(queries.data, q, vectors.data, v, vectors.cols);
        // Rows come in ascending order, so an equal one never displaces.
        if (similarity > (out.similarity[last] as number)) offer(out, q, v, similarity);
      }
    }
  }
  return out;
}
