import type { CalibrationPairs } from './pairs.js';

/** Pairs that a cell needs to say anything. */
const FEWEST_PAIRS = 5;

/** How far the mean of the observations of one LLM on one kind of queries is from the mean of its predictions. */
export interface Cell {
  readonly llm: number;
  readonly pairs: number;
  /** Mean of y − P̂. */
  readonly error: number;
  /** Variance of that mean if P̂ were right: Σ P̂(1 − P̂) / n², scaled to the spread that y really has. */
  readonly noise: number;
  /** Mean of P̂(1 − P̂): what one unit of log-odds moves P̂ by. */
  readonly slope: number;
}

/**
 * One cell per kind of query × LLM with five pairs or more. `kind` numbers the kind of each query, for example its cluster. Graded y
 * spreads less than 0/1 does: the noise is scaled by Σ(y − P̂)² / Σ P̂(1 − P̂) over all pairs, at most 1.
 */
export function cellsOf(pairs: CalibrationPairs, kind: ArrayLike<number>): Cell[] {
  const sums = new Map<string, { llm: number; n: number; error: number; spread: number }>();
  let [squares, expected] = [0, 0];
  for (let i = 0; i < pairs.query.length; i++) {
    const llm = pairs.llm[i] as number;
    const p = pairs.predicted[i] as number;
    const r = (pairs.observed[i] as number) - p;
    const key = `${kind[pairs.query[i] as number]} ${llm}`;
    let sum = sums.get(key);
    if (!sum) sums.set(key, (sum = { llm, n: 0, error: 0, spread: 0 }));
    sum.n++;
    sum.error += r;
    sum.spread += p * (1 - p);
    squares += r * r;
    expected += p * (1 - p);
  }
  const scale = expected > 0 ? Math.min(1, squares / expected) : 1;
  return [...sums.values()]
    .filter(({ n }) => n >= FEWEST_PAIRS)
    .map(({ llm, n, error, spread }) => ({
      llm,
      pairs: n,
      error: error / n,
      noise: (scale * spread) / (n * n),
      slope: spread / n,
    }));
}

/** Normal quantile at 0.1. */
const LOWER_TENTH = -1.2815515655446004;

/**
 * Standard deviation, in log-odds, of the true mean performance of an LLM on a kind of queries around P̂: random effects as in a meta-analysis,
 * at their upper 90 % limit (Q-profile, Viechtbauer 2007), the τ at which Σ error² / (noise + τ²·slope²) over the cells is as small as it is in one case of
 * ten. Not the point estimate, which is 0 as soon as noise alone could explain the errors, and would then claim to know P̂ exactly. 0 where the errors
 * are smaller than noise leaves room for, and without cells.
 */
export function localError(cells: readonly Cell[]): number {
  const limit = chiSquareQuantile(cells.length, LOWER_TENTH);
  const excess = (variance: number) =>
    cells.reduce((sum, c) => sum + c.error ** 2 / (c.noise + variance * c.slope ** 2 + Number.MIN_VALUE), 0) - limit;
  if (cells.length === 0 || excess(0) <= 0) return 0;
  let [low, high] = [0, 1];
  while (excess(high) > 0 && high < 1e6) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return Math.sqrt((low + high) / 2);
}

/** Quantile of χ² with k degrees of freedom at the probability of the normal quantile z (Wilson and Hilferty 1931); 0 for k = 0. */
function chiSquareQuantile(k: number, z: number): number {
  if (k === 0) return 0;
  const variance = 2 / (9 * k);
  return k * Math.max(0, 1 - variance + z * Math.sqrt(variance)) ** 3;
}

/** |error| of a cell in standard deviations: local error and noise together. */
export const standardised = ({ error, noise, slope }: Cell, sd: number): number =>
  Math.abs(error) / Math.sqrt(noise + (sd * slope) ** 2 + Number.MIN_VALUE);
