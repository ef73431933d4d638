import { setImmediate } from 'node:timers/promises';
import type usearchModule from 'usearch';
import type { BatchMatches, Index, Matches, MetricKind, ScalarKind } from 'usearch';
import type { Matrix } from '../domain/matrix.js';
import { throwIfAborted } from '../domain/errors.js';
import { centre } from './centre.js';
import type { Engine } from './engine.js';
import type { BuildContext } from './build-context.js';
import type { Layout } from './layout.js';
import { layoutName } from './layout.js';
import { candidateWidth, rerank } from './nearest.js';
import { graphKey, withSnapshot } from './snapshot.js';
import { searchInTurns } from './turns.js';

type Usearch = typeof usearchModule;

/** Candidates beyond 2·k that go to the exact comparison: rounding moves a neighbour by a few places. */
const SPARE = 16;
/** Rows linked in one turn of the event loop: 2 to 5 ms at 300 dimensions. */
const ROWS_PER_TURN = 64;
/** Queries answered in one turn of the event loop. */
const QUERIES_PER_TURN = 128;

/** Rejects where the package has no binary for this platform. */
export async function loadUsearch(): Promise<Usearch> {
  return (await import('usearch')).default;
}

/** usearch (unum-cloud/usearch): runs on the calling thread, so long work is spread over turns of the event loop. */
export async function usearchEngine(vectors: Matrix, layout: Layout, context: BuildContext): Promise<Engine> {
  const usearch = await loadUsearch();
  return layout.kind === 'flat' ? flat(usearch, vectors) : graph(usearch, vectors, layout, context);
}

function flat(usearch: Usearch, vectors: Matrix): Engine {
  // usearch 2.25.3 reads from the start of the buffer, whatever the view's offset: it gets arrays that start there.
  const own = vectors.data.slice();
  return {
    engine: 'usearch',
    layout: 'Flat',
    nearest(queries, k) {
      const width = candidateWidth(k, SPARE, vectors.rows);
      return searchInTurns(queries, k, QUERIES_PER_TURN, (block) => {
        const found = usearch.exactSearch(own, block.data.slice(), vectors.cols, width, 'ip' as MetricKind, 1);
        return rerank(vectors, block, toIds(found, block.rows, width), k);
      });
    },
    dispose: () => undefined,
  };
}

type Graph = Layout & { kind: 'hnsw' };

async function graph(usearch: Usearch, vectors: Matrix, layout: Graph, context: BuildContext): Promise<Engine> {
  const centred = centre(vectors);
  const index = await withSnapshot(context.snapshotFolder, {
    key: graphKey(centred.vectors.data, 'usearch-2.25.3', JSON.stringify(layout), vectors.cols),
    build: () => link(emptyGraph(usearch, centred.vectors.cols, layout), centred.vectors, context.signal),
    save: (built, file) => built.save(file),
    load(file) {
      const loaded = emptyGraph(usearch, centred.vectors.cols, layout);
      loaded.load(file);
      if (loaded.size() !== vectors.rows) throw new Error('another number of vectors');
      return loaded;
    },
  });
  return {
    engine: 'usearch',
    layout: layoutName(layout),
    nearest(queries, k) {
      const width = candidateWidth(k, SPARE, vectors.rows);
      return searchInTurns(queries, k, QUERIES_PER_TURN, (block) => {
        const found = index.search(centred.queries(block).data, width, 1);
        return rerank(vectors, block, toIds(found, block.rows, width), k);
      });
    },
    dispose: () => undefined,
  };
}

/** bfloat16 halves memory and walks three times faster than 32 bits; int8 lost 5 points of recall (docs/decisions/0003). */
const emptyGraph = (usearch: Usearch, dims: number, layout: Graph): Index =>
  new usearch.Index({
    dimensions: dims,
    metric: 'l2sq' as MetricKind,
    quantization: 'bf16' as ScalarKind,
    connectivity: layout.connectivity,
    expansion_add: layout.expansionAdd,
    expansion_search: layout.expansionSearch,
    multi: false,
  });

/** One thread, rows in order: the same vectors give the same graph. */
async function link(index: Index, vectors: Matrix, signal: AbortSignal | undefined): Promise<Index> {
  for (let from = 0; from < vectors.rows; from += ROWS_PER_TURN) {
    throwIfAborted(signal);
    const to = Math.min(vectors.rows, from + ROWS_PER_TURN);
    const keys = BigUint64Array.from({ length: to - from }, (_, i) => BigInt(from + i));
    index.add(keys, vectors.data.subarray(from * vectors.cols, to * vectors.cols), 1);
    await setImmediate();
  }
  return index;
}

/** Keys are 64 bits wide, row numbers 32: the low half of each, −1 behind the ones that were found. */
function toIds(found: Matches | BatchMatches, queries: number, width: number): Int32Array {
  const ids = new Int32Array(queries * width).fill(-1);
  const low = new Int32Array(found.keys.buffer, found.keys.byteOffset, found.keys.length * 2);
  for (let r = 0; r < queries; r++) {
    const count = 'counts' in found ? Number(found.counts[r]) : found.keys.length;
    for (let c = 0; c < count; c++) ids[r * width + c] = low[(r * width + c) * 2] as number;
  }
  return ids;
}
