import { z } from 'zod';
import { integer, setting } from './config-setting.js';

/** What routers learn from feedback, and how much of it. */
export const feedbackSettings = {
  feedbackPerHour: setting(
    integer(1, 10_000_000).default(10_000),
    'THETA_FEEDBACK_PER_HOUR',
    'Most statements of feedback that one reporter may make within an hour; more are refused.',
  ),
  feedbackOpinionWeight: setting(
    z.coerce.number().positive().max(1).default(0.5),
    'THETA_FEEDBACK_OPINION_WEIGHT',
    'Weight of a thumb and of a preference in learning; a score has 1. 0.5 suits thumbs of which 15 % are wrong.',
  ),
  feedbackHalfLifeDays: setting(
    z.coerce.number().min(0).max(100_000).default(90),
    'THETA_FEEDBACK_HALF_LIFE_DAYS',
    'Days after which a statement counts half in learning; 0 never forgets.',
  ),
  feedbackDriftFactor: setting(
    z.coerce.number().min(1).max(1000).default(4),
    'THETA_FEEDBACK_DRIFT_FACTOR',
    'Times faster that statements are forgotten that are older than a drift of the LLM; 1 makes no difference.',
  ),
  feedbackDriftAnswers: setting(
    z.coerce.number().positive().max(1_000_000).default(100),
    'THETA_FEEDBACK_DRIFT_ANSWERS',
    'Answers that all training responses of an LLM that has drifted count for, at most.',
  ),
  feedbackPerReporter: setting(
    integer(1, 20_000).default(1000),
    'THETA_FEEDBACK_PER_REPORTER',
    'Statements of one reporter that count in learning, the newest.',
  ),
  feedbackInfluence: setting(
    z.coerce.number().positive().max(1_000_000).default(10),
    'THETA_FEEDBACK_INFLUENCE',
    'Most that all statements of one reporter weigh on one LLM: as much as so many scored answers.',
  ),
  feedbackTrusted: setting(
    z
      .string()
      .default('')
      .transform((s) =>
        s
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
      ),
    'THETA_FEEDBACK_TRUSTED',
    'Reporters without that limit, separated by commas: your own grading, for example. Anybody who reaches the API can speak under a name.',
  ),
  feedbackEvery: setting(
    integer(0, 10_080).default(0),
    'THETA_FEEDBACK_EVERY',
    'Minutes between two updates from feedback; 0 makes them on demand only.',
  ),
  feedbackAuto: setting(
    z.enum(['off', 'within-limits']).default('off'),
    'THETA_FEEDBACK_AUTO',
    'Whether an update of the schedule serves without being looked at where it keeps within the limits below.',
  ),
  feedbackLeast: setting(
    integer(1, 20_000).default(100),
    'THETA_FEEDBACK_LEAST',
    'Limit of an update: least new statements.',
  ),
  feedbackMostChanged: setting(
    z.coerce.number().min(0).max(1).default(0.1),
    'THETA_FEEDBACK_MOST_CHANGED',
    'Limit of an update: largest share of the probe queries that may get another LLM.',
  ),
  feedbackMostShift: setting(
    z.coerce.number().min(0).max(1).default(0.05),
    'THETA_FEEDBACK_MOST_SHIFT',
    'Limit of an update: most that the mean P̂ of an LLM may move.',
  ),
};
