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

/** Which queries to ask an LLM. */
export type AnchorQueriesInput = {
  /** How many, 1 to 10,000; 20 when absent. Fewer come where fewer are stored that it has not answered. */
  count?: number | null | undefined;
  /** The LLM to be asked. */
  llm: string;
  /** The router that tells what a query would teach; when absent the default one, or else the first that learns θ from answers. */
  router?: string | null | undefined;
  /** Seed of random choices, 0 or more; 0 when absent. */
  seed?: number | null | undefined;
  /** How they are chosen; STRATIFIED when absent. */
  selection?: AnchorSelection | null | undefined;
  /** Only queries of these imports, by name; all when absent or empty. */
  sources?: Array<string> | null | undefined;
  /** Only queries of these tasks; all when absent or empty. */
  tasks?: Array<string> | null | undefined;
  /** Only queries whose right answers are stored; false when absent. */
  withReferences?: boolean | null | undefined;
};

/** What an LLM made of a query. */
export type AnchorResponseInput = {
  /** What the LLM answered; graded, and not stored. */
  completion?: string | null | undefined;
  /** USD that the answer cost. */
  cost?: number | null | undefined;
  /** How the completion is graded; not CODE. */
  grader?: Grader | null | undefined;
  /** Tokens of the question. */
  inputTokens?: number | null | undefined;
  /** Tokens of the answer. */
  outputTokens?: number | null | undefined;
  /** Score y in [0, 1]; 1 is right. Either this, or `completion`, `references` and `grader`. */
  performance?: number | null | undefined;
  /** Id of the query, as anchorQueries gives it. */
  query: string;
  /** Right answers; the best grade against any of them counts. */
  references?: Array<string> | null | undefined;
};

/** How queries are chosen to ask an LLM. */
export type AnchorSelection =
  /** Those whose answers tell most about θ, given what is known and those before them (D-optimal), with a limit per task and per quarter by difficulty. */
  | 'ADAPTIVE'
  /** At random: the baseline. */
  | 'RANDOM'
  /** Evenly over tasks and difficulty. */
  | 'STRATIFIED';

/** What a router can do besides deciding. */
export type Capability =
  /** Gives the ability vector of an LLM. */
  | 'ABILITIES'
  /** Asks several LLMs in turn. */
  | 'CASCADE'
  /** Groups training queries into clusters that can be looked at and corrected. */
  | 'CLUSTERS'
  /** Gives discrimination and difficulty of a query. */
  | 'ITEM_PARAMETERS'
  /** Learns about LLMs from answers and feedback that came after training, without a new training. */
  | 'ONBOARDING'
  /** Chooses by a rule of its own instead of the best score S. */
  | 'POLICY'
  /** Predicts for LLMs without responses, from their profile. */
  | 'UNSEEN_LLMS';

