import { frontiers } from '../assignment/frontier.js';
import type { Frontiers } from '../assignment/frontier.js';
import type { Upgrades } from '../assignment/upgrades.js';
import { upgradesByEfficiency } from '../assignment/upgrades.js';
import { NORMAL_QUANTILE } from '../calibration/intervals.js';
import type { Matrix } from '../matrix.js';

/**
 * Every policy "best P̂ − κ·spend per query" on a set of queries, from everyone's cheapest LLM (state 0, κ large) to everyone's best (the last
 * state, κ = 0). One state further, one query moves one step along its own hull; between states no policy of this form exists, so the
 * curve has no jump that the queries do not have. Lagrangian relaxation of a mean budget (Fisher 1981).
 */
export interface TradeOff {
  readonly queries: number;
  /** [states] mean USD per query, non-decreasing. */
  readonly spend: Float64Array;
  /** [states] mean P̂, non-decreasing. */
  readonly predicted: Float64Array;
  /**
   * [states] mean performance that this state and every dearer one reached: the least of their means as observed, which are mean P̂ plus the mean of
   * y − P̂ over the chosen LLMs that were observed (difference estimator, Särndal et al. 1992). Non-decreasing. The first of thousands of states
   * whose own mean reaches a floor is partly luck; one after which no state falls below it is not.
   */
  readonly performance: Float64Array;
  /** [states] κ in P̂ per USD at which a query chooses as in this state; non-increasing, ends in 0. */
  readonly multiplier: Float64Array;
  /** Mean, and the half width of its normal 90 % interval over queries, of a state. */
  outcome(state: number): { readonly performance: Spread; readonly spend: Spread };
}

export interface Spread {
  readonly mean: number;
  readonly halfWidth: number;
}

/** `predicted`, `spend` (USD) and `observed` (y in [0, 1], NaN where not observed) are [queries, llms]. At least one query. */
export function tradeOff(predicted: Matrix, spend: Matrix, observed: Matrix): TradeOff {
  const f = frontiers(predicted, spend);
  const upgrades = upgradesByEfficiency(f);
  const n = predicted.rows;
  const residual = residualsOf(f, predicted, observed);
  const states = upgrades.to.length + 1;
  const total = {
    spend: new Float64Array(states),
    predicted: new Float64Array(states),
    observed: new Float64Array(states),
  };
  const chosen = f.start.slice(0, n);
  let [paid, p, gap, seen] = [0, 0, 0, 0];
  const count = (choice: number, sign: 1 | -1) => {
    paid += sign * (f.spend[choice] as number);
    p += sign * (f.performance[choice] as number);
    const r = residual[choice] as number;
    if (Number.isNaN(r)) return;
    gap += sign * r;
    seen += sign;
  };
  chosen.forEach((choice) => count(choice, 1));
  for (let s = 0; s < states; s++) {
    total.spend[s] = paid / n;
    total.predicted[s] = p / n;
    total.observed[s] = p / n + (seen > 0 ? gap / seen : 0);
    if (s + 1 === states) break;
    const q = upgrades.query[s] as number;
    count(chosen[q] as number, -1);
    chosen[q] = upgrades.to[s] as number;
    count(chosen[q], 1);
  }
  return {
    queries: n,
    spend: total.spend,
    predicted: total.predicted,
    performance: leastFromHere(total.observed),
    multiplier: multipliers(upgrades),
    outcome: (state) => outcomeOf(f, upgrades, residual, state),
  };
}

/** The least of each value and all later ones. */
function leastFromHere(values: Float64Array): Float64Array {
  const out = values.slice();
  for (let s = out.length - 2; s >= 0; s--) out[s] = Math.min(out[s] as number, out[s + 1] as number);
  return out;
}

/** [choices] y − P̂; NaN where not observed. */
function residualsOf(f: Frontiers, predicted: Matrix, observed: Matrix): Float64Array {
  const out = new Float64Array(f.column.length);
  for (let q = 0; q + 1 < f.start.length; q++) {
    for (let i = f.start[q] as number; i < (f.start[q + 1] as number); i++) {
      const at = q * predicted.cols + (f.column[i] as number);
      out[i] = (observed.data[at] as number) - (predicted.data[at] as number);
    }
  }
  return out;
}

/** How far above the most worthwhile step κ stands in state 0: for no unseen query is a dearer LLM worth it, but of equally cheap ones the better is. */
const CHEAPEST = 1000;

/** Halfway between the steps that lead to a state and away from it, so that rounding does not make a query take another. */
function multipliers({ spend, performance }: Upgrades): Float64Array {
  const efficiency = (k: number) => (performance[k] as number) / (spend[k] as number);
  const last = spend.length;
  return Float64Array.from({ length: last + 1 }, (_, s) =>
    s === last ? 0 : s === 0 ? CHEAPEST * efficiency(0) : (efficiency(s - 1) + efficiency(s)) / 2,
  );
}

function outcomeOf(f: Frontiers, upgrades: Upgrades, residual: Float64Array, state: number) {
  const n = f.start.length - 1;
  const chosen = f.start.slice(0, n);
  for (let s = 0; s < state; s++) chosen[upgrades.query[s] as number] = upgrades.to[s] as number;
  const known = chosen.reduce((sum, choice) => sum + (Number.isNaN(residual[choice]) ? 0 : 1), 0);
  const perQuery = Float64Array.from(chosen, (choice) => {
    const r = residual[choice] as number;
    return (f.performance[choice] as number) + (Number.isNaN(r) ? 0 : (r * n) / known);
  });
  return { performance: spreadOf(perQuery), spend: spreadOf(Float64Array.from(chosen, (c) => f.spend[c] as number)) };
}

function spreadOf(values: Float64Array): Spread {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const squares = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  const halfWidth = values.length > 1 ? NORMAL_QUANTILE * Math.sqrt(squares / (values.length - 1) / values.length) : 0;
  return { mean, halfWidth };
}
