import type { OffPolicySample } from './sample.js';

/**
 * Least effective sample size behind an estimate. An outcome in [0, 1] has a standard deviation of at most 1/2 (Popoviciu),
 * so a 95 % interval from n observations is at most ±1.96·½/√n; 97 keep it within ±0.1, and a wider one tells no two
 * routers apart.
 */
export const LEAST_EFFECTIVE_SAMPLE_SIZE = 97;

/** What the logged decisions can say about the target policy. */
export interface SupportDiagnostics {
  /** Decisions with an outcome. */
  readonly n: number;
  /** Share of them in which μ could have taken every action that π takes, in [0, 1]; NaN for none. */
  readonly supportedShare: number;
  /** (Σw)² / Σw² of the weights as drawn (Kish 1965); 0 where all weights are 0. */
  readonly effectiveSampleSize: number;
  /**
   * n² / Σ E_μ[w² | x]: what the propensities promise before anything is drawn (Agapiou et al. 2017, n / ρ). Where the few draws
   * with large weights did not happen the one above looks better than it is, and this one tells; 0 where support is missing.
   */
  readonly expectedEffectiveSampleSize: number;
  /** Mean of w, which is 1 in expectation where support is full; NaN for none. */
  readonly meanWeight: number;
  readonly largestWeight: number;
}

/** Why no estimate is made; null where one is. */
export type SupportVerdict = 'NO_OUTCOMES' | 'NO_SUPPORT' | 'SAMPLE_TOO_SMALL' | null;

/** w = π(a | x) / μ(a | x), [n]. */
export const importanceWeights = ({ target, propensity }: OffPolicySample): Float64Array =>
  target.map((p, i) => p / (propensity[i] as number));

export function diagnose(sample: OffPolicySample): SupportDiagnostics {
  const w = importanceWeights(sample);
  const n = w.length;
  let sum = 0;
  let squares = 0;
  let largest = 0;
  let expected = 0;
  let supported = 0;
  for (let i = 0; i < n; i++) {
    const weight = w[i] as number;
    const moment = sample.secondMoment[i] as number;
    sum += weight;
    squares += weight * weight;
    largest = Math.max(largest, weight);
    expected += moment;
    if (Number.isFinite(moment)) supported++;
  }
  return {
    n,
    supportedShare: supported / n,
    effectiveSampleSize: squares > 0 ? (sum * sum) / squares : 0,
    expectedEffectiveSampleSize: n > 0 ? (n * n) / expected : 0,
    meanWeight: sum / n,
    largestWeight: largest,
  };
}

/** One decision without support is enough to refuse: inverse propensities would count its outcome as 0. */
export function verdictOf(d: SupportDiagnostics, least = LEAST_EFFECTIVE_SAMPLE_SIZE): SupportVerdict {
  if (d.n === 0) return 'NO_OUTCOMES';
  if (d.supportedShare < 1) return 'NO_SUPPORT';
  return Math.min(d.effectiveSampleSize, d.expectedEffectiveSampleSize) < least ? 'SAMPLE_TOO_SMALL' : null;
}