/** What a cluster really needs. */
export type ClusterCorrectionInput = {
  /** Ids of abilities; they replace those that the cluster has. */
  abilities: Array<string>;
  /** Number of the cluster. */
  cluster: number;
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

/** Corrections of the abilities that clusters need. */
export type CorrectClustersInput = {
  /** At least one, each cluster once. */
  corrections: Array<ClusterCorrectionInput>;
  /** Label of the new router set, for people; 1 to 200 characters. */
  label: string;
  /** Serve the new set at once; false when absent. */
  promote?: boolean | null | undefined;
  /** Why, kept in the summary of the new set; up to 2,000 characters. */
  reason?: string | null | undefined;
  /** The router; the first one with clusters when absent. */
  router?: string | null | undefined;
};

/** Where the cost of answers comes from. */
export type CostSource =
  /** Nothing is known of it. */
  | 'NONE'
  /** As it was observed. */
  | 'OBSERVED'
  /** Prices and token counts. */
  | 'PRICES';

/** Which routers a rule is about. */
export type CountedRouters =
  /** Each of the serving version. */
  | 'ALL'
  /** The one that requests get which name none. */
  | 'DEFAULT';

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

/** What the interval of a paired difference says. */
export type DifferenceVerdict =
  /** The whole interval is on the good side of zero. */
  | 'BETTER'
  /** The interval holds zero, which does not show that there is no difference. */
  | 'NOT_DISTINGUISHABLE'
  /** The whole interval is on the bad side of zero. */
  | 'WORSE';

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
  /** The description of an API key breaks a rule. */
  | 'API_KEY_INVALID'
  /** A trained artifact is damaged: its checksum or layout is wrong. */
  | 'ARTIFACT_CORRUPT'
  /** A file is not an artifact of this product or of this version. */
  | 'ARTIFACT_FOREIGN'
  /** A backup is truncated or damaged: its checksum or layout is wrong. */
  | 'BACKUP_DAMAGED'
  /** A file is no backup, or one of a newer layout or release than this one can restore. */
  | 'BACKUP_FOREIGN'
  /** An HTTP request cannot be read: its path, method, header or body is wrong. */
  | 'BAD_REQUEST'
  /** A GraphQL variable or argument has a wrong type or shape. */
  | 'BAD_USER_INPUT'
  /** More inputs in one request than the configured limit. */
  | 'BATCH_TOO_LARGE'
  /** The API key has spent its budget of the day. */
  | 'BUDGET_EXHAUSTED'
  /** The budget does not pay for the cheapest LLM on every query. */
  | 'BUDGET_TOO_SMALL'
  /** The work was cancelled before it ended. */
  | 'CANCELLED'
  /** A setting of the environment or the command line is not valid. */
  | 'CONFIG_INVALID'
  /** The embedded database folder is damaged or half-written. */
  | 'DATABASE_CORRUPT'
  /** The database has no room left on its disk. */
  | 'DATABASE_FULL'
  /** Another process uses the embedded database folder. */
  | 'DATABASE_LOCKED'
  /** A restore needs an empty database, and this one has tables. */
  | 'DATABASE_NOT_EMPTY'
  /** The database answers but takes no writes. */
  | 'DATABASE_READ_ONLY'
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
  /** Whoever asks may not do this. */
  | 'FORBIDDEN'
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
  /** The identity provider does not give its keys. */
  | 'IDENTITY_UNAVAILABLE'
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
  /** The process that did a job ended without a word, once more than it is tried. */
  | 'JOB_LOST'
  /** The queue of jobs in PostgreSQL cannot be set up. */
  | 'JOB_QUEUE_UNAVAILABLE'
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
  /** More requests came within a minute than are accepted. */
  | 'RATE_LIMITED'
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
  /** The server is about to stop; another one answers. */
  | 'SHUTTING_DOWN'
  /** A target is out of its range, or given beside another one or beside α. */
  | 'TARGET_INVALID'
  /** No policy of the router meets the target; the message says what can be met. */
  | 'TARGET_UNREACHABLE'
  /** The router or its version cannot work towards a target: no P̂, a rule of its own, or no held-out queries. */
  | 'TARGET_UNSUPPORTED'
  /** The named tensor backend cannot start here. */
  | 'TENSOR_BACKEND_UNAVAILABLE'
  /** The answer took longer than the configured limit. */
  | 'TIMEOUT'
  /** Too few responses to train on. */
  | 'TRAINING_DATA_INSUFFICIENT'
  /** The request says not, or not rightly, whom it comes from. */
  | 'UNAUTHENTICATED'
  /** No API key of that id exists. */
  | 'UNKNOWN_API_KEY'
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

/** The first price of an LLM; setPrice adds later ones. */
export type FirstPriceInput = {
  /** USD per million cached input tokens, 0 or more; the input price when absent. */
  cachedInputPerMillion?: number | null | undefined;
  /** From when it holds, now or later; now when absent. */
  effectiveFrom?: string | null | undefined;
  /** USD per million input tokens, 0 or more; 0 for a self-hosted LLM. */
  inputPerMillion: number;
  /** USD per million output tokens, 0 or more; 0 for a self-hosted LLM. */
  outputPerMillion: number;
  /** Where it comes from, for people: a price list, an invoice, an address. */
  source: string;
};

/** How a completion is compared with its references. */
export type Grader =
  /** The letter of a multiple choice. */
  | 'CHOICE'
  /** A command of the operator decides; on the command line only, never through this API. */
  | 'CODE'
  /** The completion has a reference in it. */
  | 'CONTAINS'
  /** The same text, but for case, articles and punctuation. */
  | 'EXACT'
  /** Words that both have: the harmonic mean of precision and recall. */
  | 'F1'
  /** An LLM decides, which the operator names: THETA_JUDGE_URL and THETA_JUDGE_MODEL. */
  | 'JUDGE'
  /** The number that it ends with. */
  | 'NUMERIC';

/** What kind of value a hyper-parameter takes. */
export type HyperparameterKind =
  /** True or false. */
  | 'BOOLEAN'
  /** One of its choices, a text. */
  | 'CHOICE'
  /** A whole number. */
  | 'INTEGER'
  /** A list or an object, as its meaning says. */
  | 'JSON'
  /** A number. */
  | 'NUMBER'
  /** Any text, for example the id of an LLM. */
  | 'TEXT';

/** Which way of a figure is good. */
export type Improvement =
  /** More is better. */
  | 'HIGHER'
  /** Less is better. */
  | 'LOWER';

/** What a job does. */
export type JobKind =
  /** Measures routers and stores a report. */
  | 'EVALUATION'
  /** Trains on all stored responses and compares the result with what serves. */
  | 'REFIT'
  /** Trains a router set. */
  | 'TRAINING';

/** Where a job stands. */
export type JobStatus =
  /** Was stopped; nothing was stored. */
  | 'CANCELLED'
  /** Ended; error says why. */
  | 'FAILED'
  /** Waits for the job before it. */
  | 'QUEUED'
  /** Works. */
  | 'RUNNING'
  /** Ended; what it made is stored. */
  | 'SUCCEEDED';

/** How a router comes to predict for an LLM. */
export type KnowledgeBasis =
  /** From its answers to anchor queries, or feedback, since the training. */
  | 'EVIDENCE'
  /** It does not predict for it; `reason` says why. */
  | 'NONE'
  /** From its profile and facts alone. */
  | 'PRIOR'
  /** Its responses were among those that the router was trained on. */
  | 'TRAINED';

/** How queries are laid out on a plane. */
export type LayoutMethod =
  /** The first two principal components. */
  | 'PCA'
  /** UMAP of a sample, started from PCA; the other queries stand beside their nearest sampled ones. */
  | 'UMAP';

/** Whether a layout will be replaced by a better one. */
export type LayoutState =
  /** UMAP is being computed, which takes seconds; ask again. */
  | 'COMPUTING'
  /** UMAP could not be computed, the log says why; this layout stays. */
  | 'FAILED'
  /** It stays as long as these training queries serve. */
  | 'FINAL';

/** An LLM and a pool that it may join, or leave. */
export type LlmPreviewInput = {
  /** α in [0, 1]; when absent that of each logged decision, or the default of the server. */
  alpha?: number | null | undefined;
  /** Queries to show, 1 to 50; 5 when absent. */
  examples?: number | null | undefined;
  /** Only decisions logged then or later. */
  from?: string | null | undefined;
  /** Most logged decisions to look at, the newest first, 1 to 10,000; 2,000 when absent. */
  limit?: number | null | undefined;
  /** The LLM. In a pool that may choose it already, its removal is previewed. */
  llm: string;
  /** Instead of alpha: what to decide for. */
  objective?: ObjectiveInput | null | undefined;
  /** Which queries; RECENT when absent, which falls back to HELD_OUT where fewer than 50 have a text. */
  on?: PreviewSource | null | undefined;
  /** The candidate pool; the default one when absent. */
  pool?: string | null | undefined;
  /** Of the LLM; that of the catalogue when absent. */
  price?: PreviewPriceInput | null | undefined;
  /** A router that predicts performance and chooses by S = α·P̂ − β·C; the default one when absent. */
  router?: string | null | undefined;
  /** Only decisions that bear this label. */
  tag?: string | null | undefined;
  /** Only decisions logged before. */
  to?: string | null | undefined;
};

/** How much is known of an LLM. */
export type LlmStatus =
  /** Estimated from observed responses. */
  | 'CALIBRATED'
  /** Only a prior from its facts; chosen from an explicit list, or from a pool that allows it. */
  | 'COLD'
  /** No longer offered; never chosen. Its former status comes back when it is reinstated. */
  | 'RETIRED'
  /** Some responses, too few to be sure of its ability; chosen as a COLD one is. */
  | 'WARMING';

/** How far a router has come. */
export type Maturity =
  /** May change or go. */
  | 'EXPERIMENTAL'
  /** Tested and measured. */
  | 'STABLE';

/** What the numbers of a row of a report mean. */
export type MeasuredOutput =
  /** It predicts nothing: a reference. */
  | 'NONE'
  /** Predicted performance in [0, 1]. */
  | 'PERFORMANCE'
  /** A ranking in [0, 1] that is no probability of success. */
  | 'PREFERENCE';

/** Why a logged decision could not be made again. */
export type NotReplayedReason =
  /** A cascade decided: it asks several LLMs in turn, and which of them answered is not in the log. */
  | 'CASCADE'
  /** None of the LLMs that may be chosen now was, or can be, ranked. */
  | 'NO_CANDIDATE'
  /** The shadow router decided nothing: shadow mode was off, too many decisions waited, or it had no answer. */
  | 'NO_SHADOW'
  /** The request is refused under the new conditions. */
  | 'REFUSED'
  /** The router that decided is not in the serving set, so its rule is not known. */
  | 'ROUTER_NOT_SERVING'
  /** The query text, which is not stored, would have to be read again: by another router, for an LLM that was no candidate, or, where the router gives a preference, for other prices or candidates. */
  | 'TEXT_NOT_STORED';

/** Why routers learn nothing from a statement. */
export type NotTeachingReason =
  /** A cascade asked several LLMs, and the log does not say which of them answered. */
  | 'CASCADE'
  /** A corrected label is kept for grading; by itself it says nothing of the LLM. */
  | 'ONLY_A_LABEL'
  /** The preferred LLM is the one that answered: nothing was compared. */
  | 'PREFERS_CHOSEN'
  /** The decision was logged without its text, so the query has no vector. */
  | 'TEXT_NOT_STORED';

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

/** Why outcomes give no estimate. */
export type OffPolicyRefusalCode =
  /** No replayed decision was made with exploration on. */
  | 'NO_EXPLORATION'
  /** No such decision has a score. */
  | 'NO_OUTCOMES'
  /** Some new choices were no candidates, so exploration could not draw them. */
  | 'NO_SUPPORT'
  /** The effective sample size is below 97. */
  | 'SAMPLE_TOO_SMALL';

/** What is previewed. */
export type PreviewChange =
  /** The pool may not choose the LLM now. */
  | 'ADD'
  /** The pool may choose the LLM now: without is what its removal would lead to. */
  | 'REMOVE';

/** What the queries of a part of a preview have in common. */
export type PreviewPartKind =
  /** The ability that they need most, where the router names abilities. */
  | 'ABILITY'
  /** The third of the queries in which they are by 1 − mean P̂ of the other LLMs of the pool. */
  | 'DIFFICULTY'
  /** Their task; of logged queries that of the nearest training query. */
  | 'TASK';

/** A price in USD per million tokens. */
export type PreviewPriceInput = {
  /** Of input that the provider has cached; as other input when absent. */
  cachedInputPerMillion?: number | null | undefined;
  /** Of input. */
  inputPerMillion: number;
  /** Of output. */
  outputPerMillion: number;
};

/** Queries that a preview looks at. */
export type PreviewSource =
  /** Those that training kept aside, with their tasks and what other LLMs made of them. */
  | 'HELD_OUT'
  /** Those of logged decisions of the pool whose text is stored, the newest first. */
  | 'RECENT';

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

/** When the candidate of a refit serves without being looked at. */
export type PromoteRule =
  /** Where the lower end of the interval of the difference in reward is above 0. */
  | 'BETTER'
  /** Somebody promotes it. */
  | 'NEVER'
  /** Where the lower end of the interval of the difference in reward is −margin or above. */
  | 'NOT_WORSE';

/** A published mean score on a benchmark. */
export type PublishedScoreInput = {
  /** Name with variant, for example MMLU (5-shot); each benchmark once. */
  benchmark: string;
  /** Items that it is a mean of, 1 or more; not known when absent. */
  items?: number | null | undefined;
  /** Share of what can be reached, in [0, 1]: 0.864 for 86.4 %. */
  score: number;
  /** Where it was published: an address, or a title. */
  source: string;
};

/** Which training queries to draw, and who chooses. Every part has a default. */
export type QueryMapInput = {
  /** α in [0, 1] of the choices; that of the server when absent. */
  alpha?: number | null | undefined;
  /** Only queries of this cluster. */
  cluster?: number | null | undefined;
  /** Most points, 1 to 20,000; 4,000 when absent. A random sample, always the same one. */
  limit?: number | null | undefined;
  /** Pool to choose from; the default pool when absent. */
  pool?: string | null | undefined;
  /** The router that chooses, and whose scale of difficulty counts where it has one; the default router when absent. */
  router?: string | null | undefined;
  /** Only queries of this task. */
  task?: string | null | undefined;
};

/** A condition under which the candidate of a refit serves. */
export type RefitCheckName =
  /** The candidate answers for every LLM of the default pool for which what serves does. */
  | 'LLMS'
  /** Enough held-out queries that neither version has seen. */
  | 'QUERIES'
  /** The difference in reward of one router. */
  | 'REWARD'
  /** The candidate has the routers that the rule is about, and the same default one. */
  | 'ROUTERS'
  /** The rule lets candidates serve. */
  | 'RULE'
  /** The version that it was compared with still serves. */
  | 'SERVING';

/** What to train anew on all stored responses; all of it may be absent. */
export type RefitInput = {
  /** Weight of performance in the reward; the default α when absent. */
  alpha?: number | null | undefined;
  /** Name of the embedder; the configured one when absent. */
  embedder?: string | null | undefined;
  /** Share of the queries to hold out, 0.02 to 0.5; the configured one when absent. */
  heldOutShare?: number | null | undefined;
  /** Hyper-parameters, each router at most once; those of the serving version when absent. */
  hyperparameters?: Array<RouterHyperparametersInput> | null | undefined;
  /** Label of the candidate; the date when absent. */
  label?: string | null | undefined;
  /** New responses that it needs; 1 when absent, 0 to train on the same ones again. */
  minResponses?: number | null | undefined;
  /** Routers to train; those of the serving version when absent. */
  routers?: Array<string> | null | undefined;
  /** The rule; the configured one when absent. */
  rule?: RefitRuleInput | null | undefined;
  /** Seed, 0 or more; that of the serving version when absent. */
  seed?: number | null | undefined;
  /** Imports to use, by name; everything stored when absent. */
  sources?: Array<string> | null | undefined;
};

/** The rule of one refit; what is absent is taken from the settings. */
export type RefitRuleInput = {
  /** Whether it may serve without an LLM of the default pool that what serves can answer for. */
  allowLostLlms?: boolean | null | undefined;
  /** Points of reward from 0 to 100, for NOT_WORSE. */
  margin?: number | null | undefined;
  /** Held-out queries that neither version has seen, at least; 20 or more. */
  minQueries?: number | null | undefined;
  /** When the candidate serves without being looked at. */
  promote?: PromoteRule | null | undefined;
  /** Which routers have to pass. */
  routers?: CountedRouters | null | undefined;
};

/** Where a refit stands. */
export type RefitStatus =
  /** Somebody stopped it, or the server was stopped. */
  | 'CANCELLED'
  /** Ended with an error. */
  | 'FAILED'
  /** The server ended without stopping it. */
  | 'INTERRUPTED'
  /** Waits for the job before it. */
  | 'QUEUED'
  /** Trains or compares. */
  | 'RUNNING'
  /** Ended with a report, whether or not its candidate serves. */
  | 'SUCCEEDED';

/** What asked for a refit. */
export type RefitTrigger =
  /** Somebody. */
  | 'ON_DEMAND'
  /** The schedule of a server. */
  | 'SCHEDULE';

/** A new LLM. What is absent or null is not known, where the field does not say otherwise. */
export type RegisterLlmInput = {
  /** Other names that data files use for it; a name belongs to one LLM, whatever its case. */
  aliases?: Array<string> | null | undefined;
  /** Published scores; a list replaces the former. */
  benchmarks?: Array<PublishedScoreInput> | null | undefined;
  /** Context window in tokens. */
  contextWindow?: number | null | undefined;
  /** Who made it. */
  developer: string;
  /** Family of related LLMs, for example Llama 3. */
  family?: string | null | undefined;
  /** Stable id: letters, digits and . _ : @ + / -, for example openai/gpt-4.1. */
  id: string;
  /** BCP 47 primary tags in lower case, for example en, de. */
  languages?: Array<string> | null | undefined;
  /** Tokens of its longest answer, at most the context window. */
  maxOutputTokens?: number | null | undefined;
  /** What it reads, for example text, image. */
  modalities?: Array<string> | null | undefined;
  /** Name for people; the id when absent. */
  name?: string | null | undefined;
  /** Absent: unpriced, which is not free. */
  price?: FirstPriceInput | null | undefined;
  /** A few sentences on what it is good at; embedded, they are the prior over its ability. */
  profile: string;
  /** As precise as known: 2023, 2023-11 or 2023-11-06. */
  releaseDate?: string | null | undefined;
  /** Parameters in billions, above 0. */
  sizeBillions?: number | null | undefined;
  /** Free labels: a key, or key:value, for example region:eu. */
  tags?: Array<string> | null | undefined;
  /** Whether it calls tools. */
  toolCalling?: boolean | null | undefined;
  /** Milliseconds, median per answer as measured, above 0. */
  typicalLatencyMs?: number | null | undefined;
};

/** How the figures of a column are written. */
export type ReportFormat =
  /** A whole number. */
  | 'COUNT'
  /** Four digits. */
  | 'FIGURE'
  /** As it is. */
  | 'NUMBER'
  /** A share in [0, 1], times 100. */
  | 'PERCENT'
  /** Points of reward, two decimals. */
  | 'REWARD'
  /** As it is. */
  | 'TEXT'
  /** USD, four digits. */
  | 'USD';

/** What an axis measures. */
export type ReportUnit =
  /** A number. */
  | 'NUMBER'
  /** Points of reward. */
  | 'REWARD'
  /** A share in [0, 1]. */
  | 'SHARE'
  /** USD. */
  | 'USD';

/** What the statements of a reporter look like. */
export type ReporterVerdict =
  /** Disagrees with the predictions and the other reporters, far more than by chance and by an amount that matters. */
  | 'OUTLIER'
  /** Disagrees no more than chance would do, or too little to matter. */
  | 'STEADY'
  /** Too few statements to say anything. */
  | 'TOO_FEW';

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

/** Hyper-parameters for one router. */
export type RouterHyperparametersInput = {
  /** The router. */
  router: string;
  /** Value by name; what is not given takes its default. */
  values: Record<string, unknown>;
};

/** What the numbers of a router mean. */
export type RouterOutput =
  /** Predicted performance in [0, 1]. */
  | 'PERFORMANCE'
  /** A ranking in [0, 1] that is no probability of success. */
  | 'PREFERENCE';

/** A price for the price table. Earlier ones stay, so that what was decided under them can be explained. */
export type SetPriceInput = {
  /** USD per million cached input tokens, 0 or more; the input price when absent. */
  cachedInputPerMillion?: number | null | undefined;
  /** From when it holds, now or later; now when absent. */
  effectiveFrom?: string | null | undefined;
  /** USD per million input tokens, 0 or more; 0 for a self-hosted LLM. */
  inputPerMillion: number;
  /** The LLM it applies to. */
  llm: string;
  /** USD per million output tokens, 0 or more; 0 for a self-hosted LLM. */
  outputPerMillion: number;
  /** Where it comes from, for people: a price list, an invoice. */
  source: string;
};

/** A text or a training query, and how many to find. Exactly one of text and query. */
export type SimilarQueriesInput = {
  /** How many, 1 to 100; 10 when absent. */
  k?: number | null | undefined;
  /** Id of a training query. */
  query?: string | null | undefined;
  /** Whose scale of difficulty counts, where it has one; the default router when absent. */
  router?: string | null | undefined;
  /** Any query text. */
  text?: string | null | undefined;
};

/** What to measure, and on which imported responses. */
export type StartEvaluationInput = {
  /** Weights α of performance against cost, each in [0, 1]; 0.8, 0.5 and 0.2 when absent. */
  alphas?: Array<number> | null | undefined;
  /** Name of the embedder to train with, as THETA_EMBEDDER takes it; the configured one when absent. */
  embedder?: string | null | undefined;
  /** Seed of the folds, 0 or more; 0 when absent. */
  foldSeed?: number | null | undefined;
  /** Folds of the cross-validation, 2 to 100; 5 when absent. */
  folds?: number | null | undefined;
  /** For people, 1 to 200 characters; the protocol when absent. */
  label?: string | null | undefined;
  /** Parameters of the protocol; what is not given takes its default. */
  parameters?: Record<string, unknown> | null | undefined;
  /** What to measure; the query evaluationProtocols lists what there is. */
  protocol: string;
  /** Routers to compare; those of the protocol when absent. */
  routers?: Array<string> | null | undefined;
  /** Seed of everything random, 0 or more; 0 when absent. */
  seed?: number | null | undefined;
  /** Imports to train on, by name; everything stored when absent. */
  sources?: Array<string> | null | undefined;
  /** Imports to score on; when absent the training data are cross-validated. */
  testSources?: Array<string> | null | undefined;
  /** Warm-up weight λ in [0, 1]; the one of the trained sets when absent. */
  warmUpWeight?: number | null | undefined;
};

/** Answers of one LLM to anchor queries. */
export type SubmitResponsesInput = {
  /** The LLM that answered. */
  llm: string;
  /** At least one, each query once, no more than THETA_MAX_BATCH. A query that the LLM has answered before takes the new score. */
  responses: Array<AnchorResponseInput>;
  /** Whether requests see it at once, in a new version; true when absent. Else the responses are stored, and the next ones that are served bring them in. */
  serve?: boolean | null | undefined;
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

/** What to train a new router set from. */
export type TrainRoutersInput = {
  /** Name of the embedder; the configured one when absent. */
  embedder?: string | null | undefined;
  /** Hyper-parameters, each router at most once. */
  hyperparameters?: Array<RouterHyperparametersInput> | null | undefined;
  /** Label of the new router set, for people; 1 to 200 characters. */
  label: string;
  /** Serve the new set when it is ready; false when absent. */
  promote?: boolean | null | undefined;
  /** Routers to train; every trainable one when absent. */
  routers?: Array<string> | null | undefined;
  /** Seed, 0 or more; 0 when absent. */
  seed?: number | null | undefined;
  /** Imports to use, by name; everything stored when absent. */
  sources?: Array<string> | null | undefined;
};

/** What an update must keep within to serve without being looked at. */
export type UpdateLimitName =
  /** Few probes that get another LLM. */
  | 'CHANGED'
  /** No reporter that stands out. */
  | 'OUTLIERS'
  /** Small moves of the mean P̂ of every LLM. */
  | 'SHIFT'
  /** Enough new statements. */
  | 'STATEMENTS';

/** What changes of an LLM: absent stays as it is, null forgets the fact. */
export type UpdateLlmInput = {
  /** Other names that data files use for it; a name belongs to one LLM, whatever its case. */
  aliases?: Array<string> | null | undefined;
  /** Published scores; a list replaces the former. */
  benchmarks?: Array<PublishedScoreInput> | null | undefined;
  /** Context window in tokens. */
  contextWindow?: number | null | undefined;
  /** Who made it; cannot be forgotten. */
  developer?: string | null | undefined;
  /** Family of related LLMs, for example Llama 3. */
  family?: string | null | undefined;
  /** The LLM. */
  id: string;
  /** BCP 47 primary tags in lower case, for example en, de. */
  languages?: Array<string> | null | undefined;
  /** Tokens of its longest answer, at most the context window. */
  maxOutputTokens?: number | null | undefined;
  /** What it reads, for example text, image. */
  modalities?: Array<string> | null | undefined;
  /** Name for people; cannot be forgotten. */
  name?: string | null | undefined;
  /** Its profile, embedded anew; routers that predict from profiles change with it. Cannot be forgotten. */
  profile?: string | null | undefined;
  /** As precise as known: 2023, 2023-11 or 2023-11-06. */
  releaseDate?: string | null | undefined;
  /** Parameters in billions, above 0. */
  sizeBillions?: number | null | undefined;
  /** Free labels: a key, or key:value, for example region:eu. */
  tags?: Array<string> | null | undefined;
  /** Whether it calls tools. */
  toolCalling?: boolean | null | undefined;
  /** Milliseconds, median per answer as measured, above 0. */
  typicalLatencyMs?: number | null | undefined;
};

/** Logged decisions, the values of α to make them again with, and what else is to be different, if anything. */
export type WhatIfCurveInput = {
  /** Values of α, each in [0, 1], up to 101; 0, 0.1, …, 1 when absent. */
  alphas?: Array<number> | null | undefined;
  /** Which decisions; all when absent. */
  filter?: DecisionFilter | null | undefined;
  /** Most decisions to look at, the newest first, 1 to 100,000; 10,000 when absent. */
  limit?: number | null | undefined;
  /** An explicit list of candidates; goes before pool. One that was no candidate needs the query texts. */
  llms?: Array<string> | null | undefined;
  /** Tokens that an answer is expected to have, for the spend. */
  outputTokens?: number | null | undefined;
  /** Another candidate pool; the candidates of each decision when absent. */
  pool?: string | null | undefined;
  /** Prices to put in place of those of the catalogue. */
  prices?: Array<PriceInput> | null | undefined;
  /** Another router of the serving set, no cascade. It reads the query texts again, so they must be stored. */
  router?: string | null | undefined;
};

/** Logged decisions, and what is to be different when they are made again: at least one of router, alpha, prices, pool and llms. */
export type WhatIfInput = {
  /** α in [0, 1]; that of each decision when absent. */
  alpha?: number | null | undefined;
  /** Changed decisions to show, 1 to 50; 5 when absent. */
  examples?: number | null | undefined;
  /** Which decisions; all when absent. */
  filter?: DecisionFilter | null | undefined;
  /** Most decisions to look at, the newest first, 1 to 100,000; 10,000 when absent. */
  limit?: number | null | undefined;
  /** An explicit list of candidates; goes before pool. One that was no candidate needs the query texts. */
  llms?: Array<string> | null | undefined;
  /** Tokens that an answer is expected to have, for the spend. */
  outputTokens?: number | null | undefined;
  /** Another candidate pool; the candidates of each decision when absent. */
  pool?: string | null | undefined;
  /** Prices to put in place of those of the catalogue. */
  prices?: Array<PriceInput> | null | undefined;
  /** Another router of the serving set, no cascade. It reads the query texts again, so they must be stored. */
  router?: string | null | undefined;
};

export type EvaluationsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type EvaluationsQuery = { evaluations: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, label: string, protocol: string, createdAt: string, data: string, verdict: string, url: string }> }, evaluationProtocols: Array<{ id: string, title: string, description: string, reproduces: string }> };

