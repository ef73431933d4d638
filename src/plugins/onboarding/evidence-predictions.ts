import type { Matrix } from '../../domain/matrix.js';
import { matrix, row, takeRows } from '../../domain/matrix.js';
import type { Candidates, LoadedRouter, QueryBatch } from '../contract.js';

/** P̂ of the known LLMs by query id, of what a trained router was asked last, until that is collected. */
const lastAsked = new WeakMap<object, ReadonlyMap<string, Float32Array>>();

/**
 * P̂ of the known LLMs on queries of the evidence, [queries, candidates]. A version is loaded anew with every answer, and a neighbour search for each query that was
 * ever answered would make that slower and slower: only queries that were not asked the last time are asked. `trained` is what stays the same between loads of one trained
 * router and of no other, such as the meta of its artifact; `candidates` must be the same at every call with it.
 */
export async function evidencePredictions(
  loaded: LoadedRouter,
  trained: object,
  queries: QueryBatch,
  candidates: Candidates,
): Promise<Matrix> {
  const { vectors, keys } = queries;
  const before = lastAsked.get(trained);
  const missing = [...keys.keys()].filter((q) => !before?.has(keys[q] as string));
  const asked = { vectors: takeRows(vectors, missing), keys: missing.map((q) => keys[q] as string) };
  const found = missing.length > 0 ? await loaded.predict(asked, candidates) : null;
  const fresh = new Map(missing.map((q, i) => [keys[q] as string, row(found as Matrix, i)]));
  const out = matrix(vectors.rows, candidates.llms.length);
  const known = new Map<string, Float32Array>();
  for (const [q, key] of keys.entries()) {
    const predicted = (fresh.get(key) ?? before?.get(key)) as Float32Array;
    known.set(key, predicted);
    row(out, q).set(predicted);
  }
  lastAsked.set(trained, known);
  return out;
}
