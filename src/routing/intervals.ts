import type { Interval } from '../domain/calibration/intervals.js';
import { expectedInterval, outcomeInterval } from '../domain/calibration/intervals.js';
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

export function predictionIntervals({ intervals }: RouterCalibration, llm: LlmId, p: number): PredictionIntervals {
  return {
    performance: expectedInterval(p, intervals.localQuantile * intervals.localError),
    outcome: outcomeInterval(p, intervals.outcomeRadius[llm] ?? intervals.outcomeRadiusOfOthers),
    level: intervals.level,
  };
}