export type EvaluationHeadQueryVariables = Exact<{
  id: string;
}>;


export type EvaluationHeadQuery = { evaluation: { id: string, label: string, protocol: string, createdAt: string, data: string, verdict: string, format: number, url: string, isReadable: boolean, parameters: Record<string, unknown> } | null };

export type EvaluationInFullQueryVariables = Exact<{
  id: string;
}>;


export type EvaluationInFullQuery = { evaluation: { results: Array<{ testSet: string, variant: string, router: string, alpha: number | null, metrics: Array<{ metric: string, value: number, low: number | null, high: number | null }> }>, differences: Array<{ testSet: string, variant: string, router: string, against: string, alpha: number | null, verdict: DifferenceVerdict, sentence: string, difference: { metric: string, value: number, low: number | null, high: number | null } }>, report: { title: string, reproduces: string, sentences: Array<string>, notes: Array<string>, seed: number, theta: string, resamples: number, level: number, data: Array<{ testSet: string, title: string, trainQueries: number, testQueries: number, testResponses: number, droppedQueries: number, llms: Array<string>, folds: number | null, costSource: CostSource, warmUpWeight: number, tasks: Array<{ task: string, queries: number }> }>, curves: Array<{ id: string, title: string, diagonal: boolean, x: { label: string, unit: ReportUnit }, y: { label: string, unit: ReportUnit }, series: Array<{ name: string, reference: boolean, points: Array<{ x: number, y: number, low: number | null, high: number | null, label: string }> }> }>, tables: Array<{ id: string, title: string, columns: Array<{ id: string, label: string, format: ReportFormat, better: Improvement | null }>, rows: Array<{ reference: boolean, cells: Array<{ text: string | null, value: number | null, low: number | null, high: number | null }> }> }>, breakdowns: Array<{ testSet: string, variant: string, router: string, reference: boolean, alpha: number, tasks: Array<{ task: string, performance: number }>, shares: Array<{ llm: string, share: number }> }>, routers: Array<{ testSet: string, variant: string, router: string, title: string, reference: boolean, output: MeasuredOutput, metrics: Array<{ metric: string, value: number, low: number | null, high: number | null }>, reliability: Array<{ count: number, meanPredicted: number, meanObserved: number }> }> } | null } | null };

export type EvaluationOptionsQueryVariables = Exact<{ [key: string]: never; }>;


export type EvaluationOptionsQuery = { evaluationProtocols: Array<{ id: string, title: string, description: string, reproduces: string, parameters: Record<string, unknown> }>, installedRouters: Array<{ id: string, title: string, description: string, evaluationOnly: boolean }>, trainingSources: Array<{ source: string, queries: number, responses: number }> };

export type StartDashboardEvaluationMutationVariables = Exact<{
  input: StartEvaluationInput;
}>;


export type StartDashboardEvaluationMutation = { startEvaluation: { id: string } };

export type LlmByIdQueryVariables = Exact<{
  id: string;
}>;


export type LlmByIdQuery = { llm: { id: string, name: string, developer: string, family: string | null, sizeBillions: number | null, releaseDate: string | null, contextWindow: number | null, maxOutputTokens: number | null, modalities: Array<string>, toolCalling: boolean | null, languages: Array<string> | null, tags: Array<string>, typicalLatencyMs: number | null, aliases: Array<string>, profile: string, status: LlmStatus, registeredAt: string | null, updatedAt: string | null, retirement: { at: string, reason: string, formerStatus: LlmStatus } | null, price: { inputPerMillion: number, outputPerMillion: number } | null, priceHistory: Array<{ inputPerMillion: number, outputPerMillion: number, cachedInputPerMillion: number | null, effectiveFrom: string | null, source: string }>, benchmarks: Array<{ benchmark: string, score: number, items: number | null, source: string }>, abilities: Array<{ router: string, names: Array<string> | null, values: Array<number>, deviations: Array<number> | null }>, calibration: { responses: number, knowledge: { router: string, basis: KnowledgeBasis, performance: { mean: number, halfWidth: number | null } | null } } } | null, pools: Array<{ id: string, description: string, isDefault: boolean, uncalibrated: Array<string>, llms: Array<{ id: string }> }> };

export type CalibrationByRouterQueryVariables = Exact<{
  llm: string;
}>;


export type CalibrationByRouterQuery = { calibration: { status: LlmStatus, responses: number, version: string, routers: Array<{ router: string, basis: KnowledgeBasis, reason: string | null, performance: { mean: number, halfWidth: number | null } | null }>, advice: { stop: boolean, unsettled: number, valueOfInformation: number, reason: string } | null } };

export type SetPriceMutationVariables = Exact<{
  input: SetPriceInput;
}>;


export type SetPriceMutation = { setPrice: { effectiveFrom: string | null } };

export type UpdateLlmMutationVariables = Exact<{
  input: UpdateLlmInput;
}>;


export type UpdateLlmMutation = { updateLlm: { id: string, updatedAt: string | null } };

export type RetireLlmMutationVariables = Exact<{
  llm: string;
  reason: string;
}>;


export type RetireLlmMutation = { retireLlm: { id: string, status: LlmStatus } };

export type ReinstateLlmMutationVariables = Exact<{
  llm: string;
}>;


export type ReinstateLlmMutation = { reinstateLlm: { id: string, status: LlmStatus } };

export type AddToPoolMutationVariables = Exact<{
  pool: string;
  llms: Array<string> | string;
  allowUncalibrated?: boolean | null | undefined;
}>;


export type AddToPoolMutation = { addToPool: { id: string } };

export type RemoveFromPoolMutationVariables = Exact<{
  pool: string;
  llms: Array<string> | string;
}>;


export type RemoveFromPoolMutation = { removeFromPool: { id: string } };

export type LlmsQueryVariables = Exact<{
  pool?: string | null | undefined;
  status?: LlmStatus | null | undefined;
}>;


export type LlmsQuery = { llms: Array<{ id: string, name: string, developer: string, status: LlmStatus, contextWindow: number | null, profile: string, price: { inputPerMillion: number, outputPerMillion: number } | null }>, pools: Array<{ id: string, isDefault: boolean, uncalibrated: Array<string>, llms: Array<{ id: string }> }> };

export type CostPerformanceQueryVariables = Exact<{
  pool?: string | null | undefined;
}>;


export type CostPerformanceQuery = { costPerformance: { router: string, queries: number, points: Array<{ performance: number, halfWidth: number | null, isEfficient: boolean, llm: { id: string } }> } };

export type LlmAbilitiesQueryVariables = Exact<{
  pool?: string | null | undefined;
  router?: string | null | undefined;
}>;


