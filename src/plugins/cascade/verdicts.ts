import type { Rng } from '../../domain/random.js';

/** An assumed verifier that looks at one answer `samples` times. */
export interface Verifier {
  /** P(one verdict is positive | the answer is right). */
  readonly sensitivity: number;
  /** P(one verdict is negative | the answer is wrong). */
  readonly specificity: number;
  readonly samples: number;
  /** Correlation of two verdicts on one answer, in [0, 1). */
  readonly agreement: number;
}

/** Probability of c positive verdicts, c = 0 … samples, for a right and for a wrong answer; each sums to 1. */
export interface Verdicts {
  readonly samples: number;
  readonly right: Float64Array;
  readonly wrong: Float64Array;
}

/** Without a verifier there is one outcome, which says nothing: the score stays what it was before the answer came. */
export const NO_VERDICTS: Verdicts = { samples: 0, right: Float64Array.of(1), wrong: Float64Array.of(1) };

/**
 * Counts of positive verdicts are beta-binomial: the verdicts on one answer share a chance that differs between answers, which
 * gives them the correlation `agreement`. With 0 they are independent, and eight weak verdicts would make a strong one.
 */
export function verdictsOf(v: Verifier): Verdicts {
  return {
    samples: v.samples,
    right: betaBinomial(v.samples, v.sensitivity, v.agreement),
    wrong: betaBinomial(v.samples, 1 - v.specificity, v.agreement),
  };
}

/** With a = mean/r and b = (1 − mean)/r for r = agreement/(1 − agreement), every factor multiplied by r: r = 0 is allowed. */
function betaBinomial(n: number, mean: number, agreement: number): Float64Array {
  const r = agreement / (1 - agreement);
  const rising = (start: number, count: number) => {
    let product = 1;
    for (let i = 0; i < count; i++) product *= start + i * r;
    return product;
  };
  let choose = 1;
  return Float64Array.from({ length: n + 1 }, (_, c) => {
    if (c > 0) choose *= (n - c + 1) / c;
    return (choose * rising(mean, c) * rising(1 - mean, n - c)) / rising(1, n);
  });
}

/** P(c positive verdicts | y); an answer of performance y in [0, 1] is right with probability y. */
export const likelihood = (v: Verdicts, c: number, y: number): number =>
  y * (v.right[c] as number) + (1 - y) * (v.wrong[c] as number);

/** P(the answer is right | c positive verdicts) for a prior p; p itself where the verdicts are impossible. */
export function posterior(v: Verdicts, c: number, p: number): number {
  const evidence = likelihood(v, c, p);
  return evidence > 0 ? (p * (v.right[c] as number)) / evidence : p;
}

/** A count of positive verdicts on an answer of performance y. */
export function drawVerdicts(v: Verdicts, y: number, rng: Rng): number {
  let left = rng.uniform();
  for (let c = 0; c < v.samples; c++) {
    left -= likelihood(v, c, y);
    if (left < 0) return c;
  }
  return v.samples;
}
