import { sigmoid } from '../logistic.js';
import { boundedLogit } from './calibration.js';
import type { CalibrationPairs } from './pairs.js';

/** Share of cases that an interval is meant to hold. */
export const INTERVAL_LEVEL = 0.9;
/** Normal quantile at (1 + INTERVAL_LEVEL) / 2. */
export const NORMAL_QUANTILE = 1.6448536269514722;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Where the mean performance of an LLM on queries of this kind lies, around its calibrated P̂: σ(logit P̂ ± halfWidth), in log-odds the quantile of
 * standardised errors times the local error of the router (local-error.ts).
 */
export function expectedInterval(p: number, halfWidth: number): Interval {
  const x = boundedLogit(p);
  return { low: sigmoid(x - halfWidth), high: sigmoid(x + halfWidth) };
}

/** Where y of this one answer lies: P̂ ± radius within [0, 1]. */
export const outcomeInterval = (p: number, radius: number): Interval => ({
  low: Math.max(0, p - radius),
  high: Math.min(1, p + radius),
});

/** Pairs from which an LLM's own quantile is taken; with fewer it is the one of all LLMs. */
const FEWEST_PAIRS = 200;

/**
 * Radius r of each LLM such that |y − P̂| ≤ r for 90 % of answers: the ⌈(n + 1)·0.9⌉-th smallest held-out |y − P̂| of the LLM (split conformal
 * prediction, Lei et al. 2018, one class per LLM), which covers at least 90 % of exchangeable queries whatever the router. 1 where
 * fewer than nine pairs were held out.
 */
export function outcomeRadii({ llm, predicted, observed }: CalibrationPairs, llms: number): Float64Array {
  const residual = (i: number) => Math.abs((observed[i] as number) - (predicted[i] as number));
  const own: number[][] = Array.from({ length: llms }, () => []);
  for (let i = 0; i < llm.length; i++) own[llm[i] as number]?.push(residual(i));
  const shared = conformalQuantile(own.flat(), 1);
  return Float64Array.from(own, (residuals) =>
    residuals.length >= FEWEST_PAIRS ? conformalQuantile(residuals, 1) : shared,
  );
}

/** The ⌈(n + 1)·0.9⌉-th smallest of n absolute errors; `otherwise` where there are too few of them for it. */
export function conformalQuantile(errors: readonly number[], otherwise: number): number {
  const sorted = Float64Array.from(errors).sort();
  const rank = Math.ceil((sorted.length + 1) * INTERVAL_LEVEL);
  return rank > sorted.length ? otherwise : (sorted[rank - 1] as number);
}
