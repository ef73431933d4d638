import { createHash } from 'node:crypto';
import type { Matrix } from '../domain/matrix.js';
import type { BuildContext } from './build-context.js';
import type { Engine } from './engine.js';
import type { Layout } from './layout.js';
import { layoutName } from './layout.js';
import { candidateWidth, rerank } from './nearest.js';
import type { VectorTable } from './vector-table.js';

/** Candidates beyond 2·k that go to the exact comparison. */
const SPARE = 16;

/** Searches in the database (pgvector); what it finds is compared again here, so that similarities are those of every engine. */
export async function pgvectorEngine(
  table: VectorTable,
  vectors: Matrix,
  layout: Layout,
  { signal }: BuildContext,
): Promise<Engine> {
  const key = keyOf(vectors, layout);
  await table.ensure(key, vectors, layout.kind === 'flat' ? null : layout, signal);
  return {
    engine: 'pgvector',
    layout: layoutName(layout),
    async nearest(queries, k) {
      const width = candidateWidth(k, SPARE, vectors.rows);
      return rerank(vectors, queries, await table.candidates(key, queries, width), k);
    },
    // Other servers may search in it; the table forgets sets that nobody has asked for lately.
    dispose: () => undefined,
  };
}

const keyOf = ({ data, cols }: Matrix, layout: Layout): string =>
  createHash('sha256')
    .update(`${cols} ${JSON.stringify(layout)} `)
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex')
    .slice(0, 24);
