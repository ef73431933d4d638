import type { Outcome } from '../outcome.js';

/** How a newcomer came to be known to a router. */
export interface Onboarding {
  /** Anchor queries that it had answered; null where the router was trained on all its responses instead. */
  readonly anchors: number | null;
  /** How they were chosen; null beside null. */
  readonly selection: string | null;
}

/** What a router said of one newcomer, and what a pool with it decided. */
export interface NewcomerAnswers extends Onboarding {
  readonly router: string;
  readonly llm: string;
  /** [queries] P̂ of the newcomer; NaN where it was not predicted. */
  readonly predicted: Float32Array;
  /** By α: choices among all LLMs with the newcomer scored by P̂. */
  readonly mean: readonly Outcome[];
  /** By α: with the newcomer scored by a lower bound of P̂. */
  readonly cautious: readonly Outcome[];
}

/** The pool of a newcomer without it. */
export interface PoolWithout {
  readonly router: string;
  readonly llm: string;
  /** By α */
  readonly outcomes: readonly Outcome[];
}

export interface ColdStartAnswers {
  readonly newcomers: readonly NewcomerAnswers[];
  readonly without: readonly PoolWithout[];
}

/** For people, for example `20 anchors, stratified`. */
export const onboardingName = ({ anchors, selection }: Onboarding): string =>
  anchors === null
    ? 'trained on all its responses'
    : anchors === 0
      ? 'from its profile'
      : `${anchors} anchors, ${selection}`;
