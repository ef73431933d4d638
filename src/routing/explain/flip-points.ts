import type { LlmId } from '../../domain/ids.js';
import type { Objective } from '../../domain/objective.js';
import type { FlipPoints, Ranking } from '../types.js';
import { alphaRange } from './alpha-flip.js';
import { priceThreshold } from './price-flip.js';

/** Output prices behind the costs of a ranking, in USD per million tokens. */
export interface RankingPrices {
  /** In ranking order. */
  readonly candidates: readonly number[];
  /** The dearest of the pool's LLMs that this router cannot predict for: they set the scale of C too. 0 for none. */
  readonly dearestOutside: number;
}

/**
 * Where the choice would change, one number moved at a time. Null for a ranking without P̂: a preference does not weigh cost,
 * and a policy's rule is not α·P̂ − β·C.
 */
export function flipPoints(ranking: Ranking, objective: Objective, prices: RankingPrices | null): FlipPoints | null {
  const alpha = alphaRange(ranking);
  const { predictedPerformance: p, cost, llms } = ranking;
  if (!alpha || !p) return null;
  const { alpha: α, beta: β } = objective;
  const runnerUp = llms[1];
  if (runnerUp === undefined) return { alpha, price: null, performance: null };
  const choice = prices && {
    alpha: α,
    beta: β,
    performance: p,
    prices: prices.candidates,
    dearestOutside: prices.dearestOutside,
  };
  const rise = choice && priceThreshold(choice, 0);
  const fall = choice && priceThreshold(choice, 1);
  /** P̂ at which candidate i would tie with candidate k: α·P − β·C_i = S_k. */
  const tie = (i: number, k: number) => possible((α * at(p, k) + β * (at(cost, i) - at(cost, k))) / α);
  return {
    alpha,
    price: choice && {
      chosenAbove: rise && { price: rise.price, llm: llms[rise.to] as LlmId },
      runnerUpBelow: fall && { price: fall.price, llm: runnerUp },
    },
    performance: { chosenBelow: tie(0, 1), runnerUpAbove: tie(1, 0) },
  };
}

const possible = (p: number): number | null => (p >= 0 && p <= 1 ? p : null);
const at = (values: Float32Array, i: number): number => values[i] as number;
