import type { Interval } from '../domain/calibration/intervals.js';
import { NORMAL_QUANTILE, expectedInterval, outcomeInterval } from '../domain/calibration/intervals.js';
import type { RouterCalibration } from '../domain/calibration/router-calibration.js';
import type { LlmId } from '../domain/ids.js';

/** What a calibrated P̂ of an LLM leaves open. */
export interface PredictionIntervals {
  /** Of its mean performance on queries of this kind. */
  readonly performance: Interval;
  /** Of its performance on this very query. */
  readonly outcome: Interval;
  /** Share of cases that each is meant to hold. */
  readonly level: number;
}

/**
 * `deviation` is the standard deviation of P̂ that comes from not knowing the LLM well, 0 for one that the router was trained on; independent of the
 * local error of the router, it adds to it in squares: in log-odds for the mean, as probabilities for one answer.
 */
export function predictionIntervals(
  { intervals }: RouterCalibration,
  llm: LlmId,
  p: number,
  deviation = 0,
): PredictionIntervals {
  const local = intervals.localQuantile * intervals.localError;
  const radius = intervals.outcomeRadius[llm] ?? intervals.outcomeRadiusOfOthers;
  return {
    performance: expectedInterval(
      p,
      deviation === 0 ? local : Math.hypot(local, NORMAL_QUANTILE * inLogOdds(deviation, p)),
    ),
    outcome: outcomeInterval(p, deviation === 0 ? radius : Math.hypot(radius, NORMAL_QUANTILE * deviation)),
    level: intervals.level,
  };
}

/** Nearer to 0 or 1 the straight line that carries a deviation over to log-odds is too steep to mean anything. */
const LEAST_VARIANCE = 0.01;
const inLogOdds = (deviation: number, p: number): number => deviation / Math.max(LEAST_VARIANCE, p * (1 - p));
