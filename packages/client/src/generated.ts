// Generated from schema.graphql and packages/client/operations by `npm run generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { operation } from './operation.js';
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

/** Why an LLM of the pool could not take part. */
export type ExclusionCode =
  /** Its context window is too small, or not known. */
  | 'CONTEXT_TOO_SMALL'
  /** It is on the deny list. */
  | 'DENIED'
  /** It does not have every language that was asked for, or its languages are not known. */
  | 'LANGUAGE'
  /** It typically takes longer than allowed, or its latency is not known. */
  | 'LATENCY'
  /** It does not read every modality that was asked for. */
  | 'MODALITY'
  /** It is not on the allow list. */
  | 'NOT_ALLOWED'
  /** It has no or too few responses, was not named explicitly, and the pool does not allow it. */
  | 'NOT_CALIBRATED'
  /** The router cannot predict for it. */
  | 'NOT_SUPPORTED_BY_ROUTER'
  /** Nobody runs it for the gateway. */
  | 'NO_PROVIDER'
  /** It does not write answers of so many tokens. */
  | 'OUTPUT_TOO_LONG'
  /** It is no longer offered. */
  | 'RETIRED'
  /** It lacks a required tag, or has a forbidden one. */
  | 'TAG'
  /** It does not call tools, or is not known to. */
  | 'TOOLS'
  /** It has no price, and unpriced is not free. */
  | 'UNPRICED';

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

/** What you thought of a decision: exactly one of score, thumbs, preferredLlm and correctedLabel. */
export type RecordFeedbackInput = {
  /** The right answer, up to 100,000 characters. Kept for grading later: by itself it says nothing of the LLM, and no router learns from it. */
  correctedLabel?: string | null | undefined;
  /** The decision. */
  decisionId: string;
  /** A key of your choice, 1 to 200 characters; the same request under the same key is stored once. */
  idempotencyKey?: string | null | undefined;
  /** The LLM whose answer was better. */
  preferredLlm?: string | null | undefined;
  /** Who says so, a person or a key, 1 to 200 characters: limits of rate and influence hold for each; "anonymous" when absent, which is one reporter too. */
  reporter?: string | null | undefined;
  /** Performance of the answer of the chosen LLM, in [0, 1]. */
  score?: number | null | undefined;
  /** A thumb for the answer of the chosen LLM. */
  thumbs?: Thumbs | null | undefined;
};

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

/** A thumb for the answer of the chosen LLM. */
export type Thumbs =
  /** The answer was bad. */
  | 'DOWN'
  /** The answer was good. */
  | 'UP';

export type CatalogueLlmFragment = { id: string, name: string, developer: string, status: LlmStatus, contextWindow: number | null, maxOutputTokens: number | null, modalities: Array<string>, tags: Array<string>, aliases: Array<string>, price: { inputPerMillion: number, outputPerMillion: number, cachedInputPerMillion: number | null } | null, retirement: { at: string, reason: string } | null };

export type PoolFragment = { id: string, description: string, isDefault: boolean, llms: Array<{ id: string }> };

export type LlmsQueryVariables = Exact<{
  pool?: string | null | undefined;
  status?: LlmStatus | null | undefined;
}>;


export type LlmsQuery = { llms: Array<CatalogueLlmFragment> };

export type LlmQueryVariables = Exact<{
  id: string;
}>;


export type LlmQuery = { llm: (
    { profile: string }
    & CatalogueLlmFragment
  ) | null };

export type PoolsQueryVariables = Exact<{ [key: string]: never; }>;


export type PoolsQuery = { pools: Array<PoolFragment> };

export type RoutersQueryVariables = Exact<{ [key: string]: never; }>;


export type RoutersQuery = { routers: Array<{ id: string, title: string, description: string, output: RouterOutput, isDefault: boolean, version: string }> };

export type RegisterLlmMutationVariables = Exact<{
  input: RegisterLlmInput;
}>;


export type RegisterLlmMutation = { registerLlm: CatalogueLlmFragment };

export type RetireLlmMutationVariables = Exact<{
  llm: string;
  reason: string;
}>;


export type RetireLlmMutation = { retireLlm: CatalogueLlmFragment };

export type SetPriceMutationVariables = Exact<{
  input: SetPriceInput;
}>;


export type SetPriceMutation = { setPrice: { llm: string, inputPerMillion: number, outputPerMillion: number, cachedInputPerMillion: number | null, effectiveFrom: string | null } };

export type AddToPoolMutationVariables = Exact<{
  pool: string;
  llms: Array<string> | string;
  allowUncalibrated?: boolean | null | undefined;
}>;


export type AddToPoolMutation = { addToPool: PoolFragment };

export type RemoveFromPoolMutationVariables = Exact<{
  pool: string;
  llms: Array<string> | string;
}>;


