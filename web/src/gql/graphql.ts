/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** When a safe LLM goes before the router’s choice; what is absent is as the server is configured. */
export type AbstainInput = {
  /** Support percentile in [0, 1] below which it is taken; 0 never, 0.05 where the explanation says POOR. */
  below?: number | null | undefined;
  /** False leaves this query to the router in any case. */
  enabled?: boolean | null | undefined;
  /** The safe LLM. */
  llm?: string | null | undefined;
};

/** What an LLM must fulfil to be chosen at all, checked before anything is scored. A fact that is not known fulfils nothing. What is absent, null or an empty list asks for nothing. */
export type ConstraintsInput = {
  /** No other LLM of the pool may be chosen. Not empty. */
  allow?: Array<string> | null | undefined;
  /** These LLMs may not be chosen; goes before allow. */
  deny?: Array<string> | null | undefined;
  /** Tags it must not have. An LLM that nobody has tagged passes: to be sure, require the opposite tag. */
  forbidTags?: Array<string> | null | undefined;
  /** Languages it must have, all of them: BCP 47 tags, of which the primary part counts (pt-BR: pt). */
  languages?: Array<string> | null | undefined;
  /** Milliseconds above 0: the most that its typical latency may be. */
  maxLatencyMs?: number | null | undefined;
  /** Tokens that the context window must have at least. */
  minContext?: number | null | undefined;
  /** What the LLM must read, for example image; all of them. */
  modalities?: Array<string> | null | undefined;
  /** Tokens of the answer: with those of the query (an estimate from its characters) they must fit the context window, and the longest answer of the LLM where that is known. In a batch the longest query counts for all. */
  outputTokens?: number | null | undefined;
  /** Tags it must have, all of them, for example region:eu. */
  requireTags?: Array<string> | null | undefined;
  /** True: it must call tools; false asks for nothing. */
  tools?: boolean | null | undefined;
};

/** Which logged decisions to return; all given parts must fit. */
export type DecisionFilter = {
  /** Whether a safe LLM was taken; decisions made while that was off fit neither. */
  abstained?: boolean | null | undefined;
  /** Made at this time or later. */
  from?: string | null | undefined;
  /** This LLM was chosen. */
  llm?: string | null | undefined;
  /** From this candidate pool. */
  pool?: string | null | undefined;
  /** Decided by this router. */
  router?: string | null | undefined;
  /** Bears this label. */
  tag?: string | null | undefined;
  /** Made before this time. */
  to?: string | null | undefined;
  /** Made by this version of the router set. */
  version?: string | null | undefined;
};

/** What distances of recent queries are compared with. */
export type DistanceReference =
  /** Those of the decisions of the reference window. */
  | 'DECISIONS'
  /** Those of training queries to their nearest other one, of a sample of 256; the version must serve. */
  | 'TRAINING';

/** Two windows of logged decisions to compare. Every part has a default. */
export type DriftInput = {
  /** What distances are compared with; DECISIONS when absent. */
  distanceReference?: DistanceReference | null | undefined;
  /** Decisions to show with an alert, 1 to 50; 5 when absent. */
  examples?: number | null | undefined;
  /** Begin of the recent window; 24 hours before its end when absent. */
  from?: string | null | undefined;
  /** Most decisions to look at in each window, the newest first, 1 to 100,000; 10,000 when absent. */
  limit?: number | null | undefined;
  /** Only decisions from this candidate pool. */
  pool?: string | null | undefined;
  /** Begin of the reference window; 7 days before its end when absent. */
  referenceFrom?: string | null | undefined;
  /** End of the reference window, exclusive; where the recent window begins when absent. */
  referenceTo?: string | null | undefined;
  /** Only decisions by this router. */
  router?: string | null | undefined;
  /** Only decisions that bear this label. */
  tag?: string | null | undefined;
  /** When a check alerts. */
  thresholds?: DriftThresholds | null | undefined;
  /** End of the recent window, exclusive; now when absent. */
  to?: string | null | undefined;
  /** Only decisions by this version of the router set. */
  version?: string | null | undefined;
};

/** What a check for drift compares. */
export type DriftKind =
  /** How near queries are to the nearest training query. */
  | 'DISTANCE'
  /** Shares of the LLMs among the routers' own choices. */
  | 'LLM_SHARES'
  /** Recorded scores against P̂ of the LLM that answered. */
  | 'PREDICTION'
  /** Shares of the labels. */
  | 'TAG_SHARES';

