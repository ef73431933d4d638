import type { TradeOff } from './trade-off.js';

/** A policy of a trade-off that meets a target; null where none does. Each is monotone in its target, because the curve is. */

/** The cheapest state whose observed mean performance reaches `floor`. */
export const cheapestReaching = ({ performance }: TradeOff, floor: number): number | null =>
  firstFrom(performance, floor);

/** The best state whose mean spend is at most `usd` per query. */
export function bestWithin({ spend }: TradeOff, usd: number): number | null {
  const above = firstFrom(spend, nextAbove(usd));
  const state = (above ?? spend.length) - 1;
  return state < 0 ? null : state;
}

/**
 * The state that stands `balance` of the way, in mean P̂, from everyone's cheapest LLM (0) to everyone's best (1): an even walk along the
 * hull.
 */
export function balanced({ predicted }: TradeOff, balance: number): number {
  const from = predicted[0] as number;
  const to = predicted.at(-1) as number;
  if (balance >= 1) return predicted.length - 1;
  return firstFrom(predicted, from + balance * (to - from)) ?? predicted.length - 1;
}

/** Amounts that differ by rounding are the same amount. */
const nextAbove = (usd: number): number => usd * (1 + 1e-12) + Number.MIN_VALUE;

/** First index of the non-decreasing `values` at which they are `limit` or more. */
function firstFrom(values: Float64Array, limit: number): number | null {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) >= limit) high = middle;
    else low = middle + 1;
  }
  return low < values.length ? low : null;
}
