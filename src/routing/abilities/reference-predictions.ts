import { matrix } from '../../domain/matrix.js';
import type { Matrix } from '../../domain/matrix.js';
import type { Candidates, LoadedRouter, QueryBatch } from '../../plugins/contract.js';
import { breathe } from '../../tensor/linear-algebra/breathe.js';
import type { RouterSet, ServingRouter } from '../router-set.js';

/** Queries between two turns of the event loop: requests that are waiting get theirs within some tens of milliseconds. */
const CHUNK = 512;
/** Lists of LLMs per router whose predictions are kept: 2 MB each for 20,000 queries and 27 LLMs. */
const KEPT = 4;

/** Calls `use` with the training queries of a set in consecutive chunks, the first of which starts at row `from`. */
export async function eachReferenceChunk(
  { reference }: RouterSet,
  use: (batch: QueryBatch, from: number) => Promise<void>,
): Promise<void> {
  const { vectors, responses } = reference;
  for (let from = 0; from < vectors.rows; from += CHUNK) {
    const to = Math.min(vectors.rows, from + CHUNK);
    const data = vectors.data.subarray(from * vectors.cols, to * vectors.cols);
    const part: Matrix = { rows: to - from, cols: vectors.cols, data };
    await use({ vectors: part, keys: responses.queries.slice(from, to).map((query) => query.id) }, from);
    await breathe(undefined);
  }
}

const kept = new WeakMap<LoadedRouter, Map<string, Promise<Matrix>>>();

/** Prediction of a router for every training query as it is stored (no warm-up), [queries, candidates]; kept for the latest lists of LLMs. */
export function referencePredictions(router: LoadedRouter, set: RouterSet, candidates: Candidates): Promise<Matrix> {
  let own = kept.get(router);
  if (!own) kept.set(router, (own = new Map<string, Promise<Matrix>>()));
  const key = JSON.stringify([candidates.llms, [...candidates.cost]]);
  const known = own.get(key) ?? predictAll(router, set, candidates);
  own.delete(key);
  own.set(key, known);
  const [oldest] = own.keys();
  if (own.size > KEPT && oldest !== undefined) own.delete(oldest);
  // What failed is asked again.
  known.catch(() => own.delete(key));
  return known;
}

async function predictAll(router: LoadedRouter, set: RouterSet, candidates: Candidates): Promise<Matrix> {
  const out = matrix(set.reference.vectors.rows, candidates.llms.length);
  await eachReferenceChunk(set, async (batch, from) => {
    out.data.set((await router.predict(batch, candidates)).data, from * out.cols);
  });
  return out;
}

/** Of the LLMs that the router was trained on, all of cost 0. */
export const ownPredictions = (router: LoadedRouter, set: RouterSet): Promise<Matrix> => {
  const { llms } = router;
  return referencePredictions(router, set, { llms, cost: new Float32Array(llms.length) });
};

/** Mean P̂ of the LLMs that the router was trained on, on every training query; [queries]. */
export async function referenceMeans({ loaded }: ServingRouter, set: RouterSet): Promise<Float32Array> {
  const { rows, cols, data } = await ownPredictions(loaded, set);
  return Float32Array.from({ length: rows }, (_, q) => {
    let sum = 0;
    for (let i = q * cols; i < (q + 1) * cols; i++) sum += data[i] as number;
    return cols > 0 ? sum / cols : 0;
  });
}

/** Difficulty of every training query: 1 − that mean, in [0, 1]. */
export const referenceDifficulty = async (router: ServingRouter, set: RouterSet): Promise<Float32Array> =>
  (await referenceMeans(router, set)).map((p) => 1 - p);
