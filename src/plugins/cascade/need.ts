import { covariance } from './co-occurrence.js';
import type { Verdicts } from './verdicts.js';

/** Belief over who is right, of a small and a large LLM; the four sum to 1. */
export interface Belief {
  readonly both: number;
  /** Asking the large LLM would be waste and loss. */
  readonly onlySmall: number;
  /** The one state in which asking the large LLM helps: NEEDY in the work. */
  readonly onlyLarge: number;
  /** HOPELESS in the work. */
  readonly none: number;
}

/** Before anything is asked, from both P̂ and how far answers go together. */
export function priorBelief(small: number, large: number, correlation: number): Belief {
  const both = small * large + covariance(small, large, correlation);
  return { both, onlySmall: small - both, onlyLarge: large - both, none: Math.max(0, 1 - small - large + both) };
}

/** Bayes: a count of positive verdicts on the small LLM's answer; the belief itself where that count is impossible. */
export function afterVerdicts(b: Belief, v: Verdicts, c: number): Belief {
  const right = v.right[c] as number;
  const wrong = v.wrong[c] as number;
  const evidence = (b.both + b.onlySmall) * right + (b.onlyLarge + b.none) * wrong;
  if (!(evidence > 0)) return b;
  return {
    both: (b.both * right) / evidence,
    onlySmall: (b.onlySmall * right) / evidence,
    onlyLarge: (b.onlyLarge * wrong) / evidence,
    none: (b.none * wrong) / evidence,
  };
}

/**
 * 1 − max(0, P(only the large one is right) − P(only the small one is right)): the score of the small LLM's answer. Keeping it is
 * worth α·P(small right), asking on α·P(large right) − β·C; so keeping is best where this reaches 1 − β·C/α, whatever
 * the number of verdicts: an answer that is probably wrong is kept too where the large LLM would be wrong as well.
 */
export const noNeed = (b: Belief): number => 1 - Math.max(0, b.onlyLarge - b.onlySmall);

/** The threshold of noNeed for an objective and the large LLM's C, in [0, 1]. */
export const needThreshold = ({ alpha, beta }: { alpha: number; beta: number }, cost: number): number =>
  alpha > 0 ? Math.max(0, 1 - (beta * cost) / alpha) : 0;
