import type { Matrix } from '../domain/matrix.js';
import type { IndexEngine, NeighbourIndex, Neighbours } from './neighbour-index.js';
import { noNeighbours } from './nearest.js';

/** What an engine brings; asIndex adds the rules that are the same for all. */
export interface Engine {
  readonly engine: IndexEngine;
  readonly layout: string;
  /** Best first; k is from 1 to the number of vectors, `queries` has at least one row of the right length, all finite. */
  nearest(queries: Matrix, k: number): Neighbours | Promise<Neighbours>;
  dispose(): void;
}

/** Makes an index of an engine over `vectors`: checks arguments, fills up where there are fewer than k, ends use. */
export function asIndex(vectors: Matrix, engine: Engine): NeighbourIndex {
  let disposed = false;
  return {
    engine: engine.engine,
    layout: engine.layout,
    size: vectors.rows,
    dims: vectors.cols,
    async search(queries, k) {
      if (disposed) throw new Error('the index is disposed');
      if (!Number.isInteger(k) || k < 1) throw new RangeError(`k must be an integer of 1 or more, got ${k}`);
      if (queries.cols !== vectors.cols) {
        throw new RangeError(`the index holds vectors of ${vectors.cols} numbers, the query has ${queries.cols}`);
      }
      checkFinite(queries, 'query');
      const found = Math.min(k, vectors.rows);
      if (queries.rows === 0 || found === 0) return noNeighbours(queries.rows, k);
      return widen(await engine.nearest(queries, found), queries.rows, k);
    },
    [Symbol.dispose]() {
      if (disposed) return;
      disposed = true;
      engine.dispose();
    },
  };
}

/** Throws RangeError at the first NaN or Infinity: one would poison every comparison after it without a sign. */
export function checkFinite(m: Matrix, what: string): void {
  const { data, cols } = m;
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i])) {
      throw new RangeError(`${what} ${Math.floor(i / cols)} holds ${data[i]} at ${i % cols}; expected finite numbers`);
    }
  }
}

function widen(found: Neighbours, queries: number, k: number): Neighbours {
  if (found.k === k) return found;
  const out = noNeighbours(queries, k);
  for (let r = 0; r < queries; r++) {
    out.ids.set(found.ids.subarray(r * found.k, (r + 1) * found.k), r * k);
    out.similarity.set(found.similarity.subarray(r * found.k, (r + 1) * found.k), r * k);
  }
  return out;
}
