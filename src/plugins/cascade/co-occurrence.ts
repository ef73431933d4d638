import type { HeldOut } from './held-out.js';

/** Queries of evidence that "answers are independent given the query" counts for. */
const SHRINKAGE = 50;

/**
 * How the answers of LLMs i and j to one query go together beyond what P̂ says: the correlation of their residuals y − P̂ over
 * held-out queries, shrunk to 0 where few have both. Columns of `held`; in [0, 1).
 */
export function residualCorrelation(held: HeldOut, i: number, j: number): number {
  const n = held.llms.length;
  let together = 0;
  let alone = 0;
  let count = 0;
  for (let q = 0; q < held.predicted.rows; q++) {
    const yi = held.performance.data[q * n + i] as number;
    const yj = held.performance.data[q * n + j] as number;
    if (Number.isNaN(yi + yj)) continue;
    const pi = held.predicted.data[q * n + i] as number;
    const pj = held.predicted.data[q * n + j] as number;
    together += (yi - pi) * (yj - pj);
    alone += deviation(pi) * deviation(pj);
    count++;
  }
  if (!(alone > 0)) return 0;
  return Math.min(0.95, Math.max(0, (together / alone) * (count / (count + SHRINKAGE))));
}

/**
 * Covariance of two answers to one query with P̂ pi and pj; kept where the joint table of right and wrong stays a table of
 * probabilities.
 */
export const covariance = (pi: number, pj: number, correlation: number): number =>
  Math.min(correlation * deviation(pi) * deviation(pj), Math.min(pi, pj) - pi * pj);

/** P̂ of j once the probability that i is right has moved from pi to `now`. */
export function afterLearning(pi: number, now: number, pj: number, correlation: number): number {
  const spread = pi * (1 - pi);
  if (!(spread > 0)) return pj;
  return Math.min(1, Math.max(0, pj + (covariance(pi, pj, correlation) / spread) * (now - pi)));
}

const deviation = (p: number): number => Math.sqrt(p * (1 - p));