/** When a check alerts: its corrected p must be small and its effect large. Defaults where absent. */
export type DriftThresholds = {
  /** Least |mean(score − P̂)|, in [0, 1]; 0.05 when absent. */
  bias?: number | null | undefined;
  /** Decisions that each sample must have for a check to say anything; 50 when absent. */
  decisions?: number | null | undefined;
  /** Least D of Kolmogorov and Smirnov between distances, in [0, 1]; 0.2 when absent. */
  distance?: number | null | undefined;
  /** Probability of any alert in a report without any drift, between 0 and 1; 0.01 when absent. */
  level?: number | null | undefined;
  /** Least population stability index of shares; 0.1 when absent. */
  shares?: number | null | undefined;
};

/** What a check for drift comes to. */
export type DriftVerdict =
  /** Significant, and large enough to matter. */
  | 'ALERT'
  /** Significant, but too small to matter. */
  | 'SMALL'
  /** No more than chance would do. */
  | 'STEADY'
  /** Too few decisions to say anything; never an alert. */
  | 'TOO_FEW';

/** Stable codes of errors and refusals; docs/errors.md says what to do about each. */
export type ErrorCode =
  /** α must be a finite number from 0 to 1. */
  | 'ALPHA_OUT_OF_RANGE'
  /** The LLM that says which abilities clusters need does not answer, or not with abilities. */
  | 'ANNOTATOR_FAILED'
  /** A trained artifact is damaged: its checksum or layout is wrong. */
  | 'ARTIFACT_CORRUPT'
  /** A file is not an artifact of this product or of this version. */
  | 'ARTIFACT_FOREIGN'
  /** An HTTP request cannot be read: its path, method, header or body is wrong. */
  | 'BAD_REQUEST'
  /** A GraphQL variable or argument has a wrong type or shape. */
  | 'BAD_USER_INPUT'
  /** More inputs in one request than the configured limit. */
  | 'BATCH_TOO_LARGE'
  /** The budget does not pay for the cheapest LLM on every query. */
  | 'BUDGET_TOO_SMALL'
  /** The work was cancelled before it ended. */
  | 'CANCELLED'
  /** A setting of the environment or the command line is not valid. */
  | 'CONFIG_INVALID'
  /** The embedded database folder is damaged or half-written. */
  | 'DATABASE_CORRUPT'
  /** Another process uses the embedded database folder. */
  | 'DATABASE_LOCKED'
  /** The database does not answer. */
  | 'DATABASE_UNAVAILABLE'
  /** A router was trained with another embedder than the loaded one. */
  | 'EMBEDDER_MISMATCH'
  /** The embedder cannot start here, or its service does not answer. */
  | 'EMBEDDER_UNAVAILABLE'
  /** The candidate pool holds no LLM. */
  | 'EMPTY_POOL'
  /** A stored report has a layout that this release does not draw. */
  | 'EVALUATION_FORMAT'
  /** The router needs the true responses and serves evaluation only. */
  | 'EVALUATION_ONLY'
  /** ε of exploration must be a finite number from 0 to 1. */
  | 'EXPLORATION_OUT_OF_RANGE'
  /** There is no feedback that routers can learn from. */
  | 'FEEDBACK_INSUFFICIENT'
  /** Feedback must be one score, one thumb, one preferred LLM or one corrected label. */
  | 'FEEDBACK_INVALID'
  /** A reporter has made as many statements within an hour as are accepted. */
  | 'FEEDBACK_RATE_LIMITED'
  /** A file or folder does not exist or cannot be read. */
  | 'FILE_UNREADABLE'
  /** The command or the judging LLM of a grader gives no grades. */
  | 'GRADER_FAILED'
  /** A grader needs a command or a judging LLM that is not set up. */
  | 'GRADER_UNAVAILABLE'
  /** The GraphQL document is not well-formed. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The GraphQL document does not fit the schema. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** A hyper-parameter is unknown or out of its range. */
  | 'HYPERPARAMETER_INVALID'
  /** A row of a data file cannot be used. */
  | 'IMPORT_BAD_ROW'
  /** A data file fits none of the known formats. */
  | 'IMPORT_UNKNOWN_FORMAT'
  /** A data file names an LLM that the catalogue does not hold. */
  | 'IMPORT_UNKNOWN_LLM'
  /** The named nearest-neighbour index cannot start here. */
  | 'INDEX_UNAVAILABLE'
  /** A fault of ours; the log has the details. */
  | 'INTERNAL'
  /** An id or alias names an LLM of the catalogue already. */
  | 'LLM_EXISTS'
  /** The description of an LLM breaks a rule. */
  | 'LLM_INVALID'
  /** The LLM has too few responses to join a pool without being allowed to. */
  | 'LLM_NOT_CALIBRATED'
  /** The LLM is retired, and what was asked needs one that is not. */
  | 'LLM_RETIRED'
  /** An LLM that is to be asked refuses, or does not answer. */
  | 'LLM_UNAVAILABLE'
  /** No version served before the one that serves. */
  | 'NOTHING_TO_ROLL_BACK'
  /** No LLM of the pool is left after the constraints. */
  | 'NO_ELIGIBLE_LLM'
  /** The router gives a preference, and what was asked needs predicted performance. */
  | 'NO_PREDICTED_PERFORMANCE'
  /** No trained router set is loaded. */
  | 'NO_ROUTER_SET'
  /** The GraphQL document does not say which of its operations to run. */
  | 'OPERATION_RESOLUTION_FAILURE'
  /** A GraphQL operation is too deep, too wide or too costly. */
  | 'OPERATION_TOO_LARGE'
  /** Too much work is waiting; try again shortly. */
  | 'OVERLOADED'
  /** A page size or cursor is not valid. */
  | 'PAGE_INVALID'
  /** A router plugin does not keep the contract. */
  | 'PLUGIN_INVALID'
  /** A router plugin answered with a wrong shape, range or NaN. */
  | 'PLUGIN_OUTPUT_INVALID'
  /** A change of candidate pools breaks a rule. */
  | 'POOL_INVALID'
  /** A price must be a finite number of USD per million tokens, 0 or more. */
  | 'PRICE_INVALID'
  /** The query text is empty or only white space. */
  | 'QUERY_EMPTY'
  /** The query holds control bytes or half of a surrogate pair. */
  | 'QUERY_NOT_TEXT'
  /** The query text is longer than the configured limit. */
  | 'QUERY_TOO_LONG'
  /** A reference answer is missing, or its grader cannot use it. */
  | 'REFERENCE_INVALID'
  /** Too few stored queries are held out for a refit to be compared on. */
  | 'REFIT_HELD_OUT_INSUFFICIENT'
  /** Too few responses are new since the last fit for a refit. */
  | 'REFIT_NOTHING_NEW'
  /** Another refit waits or runs; there is one at a time. */
  | 'REFIT_UNDER_WAY'
  /** The body of a request is larger than the configured limit. */
  | 'REQUEST_TOO_LARGE'
  /** A target is out of its range, or given beside another one or beside α. */
  | 'TARGET_INVALID'
  /** No policy of the router meets the target; the message says what can be met. */
  | 'TARGET_UNREACHABLE'
  /** The router or its version cannot work towards a target: no P̂, a rule of its own, or no held-out queries. */
  | 'TARGET_UNSUPPORTED'
  /** The named tensor backend cannot start here. */
  | 'TENSOR_BACKEND_UNAVAILABLE'
  /** Too few responses to train on. */
  | 'TRAINING_DATA_INSUFFICIENT'
  /** No decision of that id is logged. */
  | 'UNKNOWN_DECISION'
  /** No evaluation of that id is stored. */
  | 'UNKNOWN_EVALUATION'
  /** No job of that id is known to this server. */
  | 'UNKNOWN_JOB'
  /** No LLM of that id is in the catalogue. */
  | 'UNKNOWN_LLM'
  /** No candidate pool of that id exists. */
  | 'UNKNOWN_POOL'
  /** No router of that id is loaded. */
  | 'UNKNOWN_ROUTER'
  /** No router set of that version is stored. */
  | 'UNKNOWN_VERSION'
  /** The router cannot answer for any LLM of this pool. */
  | 'UNSUPPORTED_POOL'
  /** An update was compared with a version that no longer serves, or the version is no update. */
  | 'UPDATE_OUTDATED'
  /** The warm-up weight λ must be a finite number from 0 to 1. */
  | 'WARM_UP_OUT_OF_RANGE';

