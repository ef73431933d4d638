import type { Matrix } from '../domain/matrix.js';
import { takeRows } from '../domain/matrix.js';
import { buildIndex } from '../index/build-index.js';
import type { IndexChoice, NeighbourIndex, Neighbours } from '../index/neighbour-index.js';
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
  // Parts of the vectors are searched in memory.
  const own = sharedIndex(rows, reference.vectors, index.engine === 'pgvector' ? 'auto' : index.engine);
  try {
    const part = await own.index;
    return {
      size: part.size,
      async search(vectors, k) {
        const found = await part.search(vectors, k);
        return { ...found, ids: found.ids.map((id) => (id < 0 ? id : (rows[id] as number))) };
      },
      dispose: own.release,
    };
  } catch (error) {
    own.release();
    throw error;
  }
}

interface SharedIndex {
  readonly rows: Uint32Array;
  readonly engine: string;
  readonly index: Promise<NeighbourIndex>;
  users: number;
}

/**
 * The indexes over parts of training vectors that somebody uses. Versions that share their vectors share these, as a version is
 * loaded anew whenever the catalogue changes, beside the one that it replaces.
 */
const inUse = new WeakMap<Matrix, SharedIndex[]>();

/** The index over these rows, built by the first that asks; the last of its users to release it disposes of it. */
function sharedIndex(rows: Uint32Array, vectors: Matrix, engine: IndexChoice) {
  const all = inUse.get(vectors) ?? [];
  inUse.set(vectors, all);
  let found = all.find((one) => one.engine === engine && sameRows(one.rows, rows));
  if (!found) {
    found = { rows, engine, users: 0, index: buildIndex(takeRows(vectors, rows), { choice: engine, layout: 'flat' }) };
    all.push(found);
  }
  const shared = found;
  shared.users++;
  return {
    index: shared.index,
    release: () => {
      if (--shared.users > 0) return;
      all.splice(all.indexOf(shared), 1);
      // One that could not be built has told those who asked for it.
      shared.index.then(
        (index) => index[Symbol.dispose](),
        () => {},
      );
    },
  };
}

const sameRows = (x: Uint32Array, y: Uint32Array): boolean =>
  x.length === y.length && x.every((row, i) => row === y[i]);
