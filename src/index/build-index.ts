import { ThetaError } from '../domain/errors.js';
import type { Matrix } from '../domain/matrix.js';
import type { BuildContext } from './build-context.js';
import type { Engine } from './engine.js';
import { asIndex, checkFinite } from './engine.js';
import { exactEngine } from './exact-index.js';
import { loadFaiss } from './faiss-addon.js';
import { faissEngine } from './faiss-index.js';
import { faissNodeEngine, loadFaissNode } from './faiss-node-index.js';
import { chooseLayout } from './layout.js';
import type { IndexChoice, IndexEngine, NeighbourIndex } from './neighbour-index.js';
import type { VectorTable } from './vector-table.js';
import { pgvectorEngine } from './pgvector-index.js';
import { loadUsearch, usearchEngine } from './usearch-index.js';

export interface BuildIndexOptions extends BuildContext {
  readonly choice: IndexChoice;
  /** `flat` compares with every vector, so nothing is missed; `auto` uses a graph from FLAT_LIMIT vectors on. */
  readonly layout?: 'auto' | 'flat' | 'hnsw';
}

/** In the order of `auto`; faiss-node is left out because its faults end the process. */
const AUTO: readonly IndexEngine[] = ['faiss', 'usearch', 'exact'];

/** How to get an engine that is not there. */
const ADVICE: Record<IndexEngine, string> = {
  exact: 'This should not happen: the exact engine needs nothing.',
  faiss:
    'Install FAISS (Debian, Ubuntu: apt-get install libfaiss-dev libopenblas0-pthread), then run `node scripts/build-faiss.mjs`.',
  usearch: 'Install with optional binaries for this platform (npm ci), or choose THETA_INDEX=exact.',
  'faiss-node': 'Install it beside the platform (npm install faiss-node@0.5.1), or choose THETA_INDEX=auto.',
  pgvector:
    'Install pgvector 0.5 or newer on the PostgreSQL server and let this user create it (CREATE EXTENSION vector); the embedded database needs the package @electric-sql/pglite-pgvector.',
};

/**
 * An index over the rows of `vectors`, which it keeps and nobody may change. A named engine that cannot start throws
 * INDEX_UNAVAILABLE; `auto` takes the first that can. Throws RangeError for a NaN or Infinity, CANCELLED on the signal.
 */
export async function buildIndex(vectors: Matrix, options: BuildIndexOptions): Promise<NeighbourIndex> {
  checkFinite(vectors, 'vector');
  const engine = options.choice === 'auto' ? await firstAvailable() : options.choice;
  if (options.choice !== 'auto') await requireEngine(engine, options);
  // Nothing to search in: an empty native index is a case that libraries disagree on.
  if (vectors.data.length === 0) return asIndex(vectors, { ...exactEngine(vectors), engine });
  return asIndex(vectors, await start(engine, vectors, options));
}

async function start(engine: IndexEngine, vectors: Matrix, options: BuildIndexOptions): Promise<Engine> {
  const layout = chooseLayout(vectors.rows, options.layout);
  switch (engine) {
    case 'exact':
      return exactEngine(vectors);
    case 'faiss':
      return faissEngine(vectors, layout, options);
    case 'usearch':
      return usearchEngine(vectors, layout, options);
    case 'faiss-node':
      return faissNodeEngine(await loadFaissNode(), vectors, layout);
    case 'pgvector':
      return pgvectorEngine(tableOf(options), vectors, layout, options);
  }
}

/** Throws whatever keeps the engine from starting. */
async function probe(engine: IndexEngine, context: BuildContext = {}): Promise<void> {
  if (engine === 'faiss') loadFaiss();
  if (engine === 'usearch') await loadUsearch();
  if (engine === 'faiss-node') await loadFaissNode();
  if (engine === 'pgvector') await tableOf(context).probe();
}

function tableOf({ vectorTable }: BuildContext): VectorTable {
  if (!vectorTable) throw new Error('no database is at hand here');
  return vectorTable;
}

async function requireEngine(engine: IndexEngine, context: BuildContext): Promise<void> {
  try {
    await probe(engine, context);
  } catch (cause) {
    const why = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0];
    throw new ThetaError('INDEX_UNAVAILABLE', `The index ${engine} cannot start: ${why}`, {
      hint: ADVICE[engine],
      cause,
    });
  }
}

const canStart = (engine: IndexEngine): Promise<boolean> =>
  probe(engine).then(
    () => true,
    () => false,
  );

async function firstAvailable(): Promise<IndexEngine> {
  for (const engine of AUTO) if (await canStart(engine)) return engine;
  return 'exact';
}

/** Each engine in that order with why it cannot start here, null where it can, and what would help. */
export async function engineTroubles(): Promise<
  readonly { readonly engine: IndexEngine; readonly why: string | null; readonly advice: string }[]
> {
  return Promise.all(
    ([...AUTO, 'faiss-node'] as const).map(async (engine) => {
      const why = await probe(engine).then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)).split('\n')[0] as string,
      );
      return { engine, why, advice: ADVICE[engine] };
    }),
  );
}

/** The engines that can start here, in the order of `auto`, faiss-node last. */
export async function availableEngines(): Promise<readonly IndexEngine[]> {
  const all = [...AUTO, 'faiss-node'] as const;
  const started = await Promise.all(all.map(canStart));
  return all.filter((_, i) => started[i]);
}
