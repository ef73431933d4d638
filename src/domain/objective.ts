import { ThetaError } from './errors.js';

/** How performance is weighed against cost (paper eq. 1): S = α·P̂ − β·C with β = 1 − α. */
export interface Objective {
  readonly alpha: number;
  readonly beta: number;
}

/** Throws ALPHA_OUT_OF_RANGE unless α is a finite number from 0 to 1. */
export function objective(alpha: number): Objective {
  if (!Number.isFinite(alpha) || alpha < 0 || alpha > 1) {
    throw new ThetaError('ALPHA_OUT_OF_RANGE', `α must be a number from 0 to 1, got ${alpha}.`, {
      hint: '1 looks at performance only, 0 at cost only; 0.8 is the default.',
    });
  }
  return { alpha, beta: 1 - alpha };
}

/** Score of one LLM on one query (paper eq. 1). P̂ and C in [0, 1]; the result in [−β, α]. */
export function score(o: Objective, predictedPerformance: number, cost: number): number {
  return o.alpha * predictedPerformance - o.beta * cost;
}

/**
 * Index of the best score (paper eq. 2); ties go to the cheaper LLM, then to the earlier one, so that a decision is
 * reproducible. Returns −1 for no candidates.
 */
export function bestIndex(scores: ArrayLike<number>, cost: ArrayLike<number>): number {
  let best = -1;
  for (let j = 0; j < scores.length; j++) {
    const s = scores[j] as number;
    if (Number.isNaN(s)) continue;
    const b = best < 0 ? Number.NEGATIVE_INFINITY : (scores[best] as number);
    if (s > b || (s === b && best >= 0 && (cost[j] as number) < (cost[best] as number))) best = j;
  }
  return best;
}
