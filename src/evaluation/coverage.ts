import type { CalibrationPairs } from '../domain/calibration/pairs.js';
import { takePairs } from '../domain/calibration/pairs.js';
import type { LlmId } from '../domain/ids.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { RouterAnswers } from './answers.js';

/**
 * What a router said of the observed pairs of the test queries at `rows`; queries are numbered by their place in `rows`, LLMs by their column. Pairs
 * that it did not answer are left out.
 */
export function answeredPairs(
  answers: Pick<RouterAnswers, 'predicted'>,
  responses: ResponseMatrix,
  rows: readonly number[],
): CalibrationPairs {
  const query: number[] = [];
  const llm: number[] = [];
  const predicted: number[] = [];
  const observed: number[] = [];
  rows.forEach((q, place) => {
    for (let e = responses.rowStart[q] as number; e < (responses.rowStart[q + 1] as number); e++) {
      const j = responses.llmIndex[e] as number;
      const p = answers.predicted[q * responses.llms.length + j] as number;
      if (Number.isNaN(p)) continue;
      query.push(place);
      llm.push(j);
      predicted.push(p);
      observed.push(responses.performance[e] as number);
    }
  });
  return {
    query: Int32Array.from(query),
    llm: Int32Array.from(llm),
    predicted: Float32Array.from(predicted),
    observed: Float32Array.from(observed),
  };
}

/** Counts of an interval over several folds. */
export interface CoverageCount {
  /** Cases that it held. */
  inside: number;
  cases: number;
  /** Sum of the widths. */
  width: number;
}

export const coverageCount = (): CoverageCount => ({ inside: 0, cases: 0, width: 0 });

/** Share of cases inside; null without cases. */
export const shareInside = ({ inside, cases }: CoverageCount): number | null => (cases > 0 ? inside / cases : null);
export const meanWidth = ({ width, cases }: CoverageCount): number | null => (cases > 0 ? width / cases : null);

/** Mean over LLMs of the expected calibration error of each; an LLM without pairs does not count. */
export function eceByLlm(
  pairs: CalibrationPairs,
  llms: readonly LlmId[],
  ece: (pairs: CalibrationPairs) => number,
): number {
  const places: number[][] = llms.map(() => []);
  pairs.llm.forEach((j, i) => places[j]?.push(i));
  const errors = places.filter((own) => own.length > 0).map((own) => ece(takePairs(pairs, own)));
  return errors.reduce((sum, e) => sum + e, 0) / errors.length;
}
