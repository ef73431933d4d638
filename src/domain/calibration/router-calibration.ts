import type { CalibrationMap } from './calibration.js';

/** How well P̂ agrees with what was observed, on held-out responses. */
export interface Reliability {
  /** Expected calibration error over ten bins of equal width, in [0, 1]. */
  readonly ece: number;
  /** Mean of (P̂ − y)². */
  readonly brier: number;
  /** Bins of P̂, empty ones left out: how many pairs, and the means of P̂ and of y. */
  readonly curve: readonly {
    readonly count: number;
    readonly meanPredicted: number;
    readonly meanObserved: number;
  }[];
}

/**
 * What held-out responses say of one router: neither its training nor an evaluation has seen them. Plain data, kept with its version in
 * the manifest.
 */
export interface RouterCalibration {
  readonly map: CalibrationMap;
  /** Held-out queries and observed query × LLM pairs. */
  readonly queries: number;
  readonly pairs: number;
  readonly before: Reliability;
  /** Cross-fitted: each fifth of the queries calibrated by the map of the other four, so that it is not flattered. */
  readonly after: Reliability;
  readonly intervals: {
    /** Share of cases that an interval is meant to hold: 0.9. */
    readonly level: number;
    /** Standard deviation in log-odds of the mean performance on a kind of queries around P̂ (local-error.ts). */
    readonly localError: number;
    /** Standardised errors of nine cells in ten are at most this: 1.64 were they normal. */
    readonly localQuantile: number;
    /** Cross-fitted share of kinds of queries × LLM whose mean fell inside; null where too few were held out. */
    readonly expectedCoverage: number | null;
    /** Radius around P̂ that y falls within, for LLMs with enough pairs of their own, and for all others. */
    readonly outcomeRadius: { readonly [llm: string]: number };
    readonly outcomeRadiusOfOthers: number;
    /** Cross-fitted share of y inside. */
    readonly outcomeCoverage: number;
  };
}
