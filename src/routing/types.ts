import type { ErrorCode } from '../domain/errors.js';
import type { LlmId, PoolId, RouterId, VersionId } from '../domain/ids.js';
import type { Price } from '../domain/llm.js';
import type { Objective } from '../domain/objective.js';
import type { Principal } from '../domain/principal.js';
import type { CandidateCosts } from './ports.js';
import type { CascadeJudging, PolicyDecision } from '../plugins/contract.js';
import type { ExpectedCost, TokenUse } from './expected-cost/expected-cost.js';
import type { ConstraintCode, Constraints, Relaxation } from './constraints/types.js';
import type { Abstention, AbstentionRequest } from './abstention.js';
import type { PredictionIntervals } from './intervals.js';
import type { PerturbationKind } from './stability/perturb.js';
import type { ObjectiveRequest } from './targets/check-target.js';
import type { SolvedTarget } from './targets/types.js';

/** Who asks. */
export interface Caller {
  /** Fires when nobody waits for the answer any more: what is yet to be embedded for it is not. May be made when it is read. */
  readonly signal?: AbortSignal | undefined;
  /** False: the text is not logged with the decision, whatever is configured; only its hash is. */
  readonly storeQuery?: boolean | undefined;
  /** Whose pools bind the choice, and whose id is logged; anybody where absent. */
  readonly principal?: Principal | undefined;
}

/** What a caller asks for; everything but the query has a default. */
export interface RouteRequest extends TokenUse {
  readonly query: string;
  readonly router?: RouterId | undefined;
  /** α in [0, 1]. */
  readonly alpha?: number | undefined;
  /** Instead of `alpha`: what to decide for, exactly one of its fields. */
  readonly objective?: ObjectiveRequest | undefined;
  readonly pool?: PoolId | undefined;
  /** An explicit pool; goes before `pool`. */
  readonly llms?: readonly LlmId[] | undefined;
  /** What an LLM must fulfil to be chosen at all; checked before anything is scored. */
  readonly constraints?: Constraints | undefined;
  /** Prices that hold for this request only, for example 0 for a self-hosted LLM. */
  readonly prices?: ReadonlyMap<LlmId, Price> | undefined;
  /** λ in [0, 1] (paper eq. 10). */
  readonly warmUpWeight?: number | undefined;
  /** Free labels, logged with the decision. */
  readonly tags?: readonly string[] | undefined;
  /** ε in [0, 1] of this request; 0 keeps it from being explored with. */
  readonly exploration?: number | undefined;
  /** When a safe LLM goes before the router's choice; as configured where absent. */
  readonly abstain?: AbstentionRequest | undefined;
  /** Only these are run by anybody; any LLM may be chosen where it is absent. */
  readonly served?: ReadonlySet<LlmId> | undefined;
}

/**
 * Candidates best first, as columns of equal length: a bulk caller reads them without an object per LLM.
 * `predictedPerformance` is null for a router that gives a preference; `preference` is null for one that gives P̂.
 */
export interface Ranking {
  readonly llms: readonly LlmId[];
  readonly score: Float32Array;
  readonly predictedPerformance: Float32Array | null;
  readonly preference: Float32Array | null;
  /** C in [0, 1]; towards a target, expected cost over the dearest LLM's mean, which a long query exceeds. */
  readonly cost: Float32Array;
}

/** An LLM of the pool that could not take part, and why. */
export interface ExcludedLlm {
  readonly llm: LlmId;
  readonly code: 'UNPRICED' | 'NOT_CALIBRATED' | 'NOT_SUPPORTED_BY_ROUTER' | 'RETIRED' | 'NO_PROVIDER' | ConstraintCode;
  readonly reason: string;
}

/** A training query near the asked one, with how the LLMs of this ranking did on it. */
export interface Neighbour {
  readonly queryId: string;
  readonly text: string | null;
  readonly task: string | null;
  /** Cosine similarity in [−1, 1]. */
  readonly similarity: number;
  /** Observed performance by LLM, only what was observed. */
  readonly performance: ReadonlyMap<LlmId, number>;
}

