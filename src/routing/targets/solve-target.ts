import { ThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import { objective } from '../../domain/objective.js';
import { balanced, bestWithin, cheapestReaching } from '../../domain/targets/solve.js';
import type { Spread, TradeOff } from '../../domain/targets/trade-off.js';
import type { HeldOutCurve } from './held-out-curve.js';
import type { HeldOutMean, HeldOutOutcome, MeanTarget, SolvedTarget } from './types.js';

/**
 * The weights at which "best α·P̂ − β·C per query" meets the target on the held-out queries, C being the expected cost of an answer over the mean
 * of the dearest LLM. Monotone in the target. Throws TARGET_UNREACHABLE, which says what could be reached.
 */
export function solveTarget(target: MeanTarget, llms: readonly LlmId[], found: HeldOutCurve): SolvedTarget {
  const { curve, single } = found;
  const costScale = Math.max(...single.spend);
  const best = bestSingle(found);
  const state = stateFor(target, curve, single.performance[best] as number);
  return {
    target,
    objective: objective(alphaOf(curve.multiplier[state] as number, costScale)),
    costScale,
    heldOut: outcomeOf(curve, state, llms, best, found),
  };
}

/** α·P̂ − β·C orders LLMs as P̂ − κ·spend does when β / α = κ·scale. */
const alphaOf = (multiplier: number, scale: number): number => 1 / (1 + multiplier * scale);

function stateFor(target: MeanTarget, curve: TradeOff, best: number): number {
  const { kind, value } = target;
  if (kind === 'BALANCE') return balanced(curve, value);
  if (kind === 'COST_PER_THOUSAND') {
    return bestWithin(curve, value / 1000) ?? unreachable(tooCheap(value, 1000 * (curve.spend[0] as number)));
  }
  return cheapestReaching(curve, value * best) ?? unreachable(tooGood(value, best, curve.performance.at(-1) as number));
}

function unreachable({ message, hint }: { message: string; hint: string }): never {
  throw new ThetaError('TARGET_UNREACHABLE', message, { hint });
}

const tooCheap = (wanted: number, least: number) => ({
  message: `The cheapest LLM for every query costs ${digits(least)} USD per thousand queries on average; the ceiling is ${wanted}.`,
  hint: `Give a ceiling of at least ${digits(least)}, or add cheaper LLMs to the pool.`,
});

const tooGood = (wanted: number, best: number, most: number) => ({
  message: `No policy of this router reaches ${wanted} of the best single LLM's ${digits(best)} on the held-out queries; the most is ${digits(most)}.`,
  hint: `Ask for a share of at most ${Math.floor((1000 * most) / best) / 1000}, or add better LLMs to the pool.`,
});

function bestSingle({ single }: HeldOutCurve): number {
  let best = 0;
  single.performance.forEach((p, j) => {
    if (p > (single.performance[best] as number)) best = j;
  });
  return best;
}

function outcomeOf(
  curve: TradeOff,
  state: number,
  llms: readonly LlmId[],
  best: number,
  { single }: HeldOutCurve,
): HeldOutOutcome {
  const { performance, spend } = curve.outcome(state);
  return {
    queries: curve.queries,
    performance: interval(performance, 1),
    costPerThousand: interval(spend, 1000),
    bestLlm: llms[best] as LlmId,
    bestLlmPerformance: single.performance[best] as number,
    bestLlmCostPerThousand: 1000 * (single.spend[best] as number),
  };
}

const interval = ({ mean, halfWidth }: Spread, factor: number): HeldOutMean => ({
  mean: mean * factor,
  low: (mean - halfWidth) * factor,
  high: (mean + halfWidth) * factor,
});

const digits = (x: number): number => Number(x.toPrecision(3));
