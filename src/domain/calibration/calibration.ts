import { sigmoid } from '../logistic.js';
import type { LlmId } from '../ids.js';

/**
 * From P̂ as a router gives it to a P̂ that held-out responses bear out, on the scale of log-odds:
 *
 *     logit P̂ = slope · logit P̂_raw + intercept + offset of the LLM
 *
 * (Platt 1999, with a slope and an intercept that all LLMs share, and one offset per LLM shrunk towards 0). Strictly
 * increasing, so that the order of queries for an LLM stays; plain data, kept in the manifest of a router set.
 */
export interface CalibrationMap {
  /** Above 0; 1 leaves the spread of the predictions as it is. */
  readonly slope: number;
  readonly intercept: number;
  /** In log-odds; an LLM that is missing has 0. */
  readonly offsets: { readonly [llm: string]: number };
}

/** Log-odds of what a router calls certain: nearer to 0 or 1 than this no prediction is told apart. */
const LIMIT = 1e-6;

/** ln(p / (1 − p)), p in [0, 1], with p kept 10⁻⁶ away from both ends; in [−13.8, 13.8]. */
export function boundedLogit(p: number): number {
  const q = Math.min(1 - LIMIT, Math.max(LIMIT, p));
  return Math.log(q / (1 - q));
}

export const offsetOf = (map: CalibrationMap, llm: LlmId): number => map.offsets[llm] ?? 0;

/** What calibration adds to raw log-odds. */
export const calibrationShift = (map: CalibrationMap, offset: number, rawLogit: number): number =>
  (map.slope - 1) * rawLogit + map.intercept + offset;

/** P̂ in (0, 1) of a raw prediction in [0, 1]. */
export const calibrate = (map: CalibrationMap, offset: number, raw: number): number =>
  sigmoid(map.slope * boundedLogit(raw) + map.intercept + offset);

/** Derivative of calibrate() by the raw prediction: what a small uncertainty of it is multiplied with. */
export function calibrationGain(map: CalibrationMap, offset: number, raw: number): number {
  const q = Math.min(1 - LIMIT, Math.max(LIMIT, raw));
  const p = calibrate(map, offset, raw);
  return (map.slope * p * (1 - p)) / (q * (1 - q));
}