export type RemoveFromPoolMutation = { removeFromPool: PoolFragment };

export type DecisionFragment = { __typename: 'RoutingDecision', id: string, score: number, predictedPerformance: number | null, preference: number | null, cost: number, alpha: number, router: string, version: string, pool: string | null, llm: { id: string, name: string } };

export type RefusalFragment = { __typename: 'RouteRefusal', code: ErrorCode, message: string, hint: string | null, excluded: Array<{ llm: string, code: ExclusionCode, reason: string }> };

export type RouteQueryVariables = Exact<{
  input: RouteInput;
}>;


export type RouteQuery = { route:
    | RefusalFragment
    | DecisionFragment
   };

export type RouteManyQueryVariables = Exact<{
  inputs: Array<RouteInput> | RouteInput;
}>;


export type RouteManyQuery = { routeMany: Array<
    | RefusalFragment
    | DecisionFragment
  > };

export type CompareQueryVariables = Exact<{
  input: RouteInput;
  routers?: Array<string> | string | null | undefined;
}>;


export type CompareQuery = { compare: { entries: Array<{ router: string, result:
        | RefusalFragment
        | DecisionFragment
       }> } };

export type LoggedDecisionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: DecisionFilter | null | undefined;
}>;


export type LoggedDecisionsQuery = { decisions: { nodes: Array<{ id: string, createdAt: string, query: string | null, llmId: string, router: string, version: string, pool: string | null, alpha: number, predictedPerformance: number | null, cost: number, tags: Array<string> }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type RecordFeedbackMutationVariables = Exact<{
  input: RecordFeedbackInput;
}>;


export type RecordFeedbackMutation = { recordFeedback: { id: string, decisionId: string, createdAt: string } };

export type RecordFeedbackBatchMutationVariables = Exact<{
  inputs: Array<RecordFeedbackInput> | RecordFeedbackInput;
}>;


export type RecordFeedbackBatchMutation = { recordFeedbackBatch: Array<{ feedback: { id: string, decisionId: string } | null, error: { code: ErrorCode, message: string } | null }> };

export const LlmsDocument = operation<LlmsQuery, LlmsQueryVariables>(
  "query Llms($pool: ID, $status: LlmStatus) {\n  llms(pool: $pool, status: $status) {\n    ...CatalogueLlm\n  }\n}\n\nfragment CatalogueLlm on Llm {\n  id\n  name\n  developer\n  status\n  contextWindow\n  maxOutputTokens\n  modalities\n  tags\n  aliases\n  price {\n    inputPerMillion\n    outputPerMillion\n    cachedInputPerMillion\n  }\n  retirement {\n    at\n    reason\n  }\n}",
);

export const LlmDocument = operation<LlmQuery, LlmQueryVariables>(
  "query Llm($id: ID!) {\n  llm(id: $id) {\n    ...CatalogueLlm\n    profile\n  }\n}\n\nfragment CatalogueLlm on Llm {\n  id\n  name\n  developer\n  status\n  contextWindow\n  maxOutputTokens\n  modalities\n  tags\n  aliases\n  price {\n    inputPerMillion\n    outputPerMillion\n    cachedInputPerMillion\n  }\n  retirement {\n    at\n    reason\n  }\n}",
);

export const PoolsDocument = operation<PoolsQuery, PoolsQueryVariables>(
  "query Pools {\n  pools {\n    ...Pool\n  }\n}\n\nfragment Pool on CandidatePool {\n  id\n  description\n  isDefault\n  llms {\n    id\n  }\n}",
);

export const RoutersDocument = operation<RoutersQuery, RoutersQueryVariables>(
  "query Routers {\n  routers {\n    id\n    title\n    description\n    output\n    isDefault\n    version\n  }\n}",
);

export const RegisterLlmDocument = operation<RegisterLlmMutation, RegisterLlmMutationVariables>(
  "mutation RegisterLlm($input: RegisterLlmInput!) {\n  registerLlm(input: $input) {\n    ...CatalogueLlm\n  }\n}\n\nfragment CatalogueLlm on Llm {\n  id\n  name\n  developer\n  status\n  contextWindow\n  maxOutputTokens\n  modalities\n  tags\n  aliases\n  price {\n    inputPerMillion\n    outputPerMillion\n    cachedInputPerMillion\n  }\n  retirement {\n    at\n    reason\n  }\n}",
);

export const RetireLlmDocument = operation<RetireLlmMutation, RetireLlmMutationVariables>(
  "mutation RetireLlm($llm: ID!, $reason: String!) {\n  retireLlm(llm: $llm, reason: $reason) {\n    ...CatalogueLlm\n  }\n}\n\nfragment CatalogueLlm on Llm {\n  id\n  name\n  developer\n  status\n  contextWindow\n  maxOutputTokens\n  modalities\n  tags\n  aliases\n  price {\n    inputPerMillion\n    outputPerMillion\n    cachedInputPerMillion\n  }\n  retirement {\n    at\n    reason\n  }\n}",
);

export const SetPriceDocument = operation<SetPriceMutation, SetPriceMutationVariables>(
  "mutation SetPrice($input: SetPriceInput!) {\n  setPrice(input: $input) {\n    llm\n    inputPerMillion\n    outputPerMillion\n    cachedInputPerMillion\n    effectiveFrom\n  }\n}",
);

export const AddToPoolDocument = operation<AddToPoolMutation, AddToPoolMutationVariables>(
  "mutation AddToPool($pool: ID!, $llms: [ID!]!, $allowUncalibrated: Boolean) {\n  addToPool(pool: $pool, llms: $llms, allowUncalibrated: $allowUncalibrated) {\n    ...Pool\n  }\n}\n\nfragment Pool on CandidatePool {\n  id\n  description\n  isDefault\n  llms {\n    id\n  }\n}",
);

export const RemoveFromPoolDocument = operation<RemoveFromPoolMutation, RemoveFromPoolMutationVariables>(
  "mutation RemoveFromPool($pool: ID!, $llms: [ID!]!) {\n  removeFromPool(pool: $pool, llms: $llms) {\n    ...Pool\n  }\n}\n\nfragment Pool on CandidatePool {\n  id\n  description\n  isDefault\n  llms {\n    id\n  }\n}",
);

export const RouteDocument = operation<RouteQuery, RouteQueryVariables>(
  "query Route($input: RouteInput!) {\n  route(input: $input) {\n    ...Decision\n    ...Refusal\n  }\n}\n\nfragment Decision on RoutingDecision {\n  __typename\n  id\n  llm {\n    id\n    name\n  }\n  score\n  predictedPerformance\n  preference\n  cost\n  alpha\n  router\n  version\n  pool\n}\n\nfragment Refusal on RouteRefusal {\n  __typename\n  code\n  message\n  hint\n  excluded {\n    llm\n    code\n    reason\n  }\n}",
);

export const RouteManyDocument = operation<RouteManyQuery, RouteManyQueryVariables>(
  "query RouteMany($inputs: [RouteInput!]!) {\n  routeMany(inputs: $inputs) {\n    ...Decision\n    ...Refusal\n  }\n}\n\nfragment Decision on RoutingDecision {\n  __typename\n  id\n  llm {\n    id\n    name\n  }\n  score\n  predictedPerformance\n  preference\n  cost\n  alpha\n  router\n  version\n  pool\n}\n\nfragment Refusal on RouteRefusal {\n  __typename\n  code\n  message\n  hint\n  excluded {\n    llm\n    code\n    reason\n  }\n}",
);

export const CompareDocument = operation<CompareQuery, CompareQueryVariables>(
  "query Compare($input: RouteInput!, $routers: [ID!]) {\n  compare(input: $input, routers: $routers) {\n    entries {\n      router\n      result {\n        ...Decision\n        ...Refusal\n      }\n    }\n  }\n}\n\nfragment Decision on RoutingDecision {\n  __typename\n  id\n  llm {\n    id\n    name\n  }\n  score\n  predictedPerformance\n  preference\n  cost\n  alpha\n  router\n  version\n  pool\n}\n\nfragment Refusal on RouteRefusal {\n  __typename\n  code\n  message\n  hint\n  excluded {\n    llm\n    code\n    reason\n  }\n}",
);

export const LoggedDecisionsDocument = operation<LoggedDecisionsQuery, LoggedDecisionsQueryVariables>(
  "query LoggedDecisions($first: Int, $after: String, $filter: DecisionFilter) {\n  decisions(first: $first, after: $after, filter: $filter) {\n    nodes {\n      id\n      createdAt\n      query\n      llmId\n      router\n      version\n      pool\n      alpha\n      predictedPerformance\n      cost\n      tags\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}",
);

export const RecordFeedbackDocument = operation<RecordFeedbackMutation, RecordFeedbackMutationVariables>(
  "mutation RecordFeedback($input: RecordFeedbackInput!) {\n  recordFeedback(input: $input) {\n    id\n    decisionId\n    createdAt\n  }\n}",
);

export const RecordFeedbackBatchDocument = operation<RecordFeedbackBatchMutation, RecordFeedbackBatchMutationVariables>(
  "mutation RecordFeedbackBatch($inputs: [RecordFeedbackInput!]!) {\n  recordFeedbackBatch(inputs: $inputs) {\n    feedback {\n      id\n      decisionId\n    }\n    error {\n      code\n      message\n    }\n  }\n}",
);