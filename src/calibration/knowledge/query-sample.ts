import { takeRows } from '../../domain/matrix.js';
import { seededRng } from '../../domain/random.js';
import { keptFor, remembered } from '../../domain/remembered.js';
import type { QueryBatch, ReferenceSet } from '../../plugins/contract.js';
import { prepareQueries } from '../../routing/query-batch.js';
import type { RouterSet } from '../../routing/router-set.js';

/** Queries that what is known of an LLM is judged on: enough for a share to within some percent, few enough for every router to answer. */
const QUERIES = 400;
/** The same queries at every call, so that what changes between two calls is the LLM. */
const SEED = 1;

export interface WarmUp {
  /** λ */
  readonly weight: number;
  readonly neighbours: number;
}

const kept = new WeakMap<ReferenceSet, Map<string, Promise<QueryBatch>>>();

/**
 * Held-out queries of a set as requests would bring them, warmed up; training queries where none were held out. All or a random part of
 * them; versions that share them share the result.
 */
export function querySample(set: RouterSet, warmUp: WarmUp): Promise<QueryBatch> {
  const from: ReferenceSet = set.heldOut ?? set.reference;
  const own = keptFor(kept, from, () => new Map<string, Promise<QueryBatch>>());
  return remembered(own, `${warmUp.weight} ${warmUp.neighbours}`, () => drawn(from, set, warmUp));
}

async function drawn(from: ReferenceSet, set: RouterSet, { weight, neighbours }: WarmUp): Promise<QueryBatch> {
  const order = seededRng(SEED).shuffle(Uint32Array.from(from.responses.queries.keys()));
  const rows = order.subarray(0, QUERIES).sort();
  const ids = Array.from(rows, (row) => from.responses.queries[row]?.id as string);
  const vectors = takeRows(from.vectors, rows);
  const { batch } = await prepareQueries(ids, weight, neighbours, {
    embed: async () => vectors,
    index: set.index,
    reference: set.reference,
  });
  return { vectors: batch.vectors, keys: ids };
}
