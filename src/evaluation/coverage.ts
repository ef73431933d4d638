import type { CalibrationPairs } from '../domain/calibration/pairs.js';
import { observedPairs, takePairs } from '../domain/calibration/pairs.js';
import type { LlmId } from '../domain/ids.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { RouterAnswers } from './answers.js';

/**
 * What a router said of the observed pairs of the test queries at `rows`; queries are numbered by their place in `rows`, LLMs by their column. Pairs
 * that it did not answer are left out.
 */
export const answeredPairs = (
  { predicted }: Pick<RouterAnswers, 'predicted'>,
  responses: ResponseMatrix,
  rows: readonly number[],
): CalibrationPairs =>
  observedPairs(
    responses,
    rows,
    (q, j) => predicted[q * responses.llms.length + j] as number,
    (j) => j,
  );

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