/** How chance had a part in a decision (exploration.ts). */
export interface Exploration {
  /** Place of the chosen LLM in the ranking. */
  readonly at: number;
  /** Whether it is another one than the router's own choice. */
  readonly explored: boolean;
  /** Probability in (0, 1] with which it was chosen. */
  readonly propensity: number;
  /** ε in (0, 1]. */
  readonly epsilon: number;
}

/** Milliseconds. In a batch, the shared steps are divided evenly over its queries. */
export interface DecisionTiming {
  readonly embedMs: number;
  readonly neighboursMs: number;
  readonly predictMs: number;
  readonly totalMs: number;
}

export interface RoutingDecision {
  readonly kind: 'decision';
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly query: string;
  readonly router: RouterId;
  readonly version: VersionId;
  readonly objective: Objective;
  /** What was asked for instead of α, and what it came to; null where α was given. */
  readonly target: DecisionTarget | null;
  readonly warmUpWeight: number;
  /** Cosine to the nearest training query, in [−1, 1]; null where neither warm-up nor abstention looked for it, or there is none. */
  readonly nearestSimilarity: number | null;
  /** Null when the caller gave an explicit list. */
  readonly pool: PoolId | null;
  /** Never empty; the first is the router's own choice, which is the chosen LLM unless the router abstained or exploration drew another one. */
  readonly ranking: Ranking;
  /** Null where exploration is off, and where the router abstained: chance has no part in that. */
  readonly exploration: Exploration | null;
  /** Whether a safe LLM was taken because the query is unlike the training queries; null where that is off. */
  readonly abstention: Abstention | null;
  /** Set for a router that chooses by a rule of its own; for a cascade, with the LLMs to ask in turn. */
  readonly policy: PolicyDecision | null;
  /** How the router's cascade judges real answers; null for a router that asks one LLM, or has no way to. */
  readonly judging: CascadeJudging | null;
  readonly excluded: readonly ExcludedLlm[];
  readonly timing: DecisionTiming;
  /** USD for embedding the query: tokens × price, also where its vector was at hand already; 0 for a free embedder. */
  readonly embeddingCost: number;
  /** Computed when asked for: most callers want the LLM only. Both use the numbers of this decision. */
  neighbours(k?: number): Promise<readonly Neighbour[]>;
  explain(): Promise<Explanation>;
  /** Of the P̂ of the `at`-th candidate of the ranking; null where P̂ is not calibrated. */
  intervals(at: number): PredictionIntervals | null;
  /** What the answer of each LLM of the ranking is expected to cost, in its order. Computed when asked for. */
  expectedCosts(): Promise<readonly ExpectedCost[]>;
  /** Their means alone, USD. */
  readonly candidateCosts: CandidateCosts;
  /** Share of training queries that are easier, in [0, 1]; null for a router without item parameters. */
  difficultyPercentile(): Promise<number | null>;
  /** Decides again for up to `probes` texts of the same meaning; embeds them in one batch. */
  stability(probes: number): Promise<Stability>;
  readonly tags: readonly string[];
}

export interface DecisionTarget extends SolvedTarget {
  /** Whether the chosen LLM meets it; a target that holds on average is met by its policy, from which a safe LLM departs. */
  readonly met: boolean;
}

/** A correct request without an answer, or one bad item of a batch. */
export interface RouteRefusal {
  readonly kind: 'refusal';
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | null;
  readonly excluded: readonly ExcludedLlm[];
  /** Which constraints to leave out or change, and what that gives; empty where constraints are not what stands in the way. */
  readonly relaxations: readonly Relaxation[];
}

export type RouteResult = RoutingDecision | RouteRefusal;

/** One additive part of the score, or of the log-odds, with its value. */
export interface Term {
  readonly name: string;
  readonly value: number;
}

