import type { Matrix } from '../domain/matrix.js';
import type { Engine } from './engine.js';
import type { Layout } from './layout.js';
import { layoutName } from './layout.js';
import { candidateWidth, rerank } from './nearest.js';
import { searchInTurns } from './turns.js';

/** The part of faiss-node 0.5.1 that is used; the package is an optional peer, so its types may be missing. */
export interface FaissNode {
  readonly Index: { fromFactory(dims: number, description: string, metric: number): FaissNodeIndex };
  readonly MetricType: { readonly METRIC_INNER_PRODUCT: number };
}
interface FaissNodeIndex {
  add(rows: number[]): void;
  search(queries: number[], k: number): { labels: number[] };
}

const SPARE = 8;
const ROWS_PER_ADD = 1_024;
const QUERIES_PER_TURN = 8;

/** Rejects where the package is not installed. */
export async function loadFaissNode(): Promise<FaissNode> {
  // Named by a variable: the compiler would look for the types of a package that need not be there.
  const name: string = 'faiss-node';
  const loaded = (await import(name)) as { default?: FaissNode } & FaissNode;
  return loaded.default ?? loaded;
}

/**
 * The npm package faiss-node, for who has it already. It takes plain arrays, searches on the calling thread, loses the
 * memory of every query and ends the process on an exception of FAISS, so arguments are checked before it sees them.
 */
export function faissNodeEngine(faiss: FaissNode, vectors: Matrix, layout: Layout): Engine {
  const name = layoutName(layout);
  const index = faiss.Index.fromFactory(
    vectors.cols,
    layout.kind === 'flat' ? 'Flat' : `${name},Flat`,
    faiss.MetricType.METRIC_INNER_PRODUCT,
  );
  const step = ROWS_PER_ADD * vectors.cols;
  for (let at = 0; at < vectors.data.length; at += step) index.add(Array.from(vectors.data.subarray(at, at + step)));
  return {
    engine: 'faiss-node',
    layout: name,
    nearest(queries, k) {
      const width = candidateWidth(k, SPARE, vectors.rows);
      return searchInTurns(queries, k, QUERIES_PER_TURN, (block) => {
        const { labels } = index.search(Array.from(block.data), width);
        return rerank(vectors, block, Int32Array.from(labels), k);
      });
    },
    dispose: () => undefined,
  };
}