/** What to decide for: exactly one field. The first four trade performance for cost over all queries, the last two hold for each query; docs/objectives.md has the definitions. */
export type ObjectiveInput = {
  /** α in [0, 1] over C by output price: 1 looks at performance only, 0 at cost only. */
  alpha?: number | null | undefined;
  /** In [0, 1]: an even walk along the cost–quality hull, from always the cheapest LLM (0) to always the best one (1). */
  balance?: number | null | undefined;
  /** USD: for each query the best LLM whose answer is expected to cost no more. */
  costPerQuery?: number | null | undefined;
  /** As good as possible for at most so many USD per thousand queries on average. */
  costPerThousand?: number | null | undefined;
  /** P̂ in [0, 1]: for each query the cheapest LLM that reaches it, or the nearest to it where none does. */
  minPerformance?: number | null | undefined;
  /** As cheap as possible with a mean performance of at least this share, above 0, of the best single LLM’s; 0.95 for example. */
  shareOfBest?: number | null | undefined;
};

/** A price that holds for this request only. */
export type PriceInput = {
  /** USD per million cached input tokens, 0 or more; the input price when absent. */
  cachedInputPerMillion?: number | null | undefined;
  /** USD per million input tokens, 0 or more; 0 for a self-hosted LLM. */
  inputPerMillion: number;
  /** The LLM it applies to. */
  llm: string;
  /** USD per million output tokens, 0 or more; 0 for a self-hosted LLM. */
  outputPerMillion: number;
};

