import type { Rng } from '../random.js';

/**
 * ε-exploration over n actions: with probability ε one of the n is drawn uniformly, the policy's own choice included; else it is the
 * policy's own choice. So that one has the propensity 1 − ε + ε/n, every other one ε/n.
 */
export interface ExplorationDraw {
  /** Index of the action; `own` unless another one was drawn. */
  readonly action: number;
  /** μ(action | x), in (0, 1]. */
  readonly propensity: number;
}

export function drawEpsilon(epsilon: number, n: number, own: number, rng: Rng): ExplorationDraw {
  const action = rng.uniform() < epsilon ? rng.integer(n) : own;
  return { action, propensity: epsilonPropensity(epsilon, n, action === own) };
}

export const epsilonPropensity = (epsilon: number, n: number, isOwn: boolean): number =>
  isOwn ? 1 - epsilon + epsilon / n : epsilon / n;

/** ε from the propensity of the action that was taken; 0 where there was but one action, and any ε means the same. */
export function epsilonOf(propensity: number, n: number, isOwn: boolean): number {
  if (n === 1) return 0;
  const epsilon = isOwn ? ((1 - propensity) * n) / (n - 1) : propensity * n;
  return Math.min(1, Math.max(0, epsilon));
}
