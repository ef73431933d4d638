import type { ResponseMatrix } from '../responses.js';

/** Held-out predictions beside what was observed. Arrays of equal length, [pairs]. */
export interface CalibrationPairs {
  /** Number of the query of each pair, from 0. */
  readonly query: Int32Array;
  /** Number of the LLM of each pair, from 0. */
  readonly llm: Int32Array;
  /** P̂ in [0, 1]. */
  readonly predicted: Float32Array;
  /** y in [0, 1]. */
  readonly observed: Float32Array;
}

/**
 * The observed pairs of the queries at `rows`, numbered by their place there, for which a prediction is known: `predictedAt` gives P̂ of query q and LLM
 * column j, NaN for none; `llmAt` gives the number of the LLM in column j.
 */
export function observedPairs(
  { rowStart, llmIndex, performance }: Pick<ResponseMatrix, 'rowStart' | 'llmIndex' | 'performance'>,
  rows: readonly number[],
  predictedAt: (q: number, j: number) => number,
  llmAt: (j: number) => number,
): CalibrationPairs {
  const query: number[] = [];
  const llm: number[] = [];
  const predicted: number[] = [];
  const observed: number[] = [];
  rows.forEach((q, place) => {
    for (let e = rowStart[q] as number; e < (rowStart[q + 1] as number); e++) {
      const j = llmIndex[e] as number;
      const p = predictedAt(q, j);
      if (Number.isNaN(p)) continue;
      query.push(place);
      llm.push(llmAt(j));
      predicted.push(p);
      observed.push(performance[e] as number);
    }
  });
  return {
    query: Int32Array.from(query),
    llm: Int32Array.from(llm),
    predicted: Float32Array.from(predicted),
    observed: Float32Array.from(observed),
  };
}

/** The pairs at `places`, in that order. */
export const takePairs = (pairs: CalibrationPairs, places: ArrayLike<number>): CalibrationPairs => {
  const ints = (from: Int32Array) => Int32Array.from(places, (i) => from[i] as number);
  const floats = (from: Float32Array) => Float32Array.from(places, (i) => from[i] as number);
  return {
    query: ints(pairs.query),
    llm: ints(pairs.llm),
    predicted: floats(pairs.predicted),
    observed: floats(pairs.observed),
  };
};

/** One more than the largest number; 0 for none. */
export const countOf = (numbers: Int32Array): number => numbers.reduce((most, n) => Math.max(most, n + 1), 0);