/** A query to decide for; everything but the text has a default, and null means the same as absent. */
export type RouteInput = {
  /** When a safe LLM answers a query unlike the training queries; as the server is configured when absent. */
  abstain?: AbstainInput | null | undefined;
  /** α in [0, 1]: 1 looks at performance only, 0 at cost only. Short for objective { alpha }. */
  alpha?: number | null | undefined;
  /** How many of all input tokens the provider has cached; 0 when absent, and at most all count. */
  cachedInputTokens?: number | null | undefined;
  /** What an LLM must fulfil to be chosen at all. */
  constraints?: ConstraintsInput | null | undefined;
  /** Input tokens sent along with the query, such as instructions or earlier turns; they count in expected costs. 0 when absent. */
  contextTokens?: number | null | undefined;
  /** ε of exploration in [0, 1]: 0 keeps this query out of it; that of the server when absent. */
  exploration?: number | null | undefined;
  /** An explicit list of LLMs; goes before pool. */
  llms?: Array<string> | null | undefined;
  /** What to decide for, instead of alpha. */
  objective?: ObjectiveInput | null | undefined;
  /** Candidate pool; the default pool when absent. */
  pool?: string | null | undefined;
  /** Prices that hold for this request only. */
  prices?: Array<PriceInput> | null | undefined;
  /** The text that the LLM will be asked. */
  query: string;
  /** Router id; the default router when absent. */
  router?: string | null | undefined;
  /** Free labels, logged with the decision: 32 at most, 1 to 128 characters each. */
  tags?: Array<string> | null | undefined;
  /** Warm-up weight λ in [0, 1]; the validated one when absent. */
  warmUpWeight?: number | null | undefined;
};

/** A thumb for the answer of the chosen LLM. */
export type Thumbs =
  /** The answer was bad. */
  | 'DOWN'
  /** The answer was good. */
  | 'UP';

/** How time is cut; UTC. Minutes are read decision by decision, the others from a rollup, which does not get slower with traffic. */
export type TimeBucket =
  /** Days from midnight on. */
  | 'DAY'
  /** Hours. */
  | 'HOUR'
  /** Minutes. */
  | 'MINUTE'
  /** Calendar months. */
  | 'MONTH'
  /** Ten minutes from the full hour on. */
  | 'TEN_MINUTES'
  /** Weeks from Monday on. */
  | 'WEEK';

/** What decisions are told apart by. */
export type TrafficDimension =
  /** The chosen LLM. */
  | 'LLM'
  /** The candidate pool. */
  | 'POOL'
  /** The router that decided. */
  | 'ROUTER'
  /** Each label: a decision counts in the group of each of its labels, and in none without one. */
  | 'TAG'
  /** The version of the router set. */
  | 'VERSION';

/** Which logged decisions to sum up, and how. Every part has a default. */
export type TrafficInput = {
  /** When absent the finest that makes at most 200 buckets, minutes only within 6 hours. At most 500 buckets can be asked for. */
  bucket?: TimeBucket | null | undefined;
  /** Which decisions; the last 24 hours when it gives no time. The time is widened to whole buckets. */
  filter?: DecisionFilter | null | undefined;
  /** Sums of each group too. */
  groupBy?: TrafficDimension | null | undefined;
  /** Most groups, 1 to 50; 10 when absent. The others are one group more, except of labels. */
  groups?: number | null | undefined;
  /** The LLM that spend is compared with. */
  reference?: string | null | undefined;
};

export type OptionsQueryVariables = Exact<{ [key: string]: never; }>;


export type OptionsQuery = { routers: Array<{ id: string, title: string, description: string, isDefault: boolean }>, pools: Array<{ id: string, description: string, isDefault: boolean, llms: Array<{ id: string }> }> };

export type RankedLlmFieldsFragment = { score: number, predictedPerformance: number | null, preference: number | null, cost: number, llm: { id: string, name: string, developer: string, price: { inputPerMillion: number, outputPerMillion: number } | null }, performanceInterval: { low: number, high: number, level: number } | null } & { ' $fragmentName'?: 'RankedLlmFieldsFragment' };

