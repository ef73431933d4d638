import type { LlmId, RouterId, VersionId } from '../../domain/ids.js';
import type { DecisionFilter } from '../ports.js';
import type { Caller } from '../types.js';

/** What distances are compared with: those of earlier decisions, or of the training queries among themselves. */
export type DistanceReference = 'DECISIONS' | 'TRAINING';

/** Two windows of logged decisions to compare, and when a difference is worth an alert. */
export interface DriftRequest {
  /** Of both windows. */
  readonly filter?: Omit<DecisionFilter, 'from' | 'to' | 'llm'> | undefined;
  /** Milliseconds since 1970; from is inclusive, to exclusive. The last 24 hours when absent. */
  readonly recent?: Partial<TimeRange> | undefined;
  /** The 7 days before the recent window when absent. */
  readonly reference?: Partial<TimeRange> | undefined;
  readonly distanceReference?: DistanceReference | undefined;
  /** Newest decisions to look at in each window, 1 to DRIFT_LIMIT. */
  readonly limit?: number | undefined;
  readonly thresholds?: { readonly [name in keyof DriftThresholds]?: number | undefined } | undefined;
  /** Decisions to show with an alert. */
  readonly examples?: number | undefined;
}

export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** An alert needs a corrected p of at most `level` and an effect of at least the size of its kind. */
export interface DriftThresholds {
  /** In (0, 1): probability of any alert in a report without any drift. */
  readonly level: number;
  /** D of Kolmogorov and Smirnov, in [0, 1]. */
  readonly distance: number;
  /** |mean(score − P̂)|, in [0, 1]. */
  readonly bias: number;
  /** Population stability index, 0 or more. */
  readonly shares: number;
  /** Least decisions in each sample, 1 or more; below it a check says nothing. */
  readonly decisions: number;
}

export const DEFAULT_THRESHOLDS: DriftThresholds = {
  level: 0.01,
  // 2Φ(d/2) − 1 at d = 0.5, two normal samples half a standard deviation apart: "medium" (Cohen 1988).
  distance: 0.2,
  // Between the ECE of a calibrated router here (0.02 in distribution) and what decides between LLMs.
  bias: 0.05,
  // From 0.1 on a shift is taken as moderate, from 0.25 on as large (Siddiqi 2006).
  shares: 0.1,
  decisions: 50,
};
/** Least Σ P̂(1 − P̂) for the normal distribution to hold; with P̂ = 0.9 it takes 112 scores. */
export const LEAST_VARIANCE = 10;

export type DriftKind = 'DISTANCE' | 'PREDICTION' | 'LLM_SHARES' | 'TAG_SHARES';

export const DRIFT_VERDICTS = {
  ALERT: 'Significant, and large enough to matter.',
  SMALL: 'Significant, but too small to matter.',
  STEADY: 'No more than chance would do.',
  TOO_FEW: 'Too few decisions to say anything; never an alert.',
} as const;
export type DriftVerdict = keyof typeof DRIFT_VERDICTS;

/** A number in both windows; null where a window has none. */
export interface DriftFigure {
  readonly name: string;
  readonly reference: number | null;
  readonly recent: number | null;
}

/** A recent decision that shows what an alert is about. */
export interface DriftExample {
  readonly id: string;
  readonly createdAt: number;
  readonly query: string | null;
  readonly llm: LlmId;
  /** The nearest similarity, or score − P̂; null for shares. */
  readonly value: number | null;
}

export interface DriftCheck {
  readonly kind: DriftKind;
  /** The LLM that it is about; null for all. */
  readonly llm: LlmId | null;
  /** Decisions, or training queries, that it compares. */
  readonly recent: number;
  readonly reference: number;
  /** D, z or χ²; null where there are too few. */
  readonly statistic: number | null;
  readonly pValue: number | null;
  /** By Holm over all checks of the report. */
  readonly correctedPValue: number | null;
  /** D, mean(score − P̂) or the population stability index, and the size from which it matters. */
  readonly effect: number | null;
  readonly threshold: number;
  /** 95 % interval of a bias; null for other effects. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly verdict: DriftVerdict;
  /** One or two sentences with the figures. */
  readonly text: string;
  readonly figures: readonly DriftFigure[];
  /** Of an alert; else empty. */
  readonly examples: readonly DriftExample[];
  /** What else changed between the windows and would explain a shift of shares; of an alert. */
  readonly causes: readonly string[];
}

/** A window as it was read. */
export interface DriftWindow extends TimeRange {
  /** Decisions that fit, and the newest of them that were looked at. */
  readonly matching: number;
  readonly examined: number;
}

export interface DriftReport {
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly recent: DriftWindow;
  readonly reference: DriftWindow;
  /** Whose similarities and predictions are compared; null where nothing was decided. */
  readonly router: RouterId | null;
  readonly version: VersionId | null;
  readonly checks: readonly DriftCheck[];
  /** The checks that alert, strongest evidence first. */
  readonly alerts: readonly DriftCheck[];
  /** One paragraph. */
  readonly text: string;
  /** What to know when reading the figures. */
  readonly notes: readonly string[];
}

export interface DriftService {
  /** Reads only. Throws BAD_USER_INPUT or PAGE_INVALID; CANCELLED when the caller has gone. */
  drift(request: DriftRequest, caller?: Caller): Promise<DriftReport>;
}

export const DRIFT_LIMIT = 100_000;
export const DEFAULT_DRIFT_LIMIT = 10_000;
