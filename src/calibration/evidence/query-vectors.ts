import type { Matrix } from '../../domain/matrix.js';
import { matrix, row } from '../../domain/matrix.js';
import type { RouterSet } from '../../routing/router-set.js';
import type { KnownQuery } from './source.js';

type VectorsOf = Pick<RouterSet, 'reference' | 'heldOut' | 'evidence' | 'embeddings' | 'embedder'>;

/**
 * Vectors of queries as training has them, before warm-up: those that the set holds are taken from it, the others are embedded behind
 * the texts of requests. `rows` are the queries that have one, [rows, embeddingSize]: one that the set does not hold and that has no text
 * is left out.
 */
export async function queryVectors(
  set: VectorsOf,
  queries: readonly KnownQuery[],
): Promise<{ readonly rows: readonly number[]; readonly vectors: Matrix }> {
  const held = heldVectors(set, new Set(queries.map(({ id }) => id)));
  const rows = [...queries.keys()].filter((i) => held.has(idOf(queries, i)) || typeof queries[i]?.text === 'string');
  const missing = rows.filter((i) => !held.has(idOf(queries, i)));
  const embedded = await set.embeddings.embed(
    missing.map((i) => queries[i]?.text as string),
    { background: true },
  );
  missing.forEach((i, at) => held.set(idOf(queries, i), row(embedded, at)));
  const vectors = matrix(rows.length, set.embedder.dims);
  rows.forEach((i, at) => row(vectors, at).set(held.get(idOf(queries, i)) as Float32Array));
  return { rows, vectors };
}

const idOf = (queries: readonly KnownQuery[], i: number): string => (queries[i] as KnownQuery).id;

function heldVectors({ reference, heldOut, evidence }: VectorsOf, wanted: ReadonlySet<string>) {
  const found = new Map<string, Float32Array>();
  const take = (queries: readonly { readonly id: string }[], vectors: Matrix) =>
    queries.forEach(({ id }, i) => {
      if (wanted.has(id)) found.set(id, row(vectors, i));
    });
  take(evidence.queries, evidence.vectors);
  if (heldOut) take(heldOut.responses.queries, heldOut.vectors);
  take(reference.responses.queries, reference.vectors);
  return found;
}