export type RefusalFieldsFragment = { code: ErrorCode, message: string, hint: string | null, excluded: Array<{ llm: string, reason: string }> } & { ' $fragmentName'?: 'RefusalFieldsFragment' };

export type DecisionFieldsFragment = { id: string, predictedPerformance: number | null, preference: number | null, cost: number, score: number, alpha: number, beta: number, warmUpWeight: number, router: string, version: string, llm: { id: string, name: string, developer: string, price: { inputPerMillion: number, outputPerMillion: number } | null }, timing: { embedMs: number, neighboursMs: number, predictMs: number, totalMs: number }, ranking: Array<{ ' $fragmentRefs'?: { 'RankedLlmFieldsFragment': RankedLlmFieldsFragment } }>, cascade: { expectedPerformance: number | null, expectedCost: number, steps: Array<{ predictedPerformance: number, acceptAt: number, reach: number, llm: { id: string, name: string } }> } | null, explanation: { text: string, scoreTerms: Array<{ name: string, value: number }>, runnerUp: { scoreGap: number, llm: { id: string, name: string } } | null, alphaInterval: { from: number, to: number } | null }, neighbours: Array<{ similarity: number, query: { id: string, text: string | null, task: string | null }, performance: Array<{ performance: number, llm: { id: string } }> }>, excluded: Array<{ llm: string, reason: string }> } & { ' $fragmentName'?: 'DecisionFieldsFragment' };

export type ComparisonFieldsFragment = { router: string, result:
    | { __typename: 'RouteRefusal', code: ErrorCode, message: string }
    | { __typename: 'RoutingDecision', predictedPerformance: number | null, preference: number | null, cost: number, score: number, llm: { id: string, name: string }, cascade: { steps: Array<{ llm: { id: string, name: string } }> } | null }
   } & { ' $fragmentName'?: 'ComparisonFieldsFragment' };

export type DecideQueryVariables = Exact<{
  input: RouteInput;
}>;


export type DecideQuery = { route:
    | (
      { __typename: 'RouteRefusal' }
      & { ' $fragmentRefs'?: { 'RefusalFieldsFragment': RefusalFieldsFragment } }
    )
    | (
      { __typename: 'RoutingDecision' }
      & { ' $fragmentRefs'?: { 'DecisionFieldsFragment': DecisionFieldsFragment } }
    )
  , compare: { entries: Array<{ ' $fragmentRefs'?: { 'ComparisonFieldsFragment': ComparisonFieldsFragment } }> } };

export type TrafficOptionsQueryVariables = Exact<{ [key: string]: never; }>;


export type TrafficOptionsQuery = { llms: Array<{ id: string, name: string }>, pools: Array<{ id: string }>, routers: Array<{ id: string, title: string }> };

export type TrafficFiguresFieldsFragment = { decisions: number, spend: { decisions: number, usd: number } | null, reference: { decisions: number, usd: number, referenceUsd: number, savedUsd: number } | null, prediction: { decisions: number, mean: number } | null, abstention: { decisions: number, abstained: number } | null, feedback: { statements: number, scores: number, meanScore: number | null, thumbsUp: number, thumbsDown: number } | null, latency: { p50: number, p90: number, p99: number } | null } & { ' $fragmentName'?: 'TrafficFiguresFieldsFragment' };

export type TrafficQueryVariables = Exact<{
  input?: TrafficInput | null | undefined;
}>;


export type TrafficQuery = { traffic: { from: string, to: string, bucket: TimeBucket, starts: Array<string>, totals: { decisions: number, spend: { decisions: number, usd: number } | null, reference: { decisions: number, usd: number, referenceUsd: number, savedUsd: number } | null, prediction: { decisions: number, mean: number } | null, abstention: { decisions: number, abstained: number } | null, feedback: { statements: number, scores: number, meanScore: number | null, thumbsUp: number, thumbsDown: number } | null, latency: { p50: number, p90: number, p99: number } | null }, series: Array<{ decisions: number, spend: { usd: number } | null, reference: { referenceUsd: number, savedUsd: number } | null, latency: { p50: number, p90: number, p99: number } | null }>, groups: Array<{ key: string | null, isRest: boolean, members: number, figures: { decisions: number, spend: { decisions: number, usd: number } | null, reference: { decisions: number, usd: number, referenceUsd: number, savedUsd: number } | null, prediction: { decisions: number, mean: number } | null, abstention: { decisions: number, abstained: number } | null, feedback: { statements: number, scores: number, meanScore: number | null, thumbsUp: number, thumbsDown: number } | null, latency: { p50: number, p90: number, p99: number } | null }, series: { decisions: Array<number> } }> } };