export type LlmAbilitiesQuery = { llms: Array<{ id: string, abilities: Array<{ router: string, names: Array<string> | null, values: Array<number>, deviations: Array<number> | null }> }> };

export type AbilityRoutersQueryVariables = Exact<{ [key: string]: never; }>;


export type AbilityRoutersQuery = { routers: Array<{ id: string, title: string, isDefault: boolean, capabilities: Array<Capability> }> };

export type RegisterLlmMutationVariables = Exact<{
  input: RegisterLlmInput;
}>;


export type RegisterLlmMutation = { registerLlm: { id: string } };

export type RegisteredLlmQueryVariables = Exact<{
  id: string;
}>;


export type RegisteredLlmQuery = { llm: { id: string, name: string, developer: string, status: LlmStatus, profile: string, price: { inputPerMillion: number, outputPerMillion: number } | null } | null, pools: Array<{ id: string, isDefault: boolean, llms: Array<{ id: string }> }> };

export type AnchorQueriesOfLlmQueryVariables = Exact<{
  input: AnchorQueriesInput;
}>;


export type AnchorQueriesOfLlmQuery = { anchorQueries: Array<{ id: string, text: string, task: string | null, predicted: number | null, information: number | null, references: Array<string> | null, grader: Grader | null }> };

export type StandingFieldsFragment = { status: LlmStatus, responses: number, knowledge: { router: string, performance: { mean: number, halfWidth: number | null } | null }, advice: { stop: boolean, unsettled: number, valueOfInformation: number, reason: string } | null } & { ' $fragmentName'?: 'StandingFieldsFragment' };

export type SubmitResponsesOfLlmMutationVariables = Exact<{
  input: SubmitResponsesInput;
}>;


export type SubmitResponsesOfLlmMutation = { submitResponses: { ' $fragmentRefs'?: { 'StandingFieldsFragment': StandingFieldsFragment } } };

export type StandingOfLlmQueryVariables = Exact<{
  llm: string;
}>;


export type StandingOfLlmQuery = { calibration: { ' $fragmentRefs'?: { 'StandingFieldsFragment': StandingFieldsFragment } } };

export type PreviewOfLlmQueryVariables = Exact<{
  input: LlmPreviewInput;
}>;


export type PreviewOfLlmQuery = { llmPreview: { change: PreviewChange, on: PreviewSource, queries: number, router: string, pool: string, text: string, notes: Array<string>, share: { value: number, low: number, high: number }, costPerThousand: { with: number, without: number, change: { value: number, low: number, high: number } }, performance: { with: number, without: number, change: { value: number, low: number, high: number } }, displaced: Array<{ llm: string, with: number, without: number, lost: { value: number, low: number, high: number } }>, where: Array<{ kind: PreviewPartKind, name: string, queries: number, displaces: string | null, share: { value: number, low: number, high: number } }>, weakAbilities: Array<{ ability: string, answers: number, tasks: Array<string> }> | null } };

export type OptionsQueryVariables = Exact<{ [key: string]: never; }>;


export type OptionsQuery = { routers: Array<{ id: string, title: string, description: string, isDefault: boolean, capabilities: Array<Capability> }>, pools: Array<{ id: string, description: string, isDefault: boolean, llms: Array<{ id: string, name: string }> }> };

export type RankedLlmFieldsFragment = { score: number, predictedPerformance: number | null, preference: number | null, cost: number, llm: { id: string, name: string, developer: string, price: { inputPerMillion: number, outputPerMillion: number } | null }, performanceInterval: { low: number, high: number, level: number } | null } & { ' $fragmentName'?: 'RankedLlmFieldsFragment' };

export type RefusalFieldsFragment = { code: ErrorCode, message: string, hint: string | null, excluded: Array<{ llm: string, reason: string }> } & { ' $fragmentName'?: 'RefusalFieldsFragment' };

export type DecisionFieldsFragment = { id: string, query: string, predictedPerformance: number | null, preference: number | null, cost: number, score: number, alpha: number, beta: number, warmUpWeight: number, router: string, version: string, llm: { id: string, name: string, developer: string, price: { inputPerMillion: number, outputPerMillion: number } | null }, timing: { embedMs: number, neighboursMs: number, predictMs: number, totalMs: number }, ranking: Array<{ ' $fragmentRefs'?: { 'RankedLlmFieldsFragment': RankedLlmFieldsFragment } }>, cascade: { expectedPerformance: number | null, expectedCost: number, steps: Array<{ predictedPerformance: number, acceptAt: number, reach: number, llm: { id: string, name: string } }> } | null, explanation: { text: string, scoreTerms: Array<{ name: string, value: number }>, runnerUp: { scoreGap: number, llm: { id: string, name: string } } | null, alphaInterval: { from: number, to: number } | null }, neighbours: Array<{ similarity: number, query: { id: string, text: string | null, task: string | null }, performance: Array<{ performance: number, llm: { id: string } }> }>, excluded: Array<{ llm: string, reason: string }> } & { ' $fragmentName'?: 'DecisionFieldsFragment' };

export type ComparisonFieldsFragment = { router: string, result:
    | { __typename: 'RouteRefusal', code: ErrorCode, message: string }
    | { __typename: 'RoutingDecision', predictedPerformance: number | null, preference: number | null, cost: number, score: number, alpha: number, llm: { id: string, name: string }, rankingColumns: { llms: Array<string>, predictedPerformance: Array<number> | null, cost: Array<number> }, cascade: { steps: Array<{ llm: { id: string, name: string } }> } | null }
   } & { ' $fragmentName'?: 'ComparisonFieldsFragment' };

export type DecideQueryVariables = Exact<{
  input: RouteInput;
  router: string;
}>;


export type DecideQuery = { chosen: { entries: Array<{ result:
        | (
          { __typename: 'RouteRefusal' }
          & { ' $fragmentRefs'?: { 'RefusalFieldsFragment': RefusalFieldsFragment } }
        )
        | (
          { __typename: 'RoutingDecision' }
          & { ' $fragmentRefs'?: { 'DecisionFieldsFragment': DecisionFieldsFragment } }
        )
       }> }, all: { entries: Array<{ ' $fragmentRefs'?: { 'ComparisonFieldsFragment': ComparisonFieldsFragment } }> } };

export type RouteQueryVariables = Exact<{
  input: RouteInput;
}>;


export type RouteQuery = { route:
    | (
      { __typename: 'RouteRefusal' }
      & { ' $fragmentRefs'?: { 'RefusalFieldsFragment': RefusalFieldsFragment } }
    )
    | { __typename: 'RoutingDecision', id: string, llm: { id: string, name: string }, abstention: { abstained: boolean, reason: string } | null, exploration: { explored: boolean, propensity: number } | null }
   };

export type NeedsQueryVariables = Exact<{
  text: string;
  router: string;
  pool?: string | null | undefined;
}>;


export type NeedsQuery = { queryProfile: { relevance: Array<number> | null, dimensions: Array<string> | null, difficultyPercentile: number }, llms: Array<{ id: string, name: string, abilities: Array<{ values: Array<number>, names: Array<string> | null }> }> };

export type QueryOptionsQueryVariables = Exact<{ [key: string]: never; }>;


export type QueryOptionsQuery = { routers: Array<{ id: string, title: string, isDefault: boolean, capabilities: Array<Capability> }>, pools: Array<{ id: string, isDefault: boolean, llms: Array<{ id: string }> }> };

export type DifficultyOfQueriesQueryVariables = Exact<{
  router?: string | null | undefined;
}>;


export type DifficultyOfQueriesQuery = { difficultyHistogram: { router: string, version: string, bins: Array<{ from: number, to: number, queries: number, predictedPerformance: number | null, observedPerformance: number | null, responses: number }> } };

export type QueryMapQueryVariables = Exact<{
  input: QueryMapInput;
}>;


export type QueryMapQuery = { queryMap: { version: string, method: LayoutMethod, state: LayoutState, trustworthiness: number | null, queries: number, ids: Array<string>, x: Array<number>, y: Array<number>, task: Array<number>, tasks: Array<{ task: string | null, queries: number }>, difficulty: { router: string, values: Array<number> } | null, clusters: { router: string, numbers: Array<number> } | null } };

export type QueryChoicesQueryVariables = Exact<{
  input: QueryMapInput;
}>;


export type QueryChoicesQuery = { queryMap: { choices: { router: string, alpha: number, pool: string, llm: Array<number>, llms: Array<{ queries: number, llm: { id: string, name: string } }> } } };

export type QueryMapStateQueryVariables = Exact<{ [key: string]: never; }>;


export type QueryMapStateQuery = { queryMap: { method: LayoutMethod, state: LayoutState } };

export type SimilarFieldsFragment = { similarity: number, difficulty: number | null, cluster: number | null, query: { id: string, text: string | null, task: string | null }, performance: Array<{ performance: number, llm: { id: string, name: string } }>, place: { x: number, y: number } } & { ' $fragmentName'?: 'SimilarFieldsFragment' };

export type SimilarQueryVariables = Exact<{
  input: SimilarQueriesInput;
}>;


export type SimilarQuery = { similarQueries: { difficultyRouter: string | null, place: { x: number, y: number, method: LayoutMethod } | null, query: { ' $fragmentRefs'?: { 'SimilarFieldsFragment': SimilarFieldsFragment } } | null, neighbours: Array<{ ' $fragmentRefs'?: { 'SimilarFieldsFragment': SimilarFieldsFragment } }> } };

export type QueryClustersQueryVariables = Exact<{
  router: string;
}>;


export type QueryClustersQuery = { clusters: Array<{ id: number, size: number, abilities: Array<string>, annotatedBy: string, tasks: Array<{ task: string, share: number }>, examples: Array<{ id: string, text: string | null }> }>, abilities: Array<{ id: string, name: string, description: string }> };

export type CorrectClustersOfQueriesMutationVariables = Exact<{
  input: CorrectClustersInput;
}>;


export type CorrectClustersOfQueriesMutation = { correctClusters: { version: string, label: string } };

export type ServeCorrectedMutationVariables = Exact<{
  version: string;
}>;


export type ServeCorrectedMutation = { promoteRouterSet: { version: string } };

export type TrafficOptionsQueryVariables = Exact<{ [key: string]: never; }>;


export type TrafficOptionsQuery = { llms: Array<{ id: string, name: string }>, pools: Array<{ id: string }>, routers: Array<{ id: string, title: string }> };

export type TrafficFiguresFieldsFragment = { decisions: number, spend: { decisions: number, usd: number } | null, reference: { decisions: number, usd: number, referenceUsd: number, savedUsd: number } | null, prediction: { decisions: number, mean: number } | null, abstention: { decisions: number, abstained: number } | null, feedback: { statements: number, scores: number, meanScore: number | null, thumbsUp: number, thumbsDown: number } | null, latency: { p50: number, p90: number, p99: number } | null } & { ' $fragmentName'?: 'TrafficFiguresFieldsFragment' };

export type TrafficQueryVariables = Exact<{
  input?: TrafficInput | null | undefined;
}>;


export type TrafficQuery = { traffic: { from: string, to: string, bucket: TimeBucket, starts: Array<string>, totals: { ' $fragmentRefs'?: { 'TrafficFiguresFieldsFragment': TrafficFiguresFieldsFragment } }, series: Array<{ decisions: number, spend: { usd: number } | null, reference: { referenceUsd: number, savedUsd: number } | null, prediction: { mean: number } | null, feedback: { meanScore: number | null } | null, abstention: { decisions: number, abstained: number } | null, latency: { p50: number, p90: number, p99: number } | null }>, groups: Array<{ key: string | null, isRest: boolean, members: number, figures: { ' $fragmentRefs'?: { 'TrafficFiguresFieldsFragment': TrafficFiguresFieldsFragment } }, series: { decisions: Array<number> } }> } };

