import type { Matrix } from '../domain/matrix.js';
import type { Neighbours } from './neighbour-index.js';

/** Neighbours with nothing found yet: −1 and −Infinity everywhere. */
export function noNeighbours(queries: number, k: number): Neighbours {
  return {
    k,
    ids: new Int32Array(queries * k).fill(-1),
    similarity: new Float32Array(queries * k).fill(Number.NEGATIVE_INFINITY),
  };
}

/**
 * Inner product of row `i` of x with row `j` of y. Every engine's answer goes through this one function, so a pair has
 * the same similarity whichever engine found it, alone or in a batch. Four sums let the processor overlap the additions.
 */
export function innerProduct(x: Float32Array, i: number, y: Float32Array, j: number, dims: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let p = i * dims;
  let q = j * dims;
  const end = p + dims;
  for (; p + 3 < end; p += 4, q += 4) {
    a += (x[p] as number) * (y[q] as number);
    b += (x[p + 1] as number) * (y[q + 1] as number);
    c += (x[p + 2] as number) * (y[q + 2] as number);
    d += (x[p + 3] as number) * (y[q + 3] as number);
  }
  for (; p < end; p++, q++) a += (x[p] as number) * (y[q] as number);
  return Math.fround(a + b + (c + d));
}

/**
 * Puts (id, similarity) into the sorted k places of query `row` when it is among the best; of equal ones the lower id
 * goes first. Insertion beats a heap for the k of tens that is asked for: almost every candidate fails the first test.
 */
export function offer(into: Neighbours, row: number, id: number, similarity: number): void {
  const first = row * into.k;
  let at = first + into.k - 1;
  const before = (place: number): boolean => {
    const s = into.similarity[place] as number;
    return similarity > s || (similarity === s && id < (into.ids[place] as number));
  };
  if (!before(at)) return;
  for (; at > first && before(at - 1); at--) {
    into.ids[at] = into.ids[at - 1] as number;
    into.similarity[at] = into.similarity[at - 1] as number;
  }
  into.ids[at] = id;
  into.similarity[at] = similarity;
}

/** How many candidates to ask an engine for: a graph walk as narrow as k loses the far ones of a large k. */
export const candidateWidth = (k: number, spare: number, rows: number): number => Math.min(rows, 2 * k + spare);

/**
 * The best k of the candidates, by exact inner product. `candidates` is [queries × width] row numbers of `vectors`, −1
 * for none. Undoes what an engine lost by rounding its copy of the vectors, and orders ties.
 */
export function rerank(vectors: Matrix, queries: Matrix, candidates: Int32Array, k: number): Neighbours {
  const out = noNeighbours(queries.rows, k);
  const width = candidates.length / queries.rows;
  for (let r = 0; r < queries.rows; r++) {
    for (let c = r * width; c < (r + 1) * width; c++) {
      const id = candidates[c] as number;
      if (id >= 0) offer(out, r, id, innerProduct(queries.data, r, vectors.data, id, vectors.cols));
    }
  }
  return out;
}