export type LatestDecisionsQueryVariables = Exact<{
  filter?: DecisionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LatestDecisionsQuery = { decisions: { nodes: Array<{ id: string, createdAt: string, query: string | null, router: string, pool: string | null, llmId: string, predictedPerformance: number | null, expectedUsd: number | null, abstained: boolean | null, durationMs: number, tags: Array<string>, llm: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type LoggedRowFragment = { id: string, createdAt: string, query: string | null, router: string, pool: string | null, llmId: string, predictedPerformance: number | null, expectedUsd: number | null, abstained: boolean | null, durationMs: number, tags: Array<string>, llm: { id: string, name: string } | null } & { ' $fragmentName'?: 'LoggedRowFragment' };

export type LiveDecisionsSubscriptionVariables = Exact<{
  filter?: DecisionFilter | null | undefined;
}>;


export type LiveDecisionsSubscription = { decisionsLogged: { leftOut: number, decisions: Array<{ id: string, createdAt: string, query: string | null, router: string, pool: string | null, llmId: string, predictedPerformance: number | null, expectedUsd: number | null, abstained: boolean | null, durationMs: number, tags: Array<string>, llm: { id: string, name: string } | null }> } };

export type LoggedDecisionDetailQueryVariables = Exact<{
  id: string;
}>;


export type LoggedDecisionDetailQuery = { decision: { id: string, createdAt: string, query: string | null, router: string, pool: string | null, llmId: string, predictedPerformance: number | null, expectedUsd: number | null, abstained: boolean | null, durationMs: number, tags: Array<string>, version: string, alpha: number, score: number, cost: number, warmUpWeight: number, nearestSimilarity: number | null, llm: { id: string, name: string } | null, exploration: { explored: boolean, propensity: number } | null, ranking: Array<{ llm: string, score: number, predictedPerformance: number | null, cost: number, expectedUsd: number | null }>, feedback: Array<{ id: string, createdAt: string, score: number | null, thumbs: Thumbs | null, preferredLlm: string | null, correctedLabel: string | null, reporter: string }> } | null };

export type DriftCheckFieldsFragment = { kind: DriftKind, llm: string | null, verdict: DriftVerdict, text: string, causes: Array<string>, examples: Array<{ id: string }> } & { ' $fragmentName'?: 'DriftCheckFieldsFragment' };

export type TrafficDriftStatusQueryVariables = Exact<{ [key: string]: never; }>;


export type TrafficDriftStatusQuery = { driftStatus: { everyMinutes: number, nextAt: string | null, error: string | null, latest: { createdAt: string, text: string, alerts: Array<{ kind: DriftKind, llm: string | null, verdict: DriftVerdict, text: string, causes: Array<string>, examples: Array<{ id: string }> }> } | null } | null };

export type TrafficDriftNowQueryVariables = Exact<{
  input?: DriftInput | null | undefined;
}>;


export type TrafficDriftNowQuery = { drift: { createdAt: string, text: string, notes: Array<string>, checks: Array<{ kind: DriftKind, llm: string | null, verdict: DriftVerdict, text: string, causes: Array<string>, examples: Array<{ id: string }> }>, alerts: Array<{ kind: DriftKind, llm: string | null, verdict: DriftVerdict, text: string, causes: Array<string>, examples: Array<{ id: string }> }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const RefusalFieldsFragmentDoc = new TypedDocumentString(`
    fragment RefusalFields on RouteRefusal {
  code
  message
  hint
  excluded {
    llm
    reason
  }
}
    `, {"fragmentName":"RefusalFields"}) as unknown as TypedDocumentString<RefusalFieldsFragment, unknown>;
export const RankedLlmFieldsFragmentDoc = new TypedDocumentString(`
    fragment RankedLlmFields on RankedLlm {
  llm {
    id
    name
    developer
    price {
      inputPerMillion
      outputPerMillion
    }
  }
  score
  predictedPerformance
  performanceInterval {
    low
    high
    level
  }
  preference
  cost
}
    `, {"fragmentName":"RankedLlmFields"}) as unknown as TypedDocumentString<RankedLlmFieldsFragment, unknown>;
export const DecisionFieldsFragmentDoc = new TypedDocumentString(`
    fragment DecisionFields on RoutingDecision {
  id
  llm {
    id
    name
    developer
    price {
      inputPerMillion
      outputPerMillion
    }
  }
  predictedPerformance
  preference
  cost
  score
  alpha
  beta
  warmUpWeight
  router
  version
  timing {
    embedMs
    neighboursMs
    predictMs
    totalMs
  }
  ranking {
    ...RankedLlmFields
  }
  cascade {
    steps {
      llm {
        id
        name
      }
      predictedPerformance
      acceptAt
      reach
    }
    expectedPerformance
    expectedCost
  }
  explanation {
    text
    scoreTerms {
      name
      value
    }
    runnerUp {
      llm {
        id
        name
      }
      scoreGap
    }
    alphaInterval {
      from
      to
    }
  }
  neighbours {
    query {
      id
      text
      task
    }
    similarity
    performance {
      llm {
        id
      }
      performance
    }
  }
  excluded {
    llm
    reason
  }
}
    fragment RankedLlmFields on RankedLlm {
  llm {
    id
    name
    developer
    price {
      inputPerMillion
      outputPerMillion
    }
  }
  score
  predictedPerformance
  performanceInterval {
    low
    high
    level
  }
  preference
  cost
}`, {"fragmentName":"DecisionFields"}) as unknown as TypedDocumentString<DecisionFieldsFragment, unknown>;
export const ComparisonFieldsFragmentDoc = new TypedDocumentString(`
    fragment ComparisonFields on ComparisonEntry {
  router
  result {
    __typename
    ... on RoutingDecision {
      llm {
        id
        name
      }
      predictedPerformance
      preference
      cost
      score
      cascade {
        steps {
          llm {
            id
            name
          }
        }
      }
    }
    ... on RouteRefusal {
      code
      message
    }
  }
}
    `, {"fragmentName":"ComparisonFields"}) as unknown as TypedDocumentString<ComparisonFieldsFragment, unknown>;
export const TrafficFiguresFieldsFragmentDoc = new TypedDocumentString(`
    fragment TrafficFiguresFields on TrafficFigures {
  decisions
  spend {
    decisions
    usd
  }
  reference {
    decisions
    usd
    referenceUsd
    savedUsd
  }
  prediction {
    decisions
    mean
  }
  abstention {
    decisions
    abstained
  }
  feedback {
    statements
    scores
    meanScore
    thumbsUp
    thumbsDown
  }
  latency {
    p50
    p90
    p99
  }
}
    `, {"fragmentName":"TrafficFiguresFields"}) as unknown as TypedDocumentString<TrafficFiguresFieldsFragment, unknown>;
export const LoggedRowFragmentDoc = new TypedDocumentString(`
    fragment LoggedRow on LoggedDecision {
  id
  createdAt
  query
  router
  pool
  llmId
  llm {
    id
    name
  }
  predictedPerformance
  expectedUsd
  abstained
  durationMs
  tags
}
    `, {"fragmentName":"LoggedRow"}) as unknown as TypedDocumentString<LoggedRowFragment, unknown>;
export const DriftCheckFieldsFragmentDoc = new TypedDocumentString(`
    fragment DriftCheckFields on DriftCheck {
  kind
  llm
  verdict
  text
  causes
  examples {
    id
  }
}
    `, {"fragmentName":"DriftCheckFields"}) as unknown as TypedDocumentString<DriftCheckFieldsFragment, unknown>;
export const OptionsDocument = new TypedDocumentString(`
    query Options {
  routers {
    id
    title
    description
    isDefault
  }
  pools {
    id
    description
    isDefault
    llms {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<OptionsQuery, OptionsQueryVariables>;
export const DecideDocument = new TypedDocumentString(`
    query Decide($input: RouteInput!) {
  route(input: $input) {
    __typename
    ...DecisionFields
    ...RefusalFields
  }
  compare(input: $input) {
    entries {
      ...ComparisonFields
    }
  }
}
    fragment RankedLlmFields on RankedLlm {
  llm {
    id
    name
    developer
    price {
      inputPerMillion
      outputPerMillion
    }
  }
  score
  predictedPerformance
  performanceInterval {
    low
    high
    level
  }
  preference
  cost
}
fragment RefusalFields on RouteRefusal {
  code
  message
  hint
  excluded {
    llm
    reason
  }
}
fragment DecisionFields on RoutingDecision {
  id
  llm {
    id
    name
    developer
    price {
      inputPerMillion
      outputPerMillion
    }
  }
  predictedPerformance
  preference
  cost
  score
  alpha
  beta
  warmUpWeight
  router
  version
  timing {
    embedMs
    neighboursMs
    predictMs
    totalMs
  }
  ranking {
    ...RankedLlmFields
  }
  cascade {
    steps {
      llm {
        id
        name
      }
      predictedPerformance
      acceptAt
      reach
    }
    expectedPerformance
    expectedCost
  }
  explanation {
    text
    scoreTerms {
      name
      value
    }
    runnerUp {
      llm {
        id
        name
      }
      scoreGap
    }
    alphaInterval {
      from
      to
    }
  }
  neighbours {
    query {
      id
      text
      task
    }
    similarity
    performance {
      llm {
        id
      }
      performance
    }
  }
  excluded {
    llm
    reason
  }
}
fragment ComparisonFields on ComparisonEntry {
  router
  result {
    __typename
    ... on RoutingDecision {
      llm {
        id
        name
      }
      predictedPerformance
      preference
      cost
      score
      cascade {
        steps {
          llm {
            id
            name
          }
        }
      }
    }
    ... on RouteRefusal {
      code
      message
    }
  }
}`) as unknown as TypedDocumentString<DecideQuery, DecideQueryVariables>;
export const TrafficOptionsDocument = new TypedDocumentString(`
    query TrafficOptions {
  llms {
    id
    name
  }
  pools {
    id
  }
  routers {
    id
    title
  }
}
    `) as unknown as TypedDocumentString<TrafficOptionsQuery, TrafficOptionsQueryVariables>;
export const TrafficDocument = new TypedDocumentString(`
    query Traffic($input: TrafficInput) {
  traffic(input: $input) {
    from
    to
    bucket
    starts
    totals {
      decisions
      spend {
        decisions
        usd
      }
      reference {
        decisions
        usd
        referenceUsd
        savedUsd
      }
      prediction {
        decisions
        mean
      }
      abstention {
        decisions
        abstained
      }
      feedback {
        statements
        scores
        meanScore
        thumbsUp
        thumbsDown
      }
      latency {
        p50
        p90
        p99
      }
    }
    series {
      decisions
      spend {
        usd
      }
      reference {
        referenceUsd
        savedUsd
      }
      latency {
        p50
        p90
        p99
      }
    }
    groups {
      key
      isRest
      members
      figures {
        decisions
        spend {
          decisions
          usd
        }
        reference {
          decisions
          usd
          referenceUsd
          savedUsd
        }
        prediction {
          decisions
          mean
        }
        abstention {
          decisions
          abstained
        }
        feedback {
          statements
          scores
          meanScore
          thumbsUp
          thumbsDown
        }
        latency {
          p50
          p90
          p99
        }
      }
      series {
        decisions
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TrafficQuery, TrafficQueryVariables>;
export const LatestDecisionsDocument = new TypedDocumentString(`
    query LatestDecisions($filter: DecisionFilter, $first: Int, $after: String) {
  decisions(filter: $filter, first: $first, after: $after) {
    nodes {
      id
      createdAt
      query
      router
      pool
      llmId
      llm {
        id
        name
      }
      predictedPerformance
      expectedUsd
      abstained
      durationMs
      tags
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<LatestDecisionsQuery, LatestDecisionsQueryVariables>;
export const LiveDecisionsDocument = new TypedDocumentString(`
    subscription LiveDecisions($filter: DecisionFilter) {
  decisionsLogged(filter: $filter) {
    decisions {
      id
      createdAt
      query
      router
      pool
      llmId
      llm {
        id
        name
      }
      predictedPerformance
      expectedUsd
      abstained
      durationMs
      tags
    }
    leftOut
  }
}
    `) as unknown as TypedDocumentString<LiveDecisionsSubscription, LiveDecisionsSubscriptionVariables>;
export const LoggedDecisionDetailDocument = new TypedDocumentString(`
    query LoggedDecisionDetail($id: ID!) {
  decision(id: $id) {
    id
    createdAt
    query
    router
    pool
    llmId
    llm {
      id
      name
    }
    predictedPerformance
    expectedUsd
    abstained
    durationMs
    tags
    version
    alpha
    score
    cost
    warmUpWeight
    nearestSimilarity
    exploration {
      explored
      propensity
    }
    ranking {
      llm
      score
      predictedPerformance
      cost
      expectedUsd
    }
    feedback {
      id
      createdAt
      score
      thumbs
      preferredLlm
      correctedLabel
      reporter
    }
  }
}
    `) as unknown as TypedDocumentString<LoggedDecisionDetailQuery, LoggedDecisionDetailQueryVariables>;
export const TrafficDriftStatusDocument = new TypedDocumentString(`
    query TrafficDriftStatus {
  driftStatus {
    everyMinutes
    nextAt
    error
    latest {
      createdAt
      text
      alerts {
        kind
        llm
        verdict
        text
        causes
        examples {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TrafficDriftStatusQuery, TrafficDriftStatusQueryVariables>;
export const TrafficDriftNowDocument = new TypedDocumentString(`
    query TrafficDriftNow($input: DriftInput) {
  drift(input: $input) {
    createdAt
    text
    notes
    checks {
      kind
      llm
      verdict
      text
      causes
      examples {
        id
      }
    }
    alerts {
      kind
      llm
      verdict
      text
      causes
      examples {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TrafficDriftNowQuery, TrafficDriftNowQueryVariables>;