import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix, takeRows } from '../../domain/matrix.js';
import { densePerformance } from '../../domain/responses.js';
import type { Neighbours } from '../../index/neighbour-index.js';
import type { Candidates, LoadedRouter, QueryBatch, RouterDeps } from '../contract.js';
import { columnsOf, unknownLlm } from '../llm-columns.js';
import type { KnnModel } from './artifact.js';

/** One column to predict. */
interface Column {
  /** In the response matrix of the reference set. */
  readonly at: number;
  readonly mean: number;
}

export function loadKnnRouter(model: KnnModel, { reference, index }: RouterDeps): LoadedRouter {
  const { k, weighting, shrinkage, overFetch } = model.hyperparameters;
  const responses = densePerformance(reference.responses);
  const referenceColumns = columnsOf(reference.responses.llms);
  const means = new Map(model.llms.map((llm, j) => [llm, model.means[j] as number]));
  const supports = (llm: LlmId) => means.has(llm) && referenceColumns.has(llm);

  const column = (llm: LlmId): Column => {
    if (!supports(llm)) throw unknownLlm('knn', llm, 'no training query has a response of it');
    return { at: referenceColumns.get(llm) as number, mean: means.get(llm) as number };
  };

  /**
   * Writes the row of query `q` from its neighbours: for each LLM the nearest k that it answered, and its own mean as
   * `shrinkage` more of them. Returns whether every LLM had k.
   */
  const average = (near: Neighbours, q: number, columns: readonly Column[], out: Float32Array): boolean => {
    let complete = true;
    for (let j = 0; j < columns.length; j++) {
      const { at, mean } = columns[j] as Column;
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
      out[j] = weights > 0 ? Math.min(1, Math.max(0, sum / weights)) : mean;
    }
    return complete;
  };

  return {
    llms: model.llms.filter(supports),
    supports,
    async predict({ vectors }: QueryBatch, { llms }: Candidates, signal): Promise<Matrix> {
      const columns = llms.map(column);
      const out = matrix(vectors.rows, columns.length);
      if (columns.length === 0 || vectors.rows === 0) return out;
      const rowOf = (q: number) => out.data.subarray(q * columns.length, (q + 1) * columns.length);
      const near = await index.search(vectors, Math.min(k, index.size));
      throwIfAborted(signal);
      const short: number[] = [];
      for (let q = 0; q < vectors.rows; q++) if (!average(near, q, columns, rowOf(q))) short.push(q);
      const more = Math.min(k * overFetch, index.size);
      if (short.length === 0 || more <= near.k) return out;
      const wider = await index.search(takeRows(vectors, short), more);
      throwIfAborted(signal);
      short.forEach((q, i) => average(wider, i, columns, rowOf(q)));
      return out;
    },
    async [Symbol.asyncDispose]() {},
  };
}
