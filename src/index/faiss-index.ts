import type { Matrix } from '../domain/matrix.js';
import { throwIfAborted } from '../domain/errors.js';
import type { BuildContext } from './build-context.js';
import type { Engine } from './engine.js';
import type { NativeFaissIndex } from './faiss-addon.js';
import { loadFaiss } from './faiss-addon.js';
import type { Layout } from './layout.js';
import { DENSE_GRAPH_FROM, layoutName } from './layout.js';
import { candidateWidth, rerank } from './nearest.js';
import { graphKey, withSnapshot } from './snapshot.js';

/** Candidates beyond 2·k that go to the exact comparison, which settles ties the same way alone and in a batch. */
const SPARE = 8;
/** Up to so many queries the hop to another thread costs more than the search keeps the event loop (docs/decisions/0003). */
const QUERIES_AT_ONCE = 4;
/** Rows per hand-over to the native side, which copies them. */
const ROWS_PER_ADD = 8_192;

/** FAISS through native/faiss. */
export async function faissEngine(vectors: Matrix, layout: Layout, context: BuildContext): Promise<Engine> {
  const faiss = loadFaiss();
  const hnsw = layout.kind === 'hnsw' ? layout : { connectivity: 0, expansionAdd: 1, expansionSearch: 1 };
  const build = async (): Promise<NativeFaissIndex> => {
    const index = new faiss.FaissIndex(vectors.cols, hnsw.connectivity, hnsw.expansionAdd, hnsw.expansionSearch);
    // One thread gives the same graph every time; a graph that takes minutes gets all processors instead.
    const threads = vectors.rows < DENSE_GRAPH_FROM ? 1 : 0;
    for (let from = 0; from < vectors.rows; from += ROWS_PER_ADD) {
      throwIfAborted(context.signal);
      const to = Math.min(vectors.rows, from + ROWS_PER_ADD);
      await index.add(vectors.data.subarray(from * vectors.cols, to * vectors.cols), threads);
    }
    return index;
  };
  const index = await withSnapshot(layout.kind === 'flat' ? undefined : context.snapshotFolder, {
    key: graphKey(vectors.data, `faiss-${faiss.version}`, JSON.stringify(layout), vectors.cols),
    build,
    save: (built, file) => built.save(file),
    load(file) {
      const loaded = faiss.FaissIndex.load(file, hnsw.expansionSearch);
      if (loaded.size !== vectors.rows) throw new Error('another number of vectors');
      return loaded;
    },
  });
  return {
    engine: 'faiss',
    layout: layoutName(layout),
    nearest(queries, k) {
      const width = candidateWidth(k, SPARE, vectors.rows);
      if (queries.rows <= QUERIES_AT_ONCE) return rerank(vectors, queries, index.search(queries.data, width), k);
      return index.searchAsync(queries.data, width).then((ids) => rerank(vectors, queries, ids, k));
    },
    dispose: () => index.dispose(),
  };
}
