import type { GraderId } from '../domain/graders.js';
import type { LlmId, RouterId, VersionId } from '../domain/ids.js';
import type { LlmStatus } from '../domain/llm.js';
import type { CostPerformance, CostPerformanceRequest } from './cost-performance.js';

/** How anchor queries are chosen: for what they tell about θ (D-optimal), evenly over tasks and difficulty, or at random. */
export type AnchorSelection = 'ADAPTIVE' | 'STRATIFIED' | 'RANDOM';

export interface AnchorRequest {
  readonly llm: LlmId;
  /** How many, at least 1; fewer are returned where the store holds fewer that the LLM has not answered. */
  readonly count: number;
  readonly selection: AnchorSelection;
  /** The router whose item parameters tell what a query would teach; when absent the default router, or else the first that learns θ from answers. */
  readonly router?: RouterId | undefined;
  /** Only queries of these tasks; all when empty. */
  readonly tasks: readonly string[];
  /** Imports to choose from, by source name; all when empty. */
  readonly sources: readonly string[];
  /** Only queries whose right answers are stored. */
  readonly withReferences: boolean;
  /** Of random choices: the same request with the same seed, on the same data, gives the same queries. */
  readonly seed: number;
}

/** A training query of the operator, to be asked. */
export interface AnchorQuery {
  readonly id: string;
  readonly text: string;
  readonly task: string | null;
  /** Predicted performance of the LLM on it, in [0, 1]; null where the router has nothing to predict from. */
  readonly predicted: number | null;
  /** Nats that its answer is expected to tell about θ, given those before it in the list; null for a router without θ. */
  readonly information: number | null;
  /** Right answers; null where no import gave them. */
  readonly references: readonly string[] | null;
  /** How they are compared with; null where no import said so. */
  readonly grader: GraderId | null;
}

/** What an LLM made of a query. */
export interface AnchorResponse {
  readonly query: string;
  /** y in [0, 1] */
  readonly performance: number;
  /** USD; NaN where not known */
  readonly cost: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What an LLM made of a query, as text that is graded before it is stored; the text itself is not kept. */
export interface AnchorCompletion extends Omit<AnchorResponse, 'performance'> {
  readonly completion: string;
  /** Right answers, at least one; the best grade against any of them counts. */
  readonly references: readonly string[];
  /** Not `code`: a command of the operator is no business of a caller's. */
  readonly grader: GraderId;
}

export interface SubmitResponses {
  readonly llm: LlmId;
  /** At least one; a query that the LLM has answered before takes the new score. */
  readonly responses: readonly (AnchorResponse | AnchorCompletion)[];
  /** Whether requests see it at once, in a new version; else the responses are stored, and the next one that serves brings them in. */
  readonly serve: boolean;
}

/** What a router knows of an LLM. */
export interface LlmKnowledge {
  readonly router: RouterId;
  /** How the router comes to predict for it; why it does not where it cannot. */
  readonly basis: 'TRAINED' | 'EVIDENCE' | 'PRIOR' | 'NONE';
  readonly reason: string | null;
  /**
   * Mean P̂ over a sample of the held-out queries, and the half-width of its 90 % interval as far as the LLM is not known well, both in [0, 1].
   * The width is null where the router predicts from a profile without saying how surely. All null where it does not predict, or gives a
   * preference.
   */
  readonly performance: { readonly mean: number; readonly halfWidth: number | null } | null;
}

/** Whether more answers would change decisions. */
export interface StoppingAdvice {
  readonly stop: boolean;
  /** Share of choices on held-out queries that are not settled: θ drawn from the posterior chooses otherwise there. */
  readonly unsettled: number;
  /** Expected reward, in points of 100, that perfect knowledge of θ would add per query. */
  readonly valueOfInformation: number;
  readonly reason: string;
}

/** How long an LLM is still to be tested, and what it may be called by then. */
export interface ColdStartSettings {
  /** Stored queries that a choice of anchors looks at, drawn at random where there are more. */
  readonly poolLimit: number;
  /** Half-widths of the 90 % interval of mean performance below which an LLM is WARMING, and CALIBRATED; in [0, 1]. */
  readonly warmingWidth: number;
  readonly calibratedWidth: number;
  /** Fewest answers of its own before it may be called CALIBRATED, or its test be said to have ended. */
  readonly fewestResponses: number;
  /** Share of open choices, and points of reward that knowing θ would add, below which the test may stop. */
  readonly stopUnsettled: number;
  readonly stopValue: number;
}

/** Where the calibration of an LLM stands. */
export interface CalibrationState {
  readonly llm: LlmId;
  readonly status: LlmStatus;
  /** Answers to anchor queries that are stored; the serving version may have been trained on some. */
  readonly responses: number;
  /** The version that all figures are of. */
  readonly version: VersionId;
  /** What the default router knows. */
  readonly knowledge: LlmKnowledge;
  /** By the default router; null where it has no θ of the LLM to draw, chooses by a rule of its own, or the LLM has no price. Worked out when asked for. */
  readonly advice: () => Promise<StoppingAdvice | null>;
  /** Every router that serves. Worked out when asked for: some take a second. */
  readonly routers: () => Promise<readonly LlmKnowledge[]>;
}

/** From a profile to a routed LLM: which queries to ask it, what its answers say, when they are enough. */
export interface ColdStartService {
  /** Throws UNKNOWN_LLM, UNKNOWN_ROUTER, BAD_USER_INPUT, or TRAINING_DATA_INSUFFICIENT where the store holds no query with a text that fits. */
  anchorQueries(request: AnchorRequest): Promise<readonly AnchorQuery[]>;
  /** Resolves when stored and, where asked for, served. Throws UNKNOWN_LLM, or BAD_USER_INPUT naming every response that does not fit; nothing is stored then. */
  submitResponses(request: SubmitResponses): Promise<CalibrationState>;
  /** Throws UNKNOWN_LLM. */
  calibration(llm: LlmId): Promise<CalibrationState>;
  /** Throws UNKNOWN_POOL, UNKNOWN_ROUTER, or BAD_USER_INPUT for a router that gives a preference. */
  costPerformance(request: CostPerformanceRequest): Promise<CostPerformance>;
}
