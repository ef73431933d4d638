import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../../domain/errors.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix, takeRows } from '../../domain/matrix.js';
import { hash32, seededRng } from '../../domain/random.js';
import type { Candidates, QueryBatch } from '../../plugins/contract.js';
import { prepareQueries } from '../../routing/query-batch.js';
import type { RouterSet, ServingRouter } from '../../routing/router-set.js';

/** Probes of a diff: a share of 10 % is then known to 1.5 points. */
export const PROBES = 400;
/** Queries that a router answers between two turns of the event loop. */
const SLICE = 64;

/** Queries that both versions of a diff decide on. */
export interface Probes {
  readonly ids: readonly string[];
  /** [probes, embeddingSize] before warm-up */
  readonly vectors: Matrix;
}

/** A sample of the held-out queries, else of the training queries; the same for all versions that share them, whatever else differs. */
export function probesOf({ manifest, heldOut, reference }: RouterSet): Probes {
  const { responses, vectors } = heldOut ?? reference;
  const rows = Uint32Array.from({ length: vectors.rows }, (_, q) => q);
  seededRng(hash32(manifest.heldOut ?? manifest.reference)).shuffle(rows);
  const drawn = rows.slice(0, PROBES).sort();
  return {
    ids: Array.from(drawn, (q) => (responses.queries[q] as { id: string }).id),
    vectors: takeRows(vectors, drawn),
  };
}

/** The probes as a request of this version would hand them to routers. */
export async function prepareProbes(
  { ids, vectors }: Probes,
  { manifest, index, reference }: RouterSet,
  warmUpNeighbours: number,
): Promise<QueryBatch> {
  const { batch } = await prepareQueries(ids, manifest.warmUpWeight, warmUpNeighbours, {
    embed: async () => vectors,
    index,
    reference,
  });
  return { vectors: batch.vectors, keys: ids };
}

/** [probes, candidates]; requests get their turn in between. Throws CANCELLED. */
export async function predictProbes(
  { loaded }: ServingRouter,
  { vectors, keys }: QueryBatch,
  candidates: Candidates,
  signal?: AbortSignal,
): Promise<Matrix> {
  const out = matrix(vectors.rows, candidates.llms.length);
  for (let from = 0; from < vectors.rows; from += SLICE) {
    throwIfAborted(signal);
    const rows = Array.from({ length: Math.min(SLICE, vectors.rows - from) }, (_, i) => from + i);
    const slice = { vectors: takeRows(vectors, rows), keys: rows.map((q) => keys[q] as string) };
    out.data.set((await loaded.predict(slice, candidates)).data, from * out.cols);
    await setImmediate();
  }
  return out;
}
