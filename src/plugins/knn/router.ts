import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix, takeRows } from '../../domain/matrix.js';
import { densePerformance } from '../../domain/responses.js';
import type { Neighbours } from '../../index/neighbour-index.js';
import type { Candidates, LoadedRouter, QueryBatch, RouterDeps } from '../contract.js';
import { columnsOf, unknownLlm } from '../llm-columns.js';
import type { QuerySearch } from '../search-among.js';
import { searchAmong } from '../search-among.js';
import type { KnnModel } from './artifact.js';
import { cohorts } from './cohorts.js';

/** One column to predict. */
interface Column {
  /** In the answer. */
  readonly to: number;
  /** In the response matrix of the reference set. */
  readonly at: number;
  readonly mean: number;
}

export async function loadKnnRouter(model: KnnModel, deps: RouterDeps): Promise<LoadedRouter> {
  const { reference } = deps;
  const { k, weighting, shrinkage, overFetch } = model.hyperparameters;
  const responses = densePerformance(reference.responses);
  const searches = await Promise.all(
    cohorts(reference.responses).map(async ({ columns, rows }) => ({
      columns,
      queries: await searchAmong(rows, deps),
    })),
  );
  const referenceColumns = columnsOf(reference.responses.llms);
  const means = new Map(model.llms.map((llm, j) => [llm, model.means[j] as number]));
  const supports = (llm: LlmId) => means.has(llm) && referenceColumns.has(llm);

  const column = (llm: LlmId, to: number): Column => {
    if (!supports(llm)) throw unknownLlm('knn', llm, 'no training query has a response of it');
    return { to, at: referenceColumns.get(llm) as number, mean: means.get(llm) as number };
  };

  /**
   * Writes the row of query `q` from its neighbours: for each LLM the nearest k that it answered, and its own mean as
   * `shrinkage` more of them. Returns whether every LLM had k.
   */
  const average = (near: Neighbours, q: number, columns: readonly Column[], out: Float32Array): boolean => {
    let complete = true;
    for (const { to, at, mean } of columns) {
      let found = 0;
      let weights = shrinkage;
      let sum = shrinkage * mean;
      for (let n = q * near.k; n < (q + 1) * near.k && found < k; n++) {
        const id = near.ids[n] as number;
        if (id < 0) break;
        const y = responses.data[id * responses.cols + at] as number;
        if (Number.isNaN(y)) continue;
        const w = weighting === 'uniform' ? 1 : Math.max(0, near.similarity[n] as number);
        found++;
        weights += w;
        sum += w * y;
      }
      complete &&= found >= k;
      out[to] = weights > 0 ? Math.min(1, Math.max(0, sum / weights)) : mean;
    }
    return complete;
  };

  /** Predicts the columns of one cohort; queries on which some LLM has fewer than k are looked at again, further. */
  const predictCohort = async (
    { search, size }: QuerySearch,
    vectors: Matrix,
    columns: readonly Column[],
    rowOf: (q: number) => Float32Array,
    signal: AbortSignal | undefined,
  ): Promise<void> => {
    const near = await search(vectors, Math.min(k, size));
    throwIfAborted(signal);
    const short: number[] = [];
    for (let q = 0; q < vectors.rows; q++) if (!average(near, q, columns, rowOf(q))) short.push(q);
    const more = Math.min(k * overFetch, size);
    if (short.length === 0 || more <= near.k) return;
    const wider = await search(takeRows(vectors, short), more);
    throwIfAborted(signal);
    short.forEach((q, i) => average(wider, i, columns, rowOf(q)));
  };

  return {
    llms: model.llms.filter(supports),
    supports,
    async predict({ vectors }: QueryBatch, { llms }: Candidates, signal): Promise<Matrix> {
      const columns = llms.map(column);
      const out = matrix(vectors.rows, columns.length);
      if (columns.length === 0 || vectors.rows === 0) return out;
      const rowOf = (q: number) => out.data.subarray(q * columns.length, (q + 1) * columns.length);
      for (const cohort of searches) {
        const own = columns.filter(({ at }) => cohort.columns.includes(at));
        if (own.length > 0) await predictCohort(cohort.queries, vectors, own, rowOf, signal);
      }
      return out;
    },
    async [Symbol.asyncDispose]() {
      for (const { queries } of searches) queries.dispose();
    },
  };
}
