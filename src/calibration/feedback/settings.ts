/** How feedback becomes evidence. */
export interface FeedbackSettings {
  /** Weight of a thumb and of a preference, above 0 and up to 1; a score has 1. */
  readonly opinionWeight: number;
  /** Days after which a statement counts half; 0 never forgets. */
  readonly halfLifeDays: number;
  /** Times faster that statements about an LLM are forgotten which are older than a drift of it, 1 or more; 1 makes no difference. */
  readonly driftFactor: number;
  /** The most that all training responses of an LLM that has drifted count for, in answers. */
  readonly driftAnswers: number;
  /** Statements of one reporter that count, the newest. */
  readonly perReporter: number;
  /** Total weight that the statements of one reporter may have on one LLM: as much as so many graded answers. */
  readonly influence: number;
  /** Reporters whose influence has no such limit: the operator's own grading, for example. */
  readonly trusted: readonly string[];
}

export const DEFAULT_FEEDBACK_SETTINGS: FeedbackSettings = {
  // A thumb that is wrong with probability ε tells (1 − 2ε)² of what a graded answer at P̂ = 0.5 tells: about half at ε = 0.15.
  opinionWeight: 0.5,
  // Providers change an LLM behind its name every few months.
  halfLifeDays: 90,
  driftFactor: 4,
  // What calibrates a new LLM: as many answers then weigh as much as all of training.
  driftAnswers: 100,
  perReporter: 1000,
  // A tenth of what calibrates a new LLM (100 anchor queries).
  influence: 10,
  trusted: [],
};

/** Newest statements that are looked at; their queries stand with their vectors in the version that learns from them. */
export const FEEDBACK_LIMIT = 20_000;
