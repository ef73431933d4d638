import type { OffPolicySample } from './sample.js';
import { checkSample } from './sample.js';
import { importanceWeights } from './support.js';

/** Two-sided 95 % of the standard normal. */
const Z = 1.959963984540054;

export interface Interval {
  readonly value: number;
  readonly standardError: number;
  /** 95 %, normal: value ± 1.96 standard errors; may leave [0, 1]. */
  readonly low: number;
  readonly high: number;
}

/** The mean outcome that the target policy would have had, and that minus the mean outcome that was observed, paired. */
export interface OffPolicyEstimate extends Interval {
  readonly difference: Interval;
}

export interface OffPolicyEstimates {
  /** Mean outcome as observed: the logged policy itself. */
  readonly logged: Interval;
  /** Inverse propensities (Horvitz and Thompson 1952). Unbiased. */
  readonly ips: OffPolicyEstimate;
  /** Self-normalised (Swaminathan and Joachims 2015): within the range of outcomes, less variance, a bias of order 1/n. Null where all weights are 0. */
  readonly snips: OffPolicyEstimate | null;
  /** Doubly robust (Dudík et al. 2011): unbiased whatever the model, and the better the model the smaller the variance. Null without a model. */
  readonly dr: OffPolicyEstimate | null;
}

/**
 * Every estimator as a mean of per-decision terms, so that errors and paired differences come from one rule. At least two
 * rows, and support (verdictOf) is the caller's to check. Throws RangeError for a sample out of range.
 */
export function estimateOffPolicy(sample: OffPolicySample): OffPolicyEstimates {
  checkSample(sample);
  const { outcome, model } = sample;
  const w = importanceWeights(sample);
  const logged = meanOf(outcome);
  const paired = (terms: Float64Array): OffPolicyEstimate => ({
    ...meanOf(terms),
    difference: meanOf(terms.map((t, i) => t - (outcome[i] as number))),
  });
  const weighted = selfNormalisedTerms(w, outcome);
  return {
    logged,
    ips: paired(w.map((weight, i) => weight * (outcome[i] as number))),
    snips: weighted && paired(weighted),
    dr:
      model &&
      paired(
        w.map(
          (weight, i) => (model.target[i] as number) + weight * ((outcome[i] as number) - (model.taken[i] as number)),
        ),
      ),
  };
}

/**
 * V + w·(y − V)/w̄ with V = Σwy/Σw: terms whose mean is V and whose spread is the influence of each decision on the ratio
 * (delta method; Owen 2013, chapter 9).
 */
function selfNormalisedTerms(w: Float64Array, outcome: Float64Array): Float64Array | null {
  let sum = 0;
  let total = 0;
  w.forEach((weight, i) => {
    sum += weight;
    total += weight * (outcome[i] as number);
  });
  if (sum === 0) return null;
  const value = total / sum;
  const mean = sum / w.length;
  return w.map((weight, i) => value + (weight * ((outcome[i] as number) - value)) / mean);
}

/** Mean with its standard error s/√n (s with n − 1). */
function meanOf(terms: Float64Array): Interval {
  const n = terms.length;
  let value = 0;
  for (const t of terms) value += t / n;
  let squares = 0;
  for (const t of terms) squares += (t - value) ** 2;
  const standardError = Math.sqrt(squares / (n - 1) / n);
  return { value, standardError, low: value - Z * standardError, high: value + Z * standardError };
}
