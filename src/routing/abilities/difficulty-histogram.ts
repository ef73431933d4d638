import type { RouterId, VersionId } from '../../domain/ids.js';
import type { ResponseMatrix } from '../../domain/responses.js';

/** Training queries of similar difficulty. */
export interface DifficultyBin {
  /** Difficulty from here, in [0, 1] … */
  readonly from: number;
  /** … to below here; the last bin holds 1 as well. */
  readonly to: number;
  readonly queries: number;
  /** Mean P̂ of the router's LLMs; null in an empty bin. */
  readonly predictedPerformance: number | null;
  /** Mean observed performance of whatever LLMs answered; null without a response. */
  readonly observedPerformance: number | null;
  readonly responses: number;
}

export interface DifficultyHistogram {
  readonly router: RouterId;
  readonly version: VersionId;
  readonly bins: readonly DifficultyBin[];
}

/** Bins of equal width over [0, 1]. `difficulty` is 1 − mean P̂ of each query of `responses`. */
export function difficultyBins(difficulty: Float32Array, responses: ResponseMatrix, bins: number): DifficultyBin[] {
  const queries = new Float64Array(bins);
  const predicted = new Float64Array(bins);
  const observed = new Float64Array(bins);
  const answers = new Float64Array(bins);
  for (let q = 0; q < difficulty.length; q++) {
    const d = difficulty[q] as number;
    const bin = Math.max(0, Math.min(bins - 1, Math.floor(d * bins)));
    queries[bin] = (queries[bin] as number) + 1;
    predicted[bin] = (predicted[bin] as number) + 1 - d;
    for (let e = responses.rowStart[q] as number; e < (responses.rowStart[q + 1] as number); e++) {
      observed[bin] = (observed[bin] as number) + (responses.performance[e] as number);
      answers[bin] = (answers[bin] as number) + 1;
    }
  }
  const mean = (sum: Float64Array, count: Float64Array, b: number) =>
    (count[b] as number) > 0 ? (sum[b] as number) / (count[b] as number) : null;
  return Array.from({ length: bins }, (_, b) => ({
    from: b / bins,
    to: (b + 1) / bins,
    queries: queries[b] as number,
    predictedPerformance: mean(predicted, queries, b),
    observedPerformance: mean(observed, answers, b),
    responses: answers[b] as number,
  }));
}