/** Every number in it is taken from the decision or follows from its numbers. */
export interface Explanation {
  /** One paragraph in plain language. */
  readonly text: string;
  /** Parts of the chosen LLM's score; they sum to it (float32 precision). One alone where exploration or a safe LLM overruled a policy. */
  readonly scoreTerms: readonly Term[];
  /** a_k·θ_k for each ability dimension and −b, which sum to the log-odds of P̂; null where the router has no such form. */
  readonly logOddsTerms: readonly Term[] | null;
  /** Where exploration drew the chosen LLM or a safe one was taken: the router's own choice, and a gap of 0 or less. */
  readonly runnerUp: { readonly llm: LlmId; readonly scoreGap: number } | null;
  /** Null in a pool of one and for a router with a policy. */
  readonly contrast: Contrast | null;
  /** Same as flipPoints.alpha; null where S did not choose. */
  readonly alphaInterval: { readonly from: number; readonly to: number } | null;
  /** Null where S did not choose: a preference, a policy, exploration, a safe LLM. */
  readonly flipPoints: FlipPoints | null;
  /** Null where there are no training queries to compare with. */
  readonly support: Support | null;
}

/** The chosen LLM minus the runner-up. */
export interface Contrast {
  readonly llm: LlmId;
  /** They sum to the gap between the scores. */
  readonly scoreTerms: readonly Term[];
  /** They sum to the difference of the log-odds of P̂; null where the router has no such form. */
  readonly logOddsTerms: readonly Term[] | null;
}

/** α in which the choice holds, and who is chosen outside; null at an end of [0, 1]. */
export interface AlphaRange {
  readonly from: number;
  readonly to: number;
  readonly below: LlmId | null;
  readonly above: LlmId | null;
}

/** An output price in USD per million tokens, and the LLM that is chosen on its far side. */
export interface PriceFlip {
  readonly price: number;
  readonly llm: LlmId;
}

/** One number moves, all others stay. */
export interface FlipPoints {
  readonly alpha: AlphaRange;
  /** Null in a pool of one. */
  readonly price: {
    /** Of the chosen LLM, above which it is not the choice; null where it is at any price. */
    readonly chosenAbove: PriceFlip | null;
    /** Of the runner-up, to which it must fall to be the choice; null where no price of 0 or more does it. */
    readonly runnerUpBelow: PriceFlip | null;
  } | null;
  /** P̂ of the chosen LLM below which, and of the runner-up above which, the runner-up is chosen; null outside [0, 1]. */
  readonly performance: { readonly chosenBelow: number | null; readonly runnerUpAbove: number | null } | null;
}

/** How much training evidence stands behind a decision. */
export interface Support {
  /** Cosine to the nearest training query, and the mean over the neighbours of the explanation. */
  readonly nearestSimilarity: number;
  readonly meanSimilarity: number;
  /** Share of training queries that stand further from their nearest other one than this query from its nearest, in [0, 1]. */
  readonly percentile: number;
  /** Neighbours on which the chosen LLM was observed. */
  readonly observations: number;
  /** GOOD from a percentile of 0.25, FAIR from 0.05, else POOR. */
  readonly level: 'GOOD' | 'FAIR' | 'POOR';
}

/** What small changes of the text that keep its meaning do to the choice. */
export interface Stability {
  /** Share of the probes that keep the choice, in [0, 1]; null where no change applies to the text. */
  readonly share: number | null;
  readonly probes: number;
  readonly flipped: readonly { readonly kind: PerturbationKind; readonly text: string; readonly llm: LlmId }[];
}

/** Item parameters and neighbours of a text. */
export interface QueryProfile {
  readonly query: string;
  readonly router: RouterId;
  readonly version: VersionId;
  readonly form: 'intercept' | 'centred';
  readonly discrimination: Float32Array;
  readonly difficulty: Float32Array;
  /** r: what the query needs of each dimension, [dims], sums to 1; null for a router without relevance. */
  readonly relevance: Float32Array | null;
  /** Names of the dimensions, [dims]; null where the router does not name them. */
  readonly dimensions: readonly string[] | null;
  /** Share of training queries that are easier, in [0, 1]; mean P̂ over the router's LLMs orders them. */
  readonly difficultyPercentile: number;
  readonly neighbours: readonly Neighbour[];
}

/** One router's answer in a comparison. */
export interface ComparisonEntry {
  readonly router: RouterId;
  readonly result: RouteResult;
}