export type LatestDecisionsQueryVariables = Exact<{
  filter?: DecisionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LatestDecisionsQuery = { decisions: { nodes: Array<{ ' $fragmentRefs'?: { 'LoggedRowFragment': LoggedRowFragment } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type LoggedRowFragment = { id: string, createdAt: string, query: string | null, router: string, pool: string | null, llmId: string, predictedPerformance: number | null, expectedUsd: number | null, abstained: boolean | null, durationMs: number, tags: Array<string>, llm: { id: string, name: string } | null } & { ' $fragmentName'?: 'LoggedRowFragment' };

export type LiveDecisionsSubscriptionVariables = Exact<{
  filter?: DecisionFilter | null | undefined;
}>;


export type LiveDecisionsSubscription = { decisionsLogged: { leftOut: number, decisions: Array<{ ' $fragmentRefs'?: { 'LoggedRowFragment': LoggedRowFragment } }> } };

export type LoggedDecisionDetailQueryVariables = Exact<{
  id: string;
}>;


export type LoggedDecisionDetailQuery = { decision: (
    { version: string, alpha: number, score: number, cost: number, warmUpWeight: number, nearestSimilarity: number | null, exploration: { explored: boolean, propensity: number } | null, ranking: Array<{ llm: string, score: number, predictedPerformance: number | null, cost: number, expectedUsd: number | null }>, feedback: Array<{ id: string, createdAt: string, score: number | null, thumbs: Thumbs | null, preferredLlm: string | null, correctedLabel: string | null, reporter: string }> }
    & { ' $fragmentRefs'?: { 'LoggedRowFragment': LoggedRowFragment } }
  ) | null };

export type DriftCheckFieldsFragment = { kind: DriftKind, llm: string | null, verdict: DriftVerdict, text: string, causes: Array<string>, examples: Array<{ id: string }> } & { ' $fragmentName'?: 'DriftCheckFieldsFragment' };

export type TrafficDriftStatusQueryVariables = Exact<{ [key: string]: never; }>;


export type TrafficDriftStatusQuery = { driftStatus: { everyMinutes: number, nextAt: string | null, error: string | null, latest: { createdAt: string, text: string, alerts: Array<{ ' $fragmentRefs'?: { 'DriftCheckFieldsFragment': DriftCheckFieldsFragment } }> } | null } | null };

export type TrafficDriftNowQueryVariables = Exact<{
  input?: DriftInput | null | undefined;
}>;


export type TrafficDriftNowQuery = { drift: { createdAt: string, text: string, alerts: Array<{ ' $fragmentRefs'?: { 'DriftCheckFieldsFragment': DriftCheckFieldsFragment } }> } };

export type VersionNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type VersionNamesQuery = { routerSets: Array<{ version: string, label: string, serving: boolean }>, llms: Array<{ id: string, name: string }> };

export type DiffFieldsFragment = { from: string, to: string, alpha: number, pool: string | null, reason: string | null, abilities: Array<{ router: string, llm: string, dimension: number, name: string | null, before: { mean: number, deviation: number | null }, after: { mean: number, deviation: number | null } }>, decisions: Array<{ router: string, probes: number, changed: number, added: Array<string>, removed: Array<string>, gain: number | null, moves: Array<{ from: string, to: string, probes: number }>, performance: Array<{ llm: string, before: number, after: number }>, predictedPerformance: { before: number, after: number } | null, cost: { before: number, after: number } }> | null } & { ' $fragmentName'?: 'DiffFieldsFragment' };

export type DashboardVersionDiffQueryVariables = Exact<{
  from: string;
  to: string;
}>;


export type DashboardVersionDiffQuery = { versionDiff: { ' $fragmentRefs'?: { 'DiffFieldsFragment': DiffFieldsFragment } } };

export type FeedbackReportFieldsFragment = { read: number, teaching: number, fresh: number, replaced: number, beyond: number, weighedDown: number, left: Array<{ reason: NotTeachingReason, statements: number, text: string }>, reporters: Array<{ reporter: string, statements: number, influence: number, verdict: ReporterVerdict }>, disagreements: Array<{ llm: string, task: string | null, statements: number, reporters: number, observed: number, predicted: number, bias: number, low: number, high: number }> } & { ' $fragmentName'?: 'FeedbackReportFieldsFragment' };

export type UpdateFieldsFragment = { version: string, label: string, over: string, approved: boolean, withinLimits: boolean, limits: Array<{ name: UpdateLimitName, met: boolean, text: string }>, report: { fresh: number, teaching: number } } & { ' $fragmentName'?: 'UpdateFieldsFragment' };

export type LearningQueryVariables = Exact<{ [key: string]: never; }>;


export type LearningQuery = { feedbackReport: { ' $fragmentRefs'?: { 'FeedbackReportFieldsFragment': FeedbackReportFieldsFragment } }, learningStatus: { everyMinutes: number, approveWithinLimits: boolean, updates: number, failed: number, nextAt: string | null, running: boolean, error: string | null, latest: { ' $fragmentRefs'?: { 'UpdateFieldsFragment': UpdateFieldsFragment } } | null } | null };

export type LearnNowMutationVariables = Exact<{ [key: string]: never; }>;


export type LearnNowMutation = { learnFromFeedback: { ' $fragmentRefs'?: { 'UpdateFieldsFragment': UpdateFieldsFragment } } };

export type ApproveFeedbackUpdateMutationVariables = Exact<{
  version: string;
}>;


export type ApproveFeedbackUpdateMutation = { approveUpdate: { version: string } };

export type JobRowFragment = { id: string, kind: JobKind, status: JobStatus, createdAt: string, startedAt: string | null, endedAt: string | null, version: string | null, evaluation: string | null, progress: { stage: string, done: number, total: number | null, unit: string } | null, request: { label: string } | null, evaluationRequest: { label: string, protocol: string } | null, error: { code: ErrorCode, message: string } | null } & { ' $fragmentName'?: 'JobRowFragment' };

export type DashboardJobsQueryVariables = Exact<{ [key: string]: never; }>;


export type DashboardJobsQuery = { jobs: Array<{ ' $fragmentRefs'?: { 'JobRowFragment': JobRowFragment } }> };

export type DashboardJobChangesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type DashboardJobChangesSubscription = { jobChanges: { ' $fragmentRefs'?: { 'JobRowFragment': JobRowFragment } } };

export type JobDetailFragment = (
  { progress: { metrics: Record<string, unknown> | null } | null, curves: Array<{ stage: string, run: number, unit: string, steps: Array<number>, series: Array<{ name: string, values: Array<number | null> }> }>, request: { label: string, routers: Array<string>, sources: Array<string>, seed: number, hyperparameters: Record<string, unknown>, embedder: string | null, promote: boolean } | null, evaluationRequest: { protocol: string, label: string, routers: Array<string>, sources: Array<string>, testSources: Array<string>, folds: number | null, seed: number, parameters: Record<string, unknown> } | null, embedding: { embedded: number, fromStore: number } | null, error: { code: ErrorCode, message: string, hint: string | null } | null }
  & { ' $fragmentRefs'?: { 'JobRowFragment': JobRowFragment } }
) & { ' $fragmentName'?: 'JobDetailFragment' };

export type DashboardJobQueryVariables = Exact<{
  id: string;
}>;


export type DashboardJobQuery = { job: { ' $fragmentRefs'?: { 'JobDetailFragment': JobDetailFragment } } | null };

export type DashboardJobProgressSubscriptionVariables = Exact<{
  id: string;
}>;


export type DashboardJobProgressSubscription = { jobProgress: { ' $fragmentRefs'?: { 'JobDetailFragment': JobDetailFragment } } };

export type CancelDashboardJobMutationVariables = Exact<{
  id: string;
}>;


export type CancelDashboardJobMutation = { cancelJob: { id: string, status: JobStatus } };

export type VersionRowFragment = { version: string, label: string, createdAt: string, serving: boolean, seed: number, defaultRouter: string, warmUpWeight: number, routers: Array<string>, summary: Record<string, unknown>, calibrations: Array<{ router: string, calibration: { queries: number, pairs: number, before: { ece: number, brier: number }, after: { ece: number, brier: number } } }> } & { ' $fragmentName'?: 'VersionRowFragment' };

export type TrainingOverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type TrainingOverviewQuery = { rollbackTarget: string | null, routerSets: Array<{ ' $fragmentRefs'?: { 'VersionRowFragment': VersionRowFragment } }>, promotions: Array<{ version: string, promotedAt: string, isRollback: boolean, reason: string | null }>, trainingSources: Array<{ source: string, queries: number, responses: number }> };

export type PromoteVersionMutationVariables = Exact<{
  version: string;
}>;


export type PromoteVersionMutation = { promoteRouterSet: { version: string } };

export type RollBackVersionMutationVariables = Exact<{ [key: string]: never; }>;


export type RollBackVersionMutation = { rollback: { version: string } };

export type StoredVersionsQueryVariables = Exact<{ [key: string]: never; }>;


export type StoredVersionsQuery = { routerSets: Array<(
    { calibrations: Array<{ router: string, calibration: { intervalLevel: number, performanceCoverage: number | null, outcomeCoverage: number, before: { curve: Array<{ count: number, meanPredicted: number, meanObserved: number }> }, after: { curve: Array<{ count: number, meanPredicted: number, meanObserved: number }> } } }> }
    & { ' $fragmentRefs'?: { 'VersionRowFragment': VersionRowFragment } }
  )>, promotions: Array<{ version: string, promotedAt: string, isRollback: boolean, reason: string | null }> };

export type RefitRowFragment = { id: string, label: string, status: RefitStatus, trigger: RefitTrigger, createdAt: string, endedAt: string | null, candidate: string | null, error: { code: ErrorCode, message: string, hint: string | null } | null, report: { promoted: boolean, reason: string } | null } & { ' $fragmentName'?: 'RefitRowFragment' };

export type DashboardRefitsQueryVariables = Exact<{ [key: string]: never; }>;


export type DashboardRefitsQuery = { refits: Array<{ ' $fragmentRefs'?: { 'RefitRowFragment': RefitRowFragment } }>, refitSchedule: { everyMinutes: number, minResponses: number, running: boolean, refits: number, promoted: number, failed: number, nextAt: string | null, note: string | null } | null };

export type StartRefitMutationVariables = Exact<{
  input?: RefitInput | null | undefined;
}>;


export type StartRefitMutation = { refit: { id: string } };

export type DashboardRefitQueryVariables = Exact<{
  id: string;
}>;


export type DashboardRefitQuery = { storedRefit: (
    { report: { alpha: number, candidate: string, over: string, promoted: boolean, reason: string, costSource: string, resamples: number, seed: number, lostLlms: Array<string>, gainedLlms: Array<string>, missing: Array<{ router: string, reason: string | null }>, checks: Array<{ name: RefitCheckName, met: boolean, text: string }>, data: { queries: number, trained: number, heldOut: number, compared: number, newResponses: number, noChoice: number, seenByServing: number, seenByCandidate: number, favoursServing: boolean }, routers: Array<{ router: string, counts: boolean, queries: number, changed: number, verdict: DifferenceVerdict, serving: { reward: number, performance: number, cost: number | null }, candidate: { reward: number, performance: number, cost: number | null }, reward: { value: number, low: number | null, high: number | null }, performance: { value: number, low: number | null, high: number | null }, cost: { value: number, low: number | null, high: number | null } | null }> } | null }
    & { ' $fragmentRefs'?: { 'RefitRowFragment': RefitRowFragment } }
  ) | null };

export type TrainingOptionsQueryVariables = Exact<{ [key: string]: never; }>;


export type TrainingOptionsQuery = { installedRouters: Array<{ id: string, title: string, description: string, maturity: Maturity, output: RouterOutput, evaluationOnly: boolean, hyperparameters: Array<{ name: string, kind: HyperparameterKind, nullable: boolean, defaultValue: unknown, minimum: number | null, maximum: number | null, choices: Array<string>, meaning: string, source: string | null }> }>, trainingSources: Array<{ source: string, queries: number, responses: number }>, routerSets: Array<{ version: string, label: string, serving: boolean, summary: Record<string, unknown> }> };

export type StartTrainingMutationVariables = Exact<{
  input: TrainRoutersInput;
}>;


export type StartTrainingMutation = { trainRouters: { id: string } };

export type WhatIfOptionsQueryVariables = Exact<{ [key: string]: never; }>;


export type WhatIfOptionsQuery = { llms: Array<{ id: string, name: string, price: { inputPerMillion: number, outputPerMillion: number } | null }>, pools: Array<{ id: string }>, routers: Array<{ id: string, title: string, output: RouterOutput, capabilities: Array<Capability> }> };

export type IntervalFragment = { value: number, low: number, high: number } & { ' $fragmentName'?: 'IntervalFragment' };

export type EstimateFieldsFragment = { value: number, low: number, high: number, difference: { ' $fragmentRefs'?: { 'IntervalFragment': IntervalFragment } } } & { ' $fragmentName'?: 'EstimateFieldsFragment' };

export type WhatIfQueryVariables = Exact<{
  input: WhatIfInput;
}>;


export type WhatIfQuery = { whatIf: { matching: number, examined: number, replayed: number, changed: number, text: string, notes: Array<string>, notReplayed: Array<{ reason: NotReplayedReason, text: string, decisions: number }>, mix: Array<{ llm: string, before: number, after: number }>, performanceAsLogged: { decisions: number, before: number, after: number } | null, performanceAsReplayed: { decisions: number, before: number, after: number } | null, relativeCost: { decisions: number, before: number, after: number } | null, expectedSpendUsd: { decisions: number, before: number, kept: number, after: number } | null, examples: Array<{ id: string, createdAt: string, query: string | null, scoreGain: number | null, before: { llm: string, predictedPerformance: number | null }, after: { llm: string, predictedPerformance: number | null } }>, offPolicy: { explored: number, scored: number, support: { supportedShare: number, effectiveSampleSize: number, expectedEffectiveSampleSize: number } | null, estimates: { logged: { ' $fragmentRefs'?: { 'IntervalFragment': IntervalFragment } }, ips: { ' $fragmentRefs'?: { 'EstimateFieldsFragment': EstimateFieldsFragment } }, snips: { ' $fragmentRefs'?: { 'EstimateFieldsFragment': EstimateFieldsFragment } } | null, dr: { ' $fragmentRefs'?: { 'EstimateFieldsFragment': EstimateFieldsFragment } } | null } | null, refusal: { code: OffPolicyRefusalCode, message: string, hint: string } | null } } };

export type WhatIfCurveQueryVariables = Exact<{
  input: WhatIfCurveInput;
}>;


export type WhatIfCurveQuery = { whatIfCurve: { matching: number, examined: number, replayed: number, points: Array<{ alpha: number, changed: number, performance: { decisions: number, before: number, after: number } | null, relativeCost: { decisions: number, before: number, after: number } | null, expectedSpendUsd: { decisions: number, before: number, kept: number, after: number } | null }> } };

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
export const StandingFieldsFragmentDoc = new TypedDocumentString(`
    fragment StandingFields on LlmCalibration {
  status
  responses
  knowledge {
    router
    performance {
      mean
      halfWidth
    }
  }
  advice {
    stop
    unsettled
    valueOfInformation
    reason
  }
}
    `, {"fragmentName":"StandingFields"}) as unknown as TypedDocumentString<StandingFieldsFragment, unknown>;
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
  query
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
      alpha
      rankingColumns {
        llms
        predictedPerformance
        cost
      }
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
export const SimilarFieldsFragmentDoc = new TypedDocumentString(`
    fragment SimilarFields on SimilarQuery {
  similarity
  difficulty
  cluster
  query {
    id
    text
    task
  }
  performance {
    llm {
      id
      name
    }
    performance
  }
  place {
    x
    y
  }
}
    `, {"fragmentName":"SimilarFields"}) as unknown as TypedDocumentString<SimilarFieldsFragment, unknown>;
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
export const DiffFieldsFragmentDoc = new TypedDocumentString(`
    fragment DiffFields on VersionDiff {
  from
  to
  alpha
  pool
  reason
  abilities {
    router
    llm
    dimension
    name
    before {
      mean
      deviation
    }
    after {
      mean
      deviation
    }
  }
  decisions {
    router
    probes
    changed
    moves {
      from
      to
      probes
    }
    added
    removed
    performance {
      llm
      before
      after
    }
    predictedPerformance {
      before
      after
    }
    cost {
      before
      after
    }
    gain
  }
}
    `, {"fragmentName":"DiffFields"}) as unknown as TypedDocumentString<DiffFieldsFragment, unknown>;
export const FeedbackReportFieldsFragmentDoc = new TypedDocumentString(`
    fragment FeedbackReportFields on FeedbackReport {
  read
  teaching
  fresh
  replaced
  beyond
  weighedDown
  left {
    reason
    statements
    text
  }
  reporters {
    reporter
    statements
    influence
    verdict
  }
  disagreements {
    llm
    task
    statements
    reporters
    observed
    predicted
    bias
    low
    high
  }
}
    `, {"fragmentName":"FeedbackReportFields"}) as unknown as TypedDocumentString<FeedbackReportFieldsFragment, unknown>;
export const UpdateFieldsFragmentDoc = new TypedDocumentString(`
    fragment UpdateFields on FeedbackUpdate {
  version
  label
  over
  approved
  withinLimits
  limits {
    name
    met
    text
  }
  report {
    fresh
    teaching
  }
}
    `, {"fragmentName":"UpdateFields"}) as unknown as TypedDocumentString<UpdateFieldsFragment, unknown>;
export const JobRowFragmentDoc = new TypedDocumentString(`
    fragment JobRow on Job {
  id
  kind
  status
  createdAt
  startedAt
  endedAt
  version
  evaluation
  progress {
    stage
    done
    total
    unit
  }
  request {
    label
  }
  evaluationRequest {
    label
    protocol
  }
  error {
    code
    message
  }
}
    `, {"fragmentName":"JobRow"}) as unknown as TypedDocumentString<JobRowFragment, unknown>;
export const JobDetailFragmentDoc = new TypedDocumentString(`
    fragment JobDetail on Job {
  ...JobRow
  progress {
    metrics
  }
  curves {
    stage
    run
    unit
    steps
    series {
      name
      values
    }
  }
  request {
    label
    routers
    sources
    seed
    hyperparameters
    embedder
    promote
  }
  evaluationRequest {
    protocol
    label
    routers
    sources
    testSources
    folds
    seed
    parameters
  }
  embedding {
    embedded
    fromStore
  }
  error {
    code
    message
    hint
  }
}
    fragment JobRow on Job {
  id
  kind
  status
  createdAt
  startedAt
  endedAt
  version
  evaluation
  progress {
    stage
    done
    total
    unit
  }
  request {
    label
  }
  evaluationRequest {
    label
    protocol
  }
  error {
    code
    message
  }
}`, {"fragmentName":"JobDetail"}) as unknown as TypedDocumentString<JobDetailFragment, unknown>;
export const VersionRowFragmentDoc = new TypedDocumentString(`
    fragment VersionRow on RouterSet {
  version
  label
  createdAt
  serving
  seed
  defaultRouter
  warmUpWeight
  routers
  summary
  calibrations {
    router
    calibration {
      queries
      pairs
      before {
        ece
        brier
      }
      after {
        ece
        brier
      }
    }
  }
}
    `, {"fragmentName":"VersionRow"}) as unknown as TypedDocumentString<VersionRowFragment, unknown>;
export const RefitRowFragmentDoc = new TypedDocumentString(`
    fragment RefitRow on Refit {
  id
  label
  status
  trigger
  createdAt
  endedAt
  candidate
  error {
    code
    message
    hint
  }
  report {
    promoted
    reason
  }
}
    `, {"fragmentName":"RefitRow"}) as unknown as TypedDocumentString<RefitRowFragment, unknown>;
export const IntervalFragmentDoc = new TypedDocumentString(`
    fragment Interval on MeanEstimate {
  value
  low
  high
}
    `, {"fragmentName":"Interval"}) as unknown as TypedDocumentString<IntervalFragment, unknown>;
export const EstimateFieldsFragmentDoc = new TypedDocumentString(`
    fragment EstimateFields on OffPolicyEstimate {
  value
  low
  high
  difference {
    ...Interval
  }
}
    fragment Interval on MeanEstimate {
  value
  low
  high
}`, {"fragmentName":"EstimateFields"}) as unknown as TypedDocumentString<EstimateFieldsFragment, unknown>;
export const EvaluationsDocument = new TypedDocumentString(`
    query Evaluations($first: Int!, $after: String) {
  evaluations(first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      label
      protocol
      createdAt
      data
      verdict
      url
    }
  }
  evaluationProtocols {
    id
    title
    description
    reproduces
  }
}
    `) as unknown as TypedDocumentString<EvaluationsQuery, EvaluationsQueryVariables>;
export const EvaluationHeadDocument = new TypedDocumentString(`
    query EvaluationHead($id: ID!) {
  evaluation(id: $id) {
    id
    label
    protocol
    createdAt
    data
    verdict
    format
    url
    isReadable
    parameters
  }
}
    `) as unknown as TypedDocumentString<EvaluationHeadQuery, EvaluationHeadQueryVariables>;
export const EvaluationInFullDocument = new TypedDocumentString(`
    query EvaluationInFull($id: ID!) {
  evaluation(id: $id) {
    results {
      testSet
      variant
      router
      alpha
      metrics {
        metric
        value
        low
        high
      }
    }
    differences {
      testSet
      variant
      router
      against
      alpha
      verdict
      sentence
      difference {
        metric
        value
        low
        high
      }
    }
    report {
      title
      reproduces
      sentences
      notes
      seed
      theta
      resamples
      level
      data {
        testSet
        title
        trainQueries
        testQueries
        testResponses
        droppedQueries
        llms
        folds
        costSource
        warmUpWeight
        tasks {
          task
          queries
        }
      }
      curves {
        id
        title
        diagonal
        x {
          label
          unit
        }
        y {
          label
          unit
        }
        series {
          name
          reference
          points {
            x
            y
            low
            high
            label
          }
        }
      }
      tables {
        id
        title
        columns {
          id
          label
          format
          better
        }
        rows {
          reference
          cells {
            text
            value
            low
            high
          }
        }
      }
      breakdowns {
        testSet
        variant
        router
        reference
        alpha
        tasks {
          task
          performance
        }
        shares {
          llm
          share
        }
      }
      routers {
        testSet
        variant
        router
        title
        reference
        output
        metrics {
          metric
          value
          low
          high
        }
        reliability {
          count
          meanPredicted
          meanObserved
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EvaluationInFullQuery, EvaluationInFullQueryVariables>;
export const EvaluationOptionsDocument = new TypedDocumentString(`
    query EvaluationOptions {
  evaluationProtocols {
    id
    title
    description
    reproduces
    parameters
  }
  installedRouters {
    id
    title
    description
    evaluationOnly
  }
  trainingSources {
    source
    queries
    responses
  }
}
    `) as unknown as TypedDocumentString<EvaluationOptionsQuery, EvaluationOptionsQueryVariables>;
export const StartDashboardEvaluationDocument = new TypedDocumentString(`
    mutation StartDashboardEvaluation($input: StartEvaluationInput!) {
  startEvaluation(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<StartDashboardEvaluationMutation, StartDashboardEvaluationMutationVariables>;
export const LlmByIdDocument = new TypedDocumentString(`
    query LlmById($id: ID!) {
  llm(id: $id) {
    id
    name
    developer
    family
    sizeBillions
    releaseDate
    contextWindow
    maxOutputTokens
    modalities
    toolCalling
    languages
    tags
    typicalLatencyMs
    aliases
    profile
    status
    registeredAt
    updatedAt
    retirement {
      at
      reason
      formerStatus
    }
    price {
      inputPerMillion
      outputPerMillion
    }
    priceHistory {
      inputPerMillion
      outputPerMillion
      cachedInputPerMillion
      effectiveFrom
      source
    }
    benchmarks {
      benchmark
      score
      items
      source
    }
    abilities {
      router
      names
      values
      deviations
    }
    calibration {
      responses
      knowledge {
        router
        basis
        performance {
          mean
          halfWidth
        }
      }
    }
  }
  pools {
    id
    description
    isDefault
    uncalibrated
    llms {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<LlmByIdQuery, LlmByIdQueryVariables>;
export const CalibrationByRouterDocument = new TypedDocumentString(`
    query CalibrationByRouter($llm: ID!) {
  calibration(llm: $llm) {
    status
    responses
    version
    routers {
      router
      basis
      reason
      performance {
        mean
        halfWidth
      }
    }
    advice {
      stop
      unsettled
      valueOfInformation
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<CalibrationByRouterQuery, CalibrationByRouterQueryVariables>;
export const SetPriceDocument = new TypedDocumentString(`
    mutation SetPrice($input: SetPriceInput!) {
  setPrice(input: $input) {
    effectiveFrom
  }
}
    `) as unknown as TypedDocumentString<SetPriceMutation, SetPriceMutationVariables>;
export const UpdateLlmDocument = new TypedDocumentString(`
    mutation UpdateLlm($input: UpdateLlmInput!) {
  updateLlm(input: $input) {
    id
    updatedAt
  }
}
    `) as unknown as TypedDocumentString<UpdateLlmMutation, UpdateLlmMutationVariables>;
export const RetireLlmDocument = new TypedDocumentString(`
    mutation RetireLlm($llm: ID!, $reason: String!) {
  retireLlm(llm: $llm, reason: $reason) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<RetireLlmMutation, RetireLlmMutationVariables>;
export const ReinstateLlmDocument = new TypedDocumentString(`
    mutation ReinstateLlm($llm: ID!) {
  reinstateLlm(llm: $llm) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<ReinstateLlmMutation, ReinstateLlmMutationVariables>;
export const AddToPoolDocument = new TypedDocumentString(`
    mutation AddToPool($pool: ID!, $llms: [ID!]!, $allowUncalibrated: Boolean) {
  addToPool(pool: $pool, llms: $llms, allowUncalibrated: $allowUncalibrated) {
    id
  }
}
    `) as unknown as TypedDocumentString<AddToPoolMutation, AddToPoolMutationVariables>;
export const RemoveFromPoolDocument = new TypedDocumentString(`
    mutation RemoveFromPool($pool: ID!, $llms: [ID!]!) {
  removeFromPool(pool: $pool, llms: $llms) {
    id
  }
}
    `) as unknown as TypedDocumentString<RemoveFromPoolMutation, RemoveFromPoolMutationVariables>;
export const LlmsDocument = new TypedDocumentString(`
    query Llms($pool: ID, $status: LlmStatus) {
  llms(pool: $pool, status: $status) {
    id
    name
    developer
    status
    contextWindow
    profile
    price {
      inputPerMillion
      outputPerMillion
    }
  }
  pools {
    id
    isDefault
    uncalibrated
    llms {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<LlmsQuery, LlmsQueryVariables>;
export const CostPerformanceDocument = new TypedDocumentString(`
    query CostPerformance($pool: ID) {
  costPerformance(pool: $pool) {
    router
    queries
    points {
      llm {
        id
      }
      performance
      halfWidth
      isEfficient
    }
  }
}
    `) as unknown as TypedDocumentString<CostPerformanceQuery, CostPerformanceQueryVariables>;
export const LlmAbilitiesDocument = new TypedDocumentString(`
    query LlmAbilities($pool: ID, $router: ID) {
  llms(pool: $pool) {
    id
    abilities(router: $router) {
      router
      names
      values
      deviations
    }
  }
}
    `) as unknown as TypedDocumentString<LlmAbilitiesQuery, LlmAbilitiesQueryVariables>;
export const AbilityRoutersDocument = new TypedDocumentString(`
    query AbilityRouters {
  routers {
    id
    title
    isDefault
    capabilities
  }
}
    `) as unknown as TypedDocumentString<AbilityRoutersQuery, AbilityRoutersQueryVariables>;
export const RegisterLlmDocument = new TypedDocumentString(`
    mutation RegisterLlm($input: RegisterLlmInput!) {
  registerLlm(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<RegisterLlmMutation, RegisterLlmMutationVariables>;
export const RegisteredLlmDocument = new TypedDocumentString(`
    query RegisteredLlm($id: ID!) {
  llm(id: $id) {
    id
    name
    developer
    status
    profile
    price {
      inputPerMillion
      outputPerMillion
    }
  }
  pools {
    id
    isDefault
    llms {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RegisteredLlmQuery, RegisteredLlmQueryVariables>;
export const AnchorQueriesOfLlmDocument = new TypedDocumentString(`
    query AnchorQueriesOfLlm($input: AnchorQueriesInput!) {
  anchorQueries(input: $input) {
    id
    text
    task
    predicted
    information
    references
    grader
  }
}
    `) as unknown as TypedDocumentString<AnchorQueriesOfLlmQuery, AnchorQueriesOfLlmQueryVariables>;
export const SubmitResponsesOfLlmDocument = new TypedDocumentString(`
    mutation SubmitResponsesOfLlm($input: SubmitResponsesInput!) {
  submitResponses(input: $input) {
    ...StandingFields
  }
}
    fragment StandingFields on LlmCalibration {
  status
  responses
  knowledge {
    router
    performance {
      mean
      halfWidth
    }
  }
  advice {
    stop
    unsettled
    valueOfInformation
    reason
  }
}`) as unknown as TypedDocumentString<SubmitResponsesOfLlmMutation, SubmitResponsesOfLlmMutationVariables>;
export const StandingOfLlmDocument = new TypedDocumentString(`
    query StandingOfLlm($llm: ID!) {
  calibration(llm: $llm) {
    ...StandingFields
  }
}
    fragment StandingFields on LlmCalibration {
  status
  responses
  knowledge {
    router
    performance {
      mean
      halfWidth
    }
  }
  advice {
    stop
    unsettled
    valueOfInformation
    reason
  }
}`) as unknown as TypedDocumentString<StandingOfLlmQuery, StandingOfLlmQueryVariables>;
export const PreviewOfLlmDocument = new TypedDocumentString(`
    query PreviewOfLlm($input: LlmPreviewInput!) {
  llmPreview(input: $input) {
    change
    on
    queries
    router
    pool
    text
    notes
    share {
      value
      low
      high
    }
    costPerThousand {
      with
      without
      change {
        value
        low
        high
      }
    }
    performance {
      with
      without
      change {
        value
        low
        high
      }
    }
    displaced {
      llm
      with
      without
      lost {
        value
        low
        high
      }
    }
    where {
      kind
      name
      queries
      displaces
      share {
        value
        low
        high
      }
    }
    weakAbilities {
      ability
      answers
      tasks
    }
  }
}
    `) as unknown as TypedDocumentString<PreviewOfLlmQuery, PreviewOfLlmQueryVariables>;
export const OptionsDocument = new TypedDocumentString(`
    query Options {
  routers {
    id
    title
    description
    isDefault
    capabilities
  }
  pools {
    id
    description
    isDefault
    llms {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<OptionsQuery, OptionsQueryVariables>;
export const DecideDocument = new TypedDocumentString(`
    query Decide($input: RouteInput!, $router: ID!) {
  chosen: compare(input: $input, routers: [$router]) {
    entries {
      result {
        __typename
        ...DecisionFields
        ...RefusalFields
      }
    }
  }
  all: compare(input: $input) {
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
  query
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
      alpha
      rankingColumns {
        llms
        predictedPerformance
        cost
      }
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
export const RouteDocument = new TypedDocumentString(`
    query Route($input: RouteInput!) {
  route(input: $input) {
    __typename
    ... on RoutingDecision {
      id
      llm {
        id
        name
      }
      abstention {
        abstained
        reason
      }
      exploration {
        explored
        propensity
      }
    }
    ...RefusalFields
  }
}
    fragment RefusalFields on RouteRefusal {
  code
  message
  hint
  excluded {
    llm
    reason
  }
}`) as unknown as TypedDocumentString<RouteQuery, RouteQueryVariables>;
export const NeedsDocument = new TypedDocumentString(`
    query Needs($text: String!, $router: ID!, $pool: ID) {
  queryProfile(text: $text, router: $router) {
    relevance
    dimensions
    difficultyPercentile
  }
  llms(pool: $pool) {
    id
    name
    abilities(router: $router) {
      values
      names
    }
  }
}
    `) as unknown as TypedDocumentString<NeedsQuery, NeedsQueryVariables>;
export const QueryOptionsDocument = new TypedDocumentString(`
    query QueryOptions {
  routers {
    id
    title
    isDefault
    capabilities
  }
  pools {
    id
    isDefault
    llms {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<QueryOptionsQuery, QueryOptionsQueryVariables>;
export const DifficultyOfQueriesDocument = new TypedDocumentString(`
    query DifficultyOfQueries($router: ID) {
  difficultyHistogram(router: $router, bins: 20) {
    router
    version
    bins {
      from
      to
      queries
      predictedPerformance
      observedPerformance
      responses
    }
  }
}
    `) as unknown as TypedDocumentString<DifficultyOfQueriesQuery, DifficultyOfQueriesQueryVariables>;
export const QueryMapDocument = new TypedDocumentString(`
    query QueryMap($input: QueryMapInput!) {
  queryMap(input: $input) {
    version
    method
    state
    trustworthiness
    queries
    ids
    x
    y
    tasks {
      task
      queries
    }
    task
    difficulty {
      router
      values
    }
    clusters {
      router
      numbers
    }
  }
}
    `) as unknown as TypedDocumentString<QueryMapQuery, QueryMapQueryVariables>;
export const QueryChoicesDocument = new TypedDocumentString(`
    query QueryChoices($input: QueryMapInput!) {
  queryMap(input: $input) {
    choices {
      router
      alpha
      pool
      llms {
        llm {
          id
          name
        }
        queries
      }
      llm
    }
  }
}
    `) as unknown as TypedDocumentString<QueryChoicesQuery, QueryChoicesQueryVariables>;
export const QueryMapStateDocument = new TypedDocumentString(`
    query QueryMapState {
  queryMap {
    method
    state
  }
}
    `) as unknown as TypedDocumentString<QueryMapStateQuery, QueryMapStateQueryVariables>;
export const SimilarDocument = new TypedDocumentString(`
    query Similar($input: SimilarQueriesInput!) {
  similarQueries(input: $input) {
    difficultyRouter
    place {
      x
      y
      method
    }
    query {
      ...SimilarFields
    }
    neighbours {
      ...SimilarFields
    }
  }
}
    fragment SimilarFields on SimilarQuery {
  similarity
  difficulty
  cluster
  query {
    id
    text
    task
  }
  performance {
    llm {
      id
      name
    }
    performance
  }
  place {
    x
    y
  }
}`) as unknown as TypedDocumentString<SimilarQuery, SimilarQueryVariables>;
export const QueryClustersDocument = new TypedDocumentString(`
    query QueryClusters($router: ID!) {
  clusters(router: $router) {
    id
    size
    tasks {
      task
      share
    }
    examples {
      id
      text
    }
    abilities
    annotatedBy
  }
  abilities(router: $router) {
    id
    name
    description
  }
}
    `) as unknown as TypedDocumentString<QueryClustersQuery, QueryClustersQueryVariables>;
export const CorrectClustersOfQueriesDocument = new TypedDocumentString(`
    mutation CorrectClustersOfQueries($input: CorrectClustersInput!) {
  correctClusters(input: $input) {
    version
    label
  }
}
    `) as unknown as TypedDocumentString<CorrectClustersOfQueriesMutation, CorrectClustersOfQueriesMutationVariables>;
export const ServeCorrectedDocument = new TypedDocumentString(`
    mutation ServeCorrected($version: ID!) {
  promoteRouterSet(version: $version) {
    version
  }
}
    `) as unknown as TypedDocumentString<ServeCorrectedMutation, ServeCorrectedMutationVariables>;
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
      ...TrafficFiguresFields
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
      prediction {
        mean
      }
      feedback {
        meanScore
      }
      abstention {
        decisions
        abstained
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
        ...TrafficFiguresFields
      }
      series {
        decisions
      }
    }
  }
}
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
}`) as unknown as TypedDocumentString<TrafficQuery, TrafficQueryVariables>;
export const LatestDecisionsDocument = new TypedDocumentString(`
    query LatestDecisions($filter: DecisionFilter, $first: Int, $after: String) {
  decisions(filter: $filter, first: $first, after: $after) {
    nodes {
      ...LoggedRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
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
}`) as unknown as TypedDocumentString<LatestDecisionsQuery, LatestDecisionsQueryVariables>;
export const LiveDecisionsDocument = new TypedDocumentString(`
    subscription LiveDecisions($filter: DecisionFilter) {
  decisionsLogged(filter: $filter) {
    decisions {
      ...LoggedRow
    }
    leftOut
  }
}
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
}`) as unknown as TypedDocumentString<LiveDecisionsSubscription, LiveDecisionsSubscriptionVariables>;
export const LoggedDecisionDetailDocument = new TypedDocumentString(`
    query LoggedDecisionDetail($id: ID!) {
  decision(id: $id) {
    ...LoggedRow
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
}`) as unknown as TypedDocumentString<LoggedDecisionDetailQuery, LoggedDecisionDetailQueryVariables>;
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
        ...DriftCheckFields
      }
    }
  }
}
    fragment DriftCheckFields on DriftCheck {
  kind
  llm
  verdict
  text
  causes
  examples {
    id
  }
}`) as unknown as TypedDocumentString<TrafficDriftStatusQuery, TrafficDriftStatusQueryVariables>;
export const TrafficDriftNowDocument = new TypedDocumentString(`
    query TrafficDriftNow($input: DriftInput) {
  drift(input: $input) {
    createdAt
    text
    alerts {
      ...DriftCheckFields
    }
  }
}
    fragment DriftCheckFields on DriftCheck {
  kind
  llm
  verdict
  text
  causes
  examples {
    id
  }
}`) as unknown as TypedDocumentString<TrafficDriftNowQuery, TrafficDriftNowQueryVariables>;
export const VersionNamesDocument = new TypedDocumentString(`
    query VersionNames {
  routerSets {
    version
    label
    serving
  }
  llms {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<VersionNamesQuery, VersionNamesQueryVariables>;
export const DashboardVersionDiffDocument = new TypedDocumentString(`
    query DashboardVersionDiff($from: ID!, $to: ID!) {
  versionDiff(from: $from, to: $to) {
    ...DiffFields
  }
}
    fragment DiffFields on VersionDiff {
  from
  to
  alpha
  pool
  reason
  abilities {
    router
    llm
    dimension
    name
    before {
      mean
      deviation
    }
    after {
      mean
      deviation
    }
  }
  decisions {
    router
    probes
    changed
    moves {
      from
      to
      probes
    }
    added
    removed
    performance {
      llm
      before
      after
    }
    predictedPerformance {
      before
      after
    }
    cost {
      before
      after
    }
    gain
  }
}`) as unknown as TypedDocumentString<DashboardVersionDiffQuery, DashboardVersionDiffQueryVariables>;
export const LearningDocument = new TypedDocumentString(`
    query Learning {
  feedbackReport {
    ...FeedbackReportFields
  }
  learningStatus {
    everyMinutes
    approveWithinLimits
    updates
    failed
    nextAt
    running
    error
    latest {
      ...UpdateFields
    }
  }
}
    fragment FeedbackReportFields on FeedbackReport {
  read
  teaching
  fresh
  replaced
  beyond
  weighedDown
  left {
    reason
    statements
    text
  }
  reporters {
    reporter
    statements
    influence
    verdict
  }
  disagreements {
    llm
    task
    statements
    reporters
    observed
    predicted
    bias
    low
    high
  }
}
fragment UpdateFields on FeedbackUpdate {
  version
  label
  over
  approved
  withinLimits
  limits {
    name
    met
    text
  }
  report {
    fresh
    teaching
  }
}`) as unknown as TypedDocumentString<LearningQuery, LearningQueryVariables>;
export const LearnNowDocument = new TypedDocumentString(`
    mutation LearnNow {
  learnFromFeedback {
    ...UpdateFields
  }
}
    fragment UpdateFields on FeedbackUpdate {
  version
  label
  over
  approved
  withinLimits
  limits {
    name
    met
    text
  }
  report {
    fresh
    teaching
  }
}`) as unknown as TypedDocumentString<LearnNowMutation, LearnNowMutationVariables>;
export const ApproveFeedbackUpdateDocument = new TypedDocumentString(`
    mutation ApproveFeedbackUpdate($version: ID!) {
  approveUpdate(version: $version) {
    version
  }
}
    `) as unknown as TypedDocumentString<ApproveFeedbackUpdateMutation, ApproveFeedbackUpdateMutationVariables>;
export const DashboardJobsDocument = new TypedDocumentString(`
    query DashboardJobs {
  jobs {
    ...JobRow
  }
}
    fragment JobRow on Job {
  id
  kind
  status
  createdAt
  startedAt
  endedAt
  version
  evaluation
  progress {
    stage
    done
    total
    unit
  }
  request {
    label
  }
  evaluationRequest {
    label
    protocol
  }
  error {
    code
    message
  }
}`) as unknown as TypedDocumentString<DashboardJobsQuery, DashboardJobsQueryVariables>;
export const DashboardJobChangesDocument = new TypedDocumentString(`
    subscription DashboardJobChanges {
  jobChanges {
    ...JobRow
  }
}
    fragment JobRow on Job {
  id
  kind
  status
  createdAt
  startedAt
  endedAt
  version
  evaluation
  progress {
    stage
    done
    total
    unit
  }
  request {
    label
  }
  evaluationRequest {
    label
    protocol
  }
  error {
    code
    message
  }
}`) as unknown as TypedDocumentString<DashboardJobChangesSubscription, DashboardJobChangesSubscriptionVariables>;
export const DashboardJobDocument = new TypedDocumentString(`
    query DashboardJob($id: ID!) {
  job(id: $id) {
    ...JobDetail
  }
}
    fragment JobRow on Job {
  id
  kind
  status
  createdAt
  startedAt
  endedAt
  version
  evaluation
  progress {
    stage
    done
    total
    unit
  }
  request {
    label
  }
  evaluationRequest {
    label
    protocol
  }
  error {
    code
    message
  }
}
fragment JobDetail on Job {
  ...JobRow
  progress {
    metrics
  }
  curves {
    stage
    run
    unit
    steps
    series {
      name
      values
    }
  }
  request {
    label
    routers
    sources
    seed
    hyperparameters
    embedder
    promote
  }
  evaluationRequest {
    protocol
    label
    routers
    sources
    testSources
    folds
    seed
    parameters
  }
  embedding {
    embedded
    fromStore
  }
  error {
    code
    message
    hint
  }
}`) as unknown as TypedDocumentString<DashboardJobQuery, DashboardJobQueryVariables>;
export const DashboardJobProgressDocument = new TypedDocumentString(`
    subscription DashboardJobProgress($id: ID!) {
  jobProgress(id: $id) {
    ...JobDetail
  }
}
    fragment JobRow on Job {
  id
  kind
  status
  createdAt
  startedAt
  endedAt
  version
  evaluation
  progress {
    stage
    done
    total
    unit
  }
  request {
    label
  }
  evaluationRequest {
    label
    protocol
  }
  error {
    code
    message
  }
}
fragment JobDetail on Job {
  ...JobRow
  progress {
    metrics
  }
  curves {
    stage
    run
    unit
    steps
    series {
      name
      values
    }
  }
  request {
    label
    routers
    sources
    seed
    hyperparameters
    embedder
    promote
  }
  evaluationRequest {
    protocol
    label
    routers
    sources
    testSources
    folds
    seed
    parameters
  }
  embedding {
    embedded
    fromStore
  }
  error {
    code
    message
    hint
  }
}`) as unknown as TypedDocumentString<DashboardJobProgressSubscription, DashboardJobProgressSubscriptionVariables>;
export const CancelDashboardJobDocument = new TypedDocumentString(`
    mutation CancelDashboardJob($id: ID!) {
  cancelJob(id: $id) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<CancelDashboardJobMutation, CancelDashboardJobMutationVariables>;
export const TrainingOverviewDocument = new TypedDocumentString(`
    query TrainingOverview {
  routerSets {
    ...VersionRow
  }
  rollbackTarget
  promotions {
    version
    promotedAt
    isRollback
    reason
  }
  trainingSources {
    source
    queries
    responses
  }
}
    fragment VersionRow on RouterSet {
  version
  label
  createdAt
  serving
  seed
  defaultRouter
  warmUpWeight
  routers
  summary
  calibrations {
    router
    calibration {
      queries
      pairs
      before {
        ece
        brier
      }
      after {
        ece
        brier
      }
    }
  }
}`) as unknown as TypedDocumentString<TrainingOverviewQuery, TrainingOverviewQueryVariables>;
export const PromoteVersionDocument = new TypedDocumentString(`
    mutation PromoteVersion($version: ID!) {
  promoteRouterSet(version: $version) {
    version
  }
}
    `) as unknown as TypedDocumentString<PromoteVersionMutation, PromoteVersionMutationVariables>;
export const RollBackVersionDocument = new TypedDocumentString(`
    mutation RollBackVersion {
  rollback {
    version
  }
}
    `) as unknown as TypedDocumentString<RollBackVersionMutation, RollBackVersionMutationVariables>;
export const StoredVersionsDocument = new TypedDocumentString(`
    query StoredVersions {
  routerSets {
    ...VersionRow
    calibrations {
      router
      calibration {
        intervalLevel
        performanceCoverage
        outcomeCoverage
        before {
          curve {
            count
            meanPredicted
            meanObserved
          }
        }
        after {
          curve {
            count
            meanPredicted
            meanObserved
          }
        }
      }
    }
  }
  promotions {
    version
    promotedAt
    isRollback
    reason
  }
}
    fragment VersionRow on RouterSet {
  version
  label
  createdAt
  serving
  seed
  defaultRouter
  warmUpWeight
  routers
  summary
  calibrations {
    router
    calibration {
      queries
      pairs
      before {
        ece
        brier
      }
      after {
        ece
        brier
      }
    }
  }
}`) as unknown as TypedDocumentString<StoredVersionsQuery, StoredVersionsQueryVariables>;
export const DashboardRefitsDocument = new TypedDocumentString(`
    query DashboardRefits {
  refits(first: 20) {
    ...RefitRow
  }
  refitSchedule {
    everyMinutes
    minResponses
    running
    refits
    promoted
    failed
    nextAt
    note
  }
}
    fragment RefitRow on Refit {
  id
  label
  status
  trigger
  createdAt
  endedAt
  candidate
  error {
    code
    message
    hint
  }
  report {
    promoted
    reason
  }
}`) as unknown as TypedDocumentString<DashboardRefitsQuery, DashboardRefitsQueryVariables>;
export const StartRefitDocument = new TypedDocumentString(`
    mutation StartRefit($input: RefitInput) {
  refit(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<StartRefitMutation, StartRefitMutationVariables>;
export const DashboardRefitDocument = new TypedDocumentString(`
    query DashboardRefit($id: ID!) {
  storedRefit(id: $id) {
    ...RefitRow
    report {
      alpha
      candidate
      over
      promoted
      reason
      costSource
      resamples
      seed
      lostLlms
      gainedLlms
      missing {
        router
        reason
      }
      checks {
        name
        met
        text
      }
      data {
        queries
        trained
        heldOut
        compared
        newResponses
        noChoice
        seenByServing
        seenByCandidate
        favoursServing
      }
      routers {
        router
        counts
        queries
        changed
        verdict
        serving {
          reward
          performance
          cost
        }
        candidate {
          reward
          performance
          cost
        }
        reward {
          value
          low
          high
        }
        performance {
          value
          low
          high
        }
        cost {
          value
          low
          high
        }
      }
    }
  }
}
    fragment RefitRow on Refit {
  id
  label
  status
  trigger
  createdAt
  endedAt
  candidate
  error {
    code
    message
    hint
  }
  report {
    promoted
    reason
  }
}`) as unknown as TypedDocumentString<DashboardRefitQuery, DashboardRefitQueryVariables>;
export const TrainingOptionsDocument = new TypedDocumentString(`
    query TrainingOptions {
  installedRouters {
    id
    title
    description
    maturity
    output
    evaluationOnly
    hyperparameters {
      name
      kind
      nullable
      defaultValue
      minimum
      maximum
      choices
      meaning
      source
    }
  }
  trainingSources {
    source
    queries
    responses
  }
  routerSets {
    version
    label
    serving
    summary
  }
}
    `) as unknown as TypedDocumentString<TrainingOptionsQuery, TrainingOptionsQueryVariables>;
export const StartTrainingDocument = new TypedDocumentString(`
    mutation StartTraining($input: TrainRoutersInput!) {
  trainRouters(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<StartTrainingMutation, StartTrainingMutationVariables>;
export const WhatIfOptionsDocument = new TypedDocumentString(`
    query WhatIfOptions {
  llms {
    id
    name
    price {
      inputPerMillion
      outputPerMillion
    }
  }
  pools {
    id
  }
  routers {
    id
    title
    output
    capabilities
  }
}
    `) as unknown as TypedDocumentString<WhatIfOptionsQuery, WhatIfOptionsQueryVariables>;
export const WhatIfDocument = new TypedDocumentString(`
    query WhatIf($input: WhatIfInput!) {
  whatIf(input: $input) {
    matching
    examined
    replayed
    notReplayed {
      reason
      text
      decisions
    }
    changed
    mix {
      llm
      before
      after
    }
    performanceAsLogged {
      decisions
      before
      after
    }
    performanceAsReplayed {
      decisions
      before
      after
    }
    relativeCost {
      decisions
      before
      after
    }
    expectedSpendUsd {
      decisions
      before
      kept
      after
    }
    examples {
      id
      createdAt
      query
      before {
        llm
        predictedPerformance
      }
      after {
        llm
        predictedPerformance
      }
      scoreGain
    }
    offPolicy {
      explored
      scored
      support {
        supportedShare
        effectiveSampleSize
        expectedEffectiveSampleSize
      }
      estimates {
        logged {
          ...Interval
        }
        ips {
          ...EstimateFields
        }
        snips {
          ...EstimateFields
        }
        dr {
          ...EstimateFields
        }
      }
      refusal {
        code
        message
        hint
      }
    }
    text
    notes
  }
}
    fragment Interval on MeanEstimate {
  value
  low
  high
}
fragment EstimateFields on OffPolicyEstimate {
  value
  low
  high
  difference {
    ...Interval
  }
}`) as unknown as TypedDocumentString<WhatIfQuery, WhatIfQueryVariables>;
export const WhatIfCurveDocument = new TypedDocumentString(`
    query WhatIfCurve($input: WhatIfCurveInput!) {
  whatIfCurve(input: $input) {
    matching
    examined
    replayed
    points {
      alpha
      changed
      performance {
        decisions
        before
        after
      }
      relativeCost {
        decisions
        before
        after
      }
      expectedSpendUsd {
        decisions
        before
        kept
        after
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WhatIfCurveQuery, WhatIfCurveQueryVariables>;