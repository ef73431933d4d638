import type { Objective } from '../domain/objective.js';
import type { Outcome } from './outcome.js';
import type { TestSet } from './test-set.js';

export const REWARD_SCALE = 100;

/**
 * What one answer adds to the reward, so that the reward of a test set (paper eq. 12) is the mean of its queries':
 * 100 · (α·y − β·spend·queries / total cost of the dearest LLM). The scale of cost is a constant of the test set.
 */
export function worth(test: TestSet, { alpha, beta }: Objective, performance: number, usd: number): number {
  const relative = test.dearestTotal > 0 ? (usd * test.responses.queries.length) / test.dearestTotal : 0;
  return REWARD_SCALE * (alpha * performance - beta * relative);
}

/** [queries] worth of every answer; NaN where there is none. */
export const worths = (test: TestSet, objective: Objective, { performance, spend }: Outcome): Float64Array =>
  Float64Array.from(spend, (usd, q) => worth(test, objective, performance[q] as number, usd));
