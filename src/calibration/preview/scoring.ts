import type { Objective } from '../../domain/objective.js';
import { score } from '../../domain/objective.js';
import type { Matrix } from '../../domain/matrix.js';
import type { QueryTarget } from '../../routing/targets/types.js';

/** The rule by which LLMs are ranked: the best score is chosen, of equal ones the cheaper, then the one that comes first. */
export interface Scoring {
  /** What LLM j costs on query q, on the scale of the rule. */
  cost(q: number, j: number): number;
  /** Rises with P̂; float32, as decisions are scored. */
  score(q: number, predicted: number, cost: number): number;
}

/** S = α·P̂ − β·C with weights of each query (paper eq. 1); `cost` is [llms]. */
export const byAlpha = (weights: (q: number) => Objective, cost: Float32Array): Scoring => ({
  cost: (_q, j) => cost[j] as number,
  score: (q, p, c) => Math.fround(score(weights(q), p, c)),
});

/** The same over expected cost as a share of `scale`; `spend` is [queries, llms], USD. */
export const bySpend = (weights: Objective, spend: Matrix, scale: number): Scoring => ({
  cost: (q, j) => Math.fround(scale > 0 ? (spend.data[q * spend.cols + j] as number) / scale : 0),
  score: (_q, p, c) => Math.fround(score(weights, p, c)),
});

/** Above the range of any score. */
const STEP = 2;
/** As decisions break ties between LLMs at one price. */
const TIE_BREAK = 1e-4;

/** The rule of a target that holds for each query, as decisions have it (target-rule.ts); `left` is a column that takes no part, or −1. */
export function byQueryTarget({ kind, value }: QueryTarget, spend: Matrix, left: number): Scoring {
  const usd = (q: number, j: number) => spend.data[q * spend.cols + j] as number;
  if (kind === 'COST_PER_QUERY') {
    return { cost: usd, score: (_q, p, c) => Math.fround(c <= value ? p : value / c - 1 - STEP) };
  }
  const dearest = Float64Array.from({ length: spend.rows }, (_, q) => {
    let most = 0;
    for (let j = 0; j < spend.cols; j++) if (j !== left) most = Math.max(most, usd(q, j));
    return most;
  });
  return {
    cost: (q, j) => Math.fround((dearest[q] as number) > 0 ? usd(q, j) / (dearest[q] as number) : 0),
    score: (_q, p, c) => Math.fround(p >= value ? TIE_BREAK * p - c : p - value - STEP),
  };
}
