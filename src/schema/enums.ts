import { registerEnumType } from 'type-graphql';
import type { DistanceReference, DriftKind, DriftVerdict } from '../routing/drift/types.js';
import { DRIFT_VERDICTS } from '../routing/drift/types.js';
import type { AbstentionCode } from '../routing/abstention.js';
import type { LengthBasis } from '../routing/expected-cost/cost-model.js';
import type { ErrorCode } from '../domain/errors.js';
import { ERROR_CATALOGUE } from '../domain/errors.js';
import type { Capability } from '../plugins/contract.js';
import type { LlmStatus } from '../domain/llm.js';
import type { ConstraintName } from '../routing/constraints/types.js';
import type { TargetKind } from '../routing/targets/types.js';
import type { ExcludedLlm } from '../routing/types.js';
import type { NotReplayedReason, OffPolicyRefusalCode } from '../routing/what-if/types.js';
import { NOT_REPLAYED } from '../routing/what-if/types.js';

type Described = Readonly<Record<string, string>>;

/** Registers `values` (GraphQL name → value behind it) under `name`, each with its description. */
export function describedEnum<V extends Record<string, string>>(
  name: string,
  description: string,
  values: V,
  texts: { readonly [K in keyof V]: string },
): V {
  const valuesConfig = Object.fromEntries(
    Object.entries(texts as Described).map(([key, text]) => [key, { description: text }]),
  );
  registerEnumType(values, { name, description, valuesConfig: valuesConfig as never });
  return values;
}

const codes = Object.keys(ERROR_CATALOGUE) as ErrorCode[];
export const ErrorCodeEnum = describedEnum(
  'ErrorCode',
  'Stable codes of errors and refusals; docs/errors.md says what to do about each.',
  Object.fromEntries(codes.map((code) => [code, code])) as { [C in ErrorCode]: C },
  Object.fromEntries(codes.map((code) => [code, ERROR_CATALOGUE[code].summary])) as { [C in ErrorCode]: string },
);

export const TargetKindEnum = describedEnum(
  'TargetKind',
  'What a decision can be made for instead of an α; docs/objectives.md has the definitions.',
  {
    SHARE_OF_BEST: 'SHARE_OF_BEST',
    COST_PER_THOUSAND: 'COST_PER_THOUSAND',
    BALANCE: 'BALANCE',
    MIN_PERFORMANCE: 'MIN_PERFORMANCE',
    COST_PER_QUERY: 'COST_PER_QUERY',
  } satisfies { [K in TargetKind]: K },
  {
    SHARE_OF_BEST: 'A mean performance of at least a share of the best single LLM’s.',
    COST_PER_THOUSAND: 'A mean cost of at most so many USD per thousand queries.',
    BALANCE: 'A place on the cost–quality hull, from the cheapest policy to the best.',
    MIN_PERFORMANCE: 'A P̂ that the LLM of each query must reach.',
    COST_PER_QUERY: 'An expected cost in USD that the answer to each query must not exceed.',
  },
);

export const LlmStatusEnum = describedEnum(
  'LlmStatus',
  'How much is known of an LLM.',
  { COLD: 'COLD', WARMING: 'WARMING', CALIBRATED: 'CALIBRATED', RETIRED: 'RETIRED' } satisfies { [S in LlmStatus]: S },
  {
    COLD: 'Only a prior from its facts; chosen from an explicit list, or from a pool that allows it.',
    WARMING: 'Some responses, too few to be sure of its ability; chosen as a COLD one is.',
    CALIBRATED: 'Estimated from observed responses.',
    RETIRED: 'No longer offered; never chosen. Its former status comes back when it is reinstated.',
  },
);

export const LengthBasisEnum = describedEnum(
  'LengthBasis',
  'What an expected number of output tokens rests on.',
  {
    REQUEST: 'REQUEST',
    LLM_AND_TASK: 'LLM_AND_TASK',
    LLM: 'LLM',
    TASK: 'TASK',
    OTHER_LLMS: 'OTHER_LLMS',
    DEFAULT: 'DEFAULT',
  } satisfies { [B in LengthBasis]: B },
  {
    REQUEST: 'The caller gave it.',
    LLM_AND_TASK: 'Answers of this LLM to tasks like this.',
    LLM: 'Answers of this LLM to other tasks: none are known for the training queries near this one.',
    TASK: 'Answers of other LLMs to tasks like this.',
    OTHER_LLMS: 'Answers of other LLMs to other tasks.',
    DEFAULT: 'Nothing was observed: 300 tokens are assumed.',
  },
);

export const ExclusionCodeEnum = describedEnum(
  'ExclusionCode',
  'Why an LLM of the pool could not take part.',
  {
    UNPRICED: 'UNPRICED',
    NOT_CALIBRATED: 'NOT_CALIBRATED',
    NOT_SUPPORTED_BY_ROUTER: 'NOT_SUPPORTED_BY_ROUTER',
    RETIRED: 'RETIRED',
    NO_PROVIDER: 'NO_PROVIDER',
    CONTEXT_TOO_SMALL: 'CONTEXT_TOO_SMALL',
    OUTPUT_TOO_LONG: 'OUTPUT_TOO_LONG',
    MODALITY: 'MODALITY',
    TOOLS: 'TOOLS',
    LANGUAGE: 'LANGUAGE',
    TAG: 'TAG',
    LATENCY: 'LATENCY',
    DENIED: 'DENIED',
    NOT_ALLOWED: 'NOT_ALLOWED',
  } satisfies { [C in ExcludedLlm['code']]: C },
  {
    UNPRICED: 'It has no price, and unpriced is not free.',
    NOT_CALIBRATED: 'It has no or too few responses, was not named explicitly, and the pool does not allow it.',
    NOT_SUPPORTED_BY_ROUTER: 'The router cannot predict for it.',
    RETIRED: 'It is no longer offered.',
    NO_PROVIDER: 'Nobody runs it for the gateway.',
    CONTEXT_TOO_SMALL: 'Its context window is too small, or not known.',
    OUTPUT_TOO_LONG: 'It does not write answers of so many tokens.',
    MODALITY: 'It does not read every modality that was asked for.',
    TOOLS: 'It does not call tools, or is not known to.',
    LANGUAGE: 'It does not have every language that was asked for, or its languages are not known.',
    TAG: 'It lacks a required tag, or has a forbidden one.',
    LATENCY: 'It typically takes longer than allowed, or its latency is not known.',
    DENIED: 'It is on the deny list.',
    NOT_ALLOWED: 'It is not on the allow list.',
  },
);

export const ConstraintEnum = describedEnum(
  'Constraint',
  'The fields of ConstraintsInput.',
  {
    MIN_CONTEXT: 'minContext',
    OUTPUT_TOKENS: 'outputTokens',
    MODALITIES: 'modalities',
    TOOLS: 'tools',
    LANGUAGES: 'languages',
    REQUIRE_TAGS: 'requireTags',
    FORBID_TAGS: 'forbidTags',
    MAX_LATENCY_MS: 'maxLatencyMs',
    ALLOW: 'allow',
    DENY: 'deny',
  } satisfies Record<string, ConstraintName>,
  {
    MIN_CONTEXT: 'Tokens of the context window.',
    OUTPUT_TOKENS: 'Tokens of the answer, which must fit beside the query.',
    MODALITIES: 'What the LLM reads.',
    TOOLS: 'Whether it calls tools.',
    LANGUAGES: 'Its languages.',
    REQUIRE_TAGS: 'Tags that it must have.',
    FORBID_TAGS: 'Tags that it must not have.',
    MAX_LATENCY_MS: 'Its typical latency.',
    ALLOW: 'The list of those that may be chosen.',
    DENY: 'The list of those that may not be chosen.',
  },
);

export const RouterOutputEnum = describedEnum(
  'RouterOutput',
  'What the numbers of a router mean.',
  { PERFORMANCE: 'performance', PREFERENCE: 'preference' },
  {
    PERFORMANCE: 'Predicted performance in [0, 1].',
    PREFERENCE: 'A ranking in [0, 1] that is no probability of success.',
  },
);

export const MaturityEnum = describedEnum(
  'Maturity',
  'How far a router has come.',
  { STABLE: 'stable', EXPERIMENTAL: 'experimental' },
  { STABLE: 'Tested and measured.', EXPERIMENTAL: 'May change or go.' },
);

export const HyperparameterKindEnum = describedEnum(
  'HyperparameterKind',
  'What kind of value a hyper-parameter takes.',
  {
    INTEGER: 'integer',
    NUMBER: 'number',
    BOOLEAN: 'boolean',
    CHOICE: 'choice',
    TEXT: 'text',
    JSON: 'json',
  },
  {
    INTEGER: 'A whole number.',
    NUMBER: 'A number.',
    BOOLEAN: 'True or false.',
    CHOICE: 'One of its choices, a text.',
    TEXT: 'Any text, for example the id of an LLM.',
    JSON: 'A list or an object, as its meaning says.',
  },
);

export const CapabilityEnum = describedEnum(
  'Capability',
  'What a router can do besides deciding.',
  {
    ITEM_PARAMETERS: 'itemParameters',
    ABILITIES: 'abilities',
    UNSEEN_LLMS: 'unseenLlms',
    ONBOARDING: 'onboarding',
    POLICY: 'policy',
    CASCADE: 'cascade',
    CLUSTERS: 'clusters',
  } satisfies Record<string, Capability>,
  {
    ITEM_PARAMETERS: 'Gives discrimination and difficulty of a query.',
    ABILITIES: 'Gives the ability vector of an LLM.',
    UNSEEN_LLMS: 'Predicts for LLMs without responses, from their profile.',
    ONBOARDING: 'Learns about LLMs from answers and feedback that came after training, without a new training.',
    POLICY: 'Chooses by a rule of its own instead of the best score S.',
    CASCADE: 'Asks several LLMs in turn.',
    CLUSTERS: 'Groups training queries into clusters that can be looked at and corrected.',
  },
);

export const ItemFormEnum = describedEnum(
  'ItemForm',
  'How difficulty enters the response function; difficulties of different forms cannot be compared.',
  { INTERCEPT: 'intercept', CENTRED: 'centred' },
  { INTERCEPT: 'σ(a·θ − b).', CENTRED: 'a·(θ − b).' },
);

export const ThumbsEnum = describedEnum(
  'Thumbs',
  'A thumb for the answer of the chosen LLM.',
  { UP: 'UP', DOWN: 'DOWN' },
  { UP: 'The answer was good.', DOWN: 'The answer was bad.' },
);

export const DifferenceVerdictEnum = describedEnum(
  'DifferenceVerdict',
  'What the interval of a paired difference says.',
  { BETTER: 'better', WORSE: 'worse', NOT_DISTINGUISHABLE: 'not distinguishable' },
  {
    BETTER: 'The whole interval is on the good side of zero.',
    WORSE: 'The whole interval is on the bad side of zero.',
    NOT_DISTINGUISHABLE: 'The interval holds zero, which does not show that there is no difference.',
  },
);

export const JobKindEnum = describedEnum(
  'JobKind',
  'What a job does.',
  { TRAINING: 'TRAINING', EVALUATION: 'EVALUATION', REFIT: 'REFIT' },
  {
    TRAINING: 'Trains a router set.',
    EVALUATION: 'Measures routers and stores a report.',
    REFIT: 'Trains on all stored responses and compares the result with what serves.',
  },
);

export const JobStatusEnum = describedEnum(
  'JobStatus',
  'Where a job stands.',
  { QUEUED: 'QUEUED', RUNNING: 'RUNNING', SUCCEEDED: 'SUCCEEDED', FAILED: 'FAILED', CANCELLED: 'CANCELLED' },
  {
    QUEUED: 'Waits for the job before it.',
    RUNNING: 'Works.',
    SUCCEEDED: 'Ended; what it made is stored.',
    FAILED: 'Ended; error says why.',
    CANCELLED: 'Was stopped; nothing was stored.',
  },
);

export const SupportLevelEnum = describedEnum(
  'SupportLevel',
  'How well training queries support a decision.',
  { GOOD: 'GOOD', FAIR: 'FAIR', POOR: 'POOR' },
  {
    GOOD: 'A percentile of 0.25 or more.',
    FAIR: 'A percentile from 0.05 to 0.25.',
    POOR: 'A percentile below 0.05: hardly any training query stands so far from the others.',
  },
);

export const PerturbationEnum = describedEnum(
  'Perturbation',
  'A kind of change that keeps the meaning of a text.',
  { CASE: 'case', SPACING: 'spacing', TYPOS: 'typos', PUNCTUATION: 'punctuation', OPTIONS: 'options' },
  {
    CASE: 'Another case of the first ordinary word, or all ordinary words small; names and acronyms stay.',
    SPACING: 'Double spaces, a space at the end, a line break for a space.',
    TYPOS: 'Two letters inside a long word change places, about once in 50 characters.',
    PUNCTUATION: 'The closing mark dropped or added.',
    OPTIONS: 'The answer options A, B, C … in another order.',
  },
);

export const NotReplayedReasonEnum = describedEnum(
  'NotReplayedReason',
  'Why a logged decision could not be made again.',
  Object.fromEntries(Object.keys(NOT_REPLAYED).map((reason) => [reason, reason])) as { [R in NotReplayedReason]: R },
  NOT_REPLAYED,
);

export const OffPolicyRefusalCodeEnum = describedEnum(
  'OffPolicyRefusalCode',
  'Why outcomes give no estimate.',
  {
    NO_EXPLORATION: 'NO_EXPLORATION',
    NO_OUTCOMES: 'NO_OUTCOMES',
    NO_SUPPORT: 'NO_SUPPORT',
    SAMPLE_TOO_SMALL: 'SAMPLE_TOO_SMALL',
  } satisfies { [C in OffPolicyRefusalCode]: C },
  {
    NO_EXPLORATION: 'No replayed decision was made with exploration on.',
    NO_OUTCOMES: 'No such decision has a score.',
    NO_SUPPORT: 'Some new choices were no candidates, so exploration could not draw them.',
    SAMPLE_TOO_SMALL: 'The effective sample size is below 97.',
  },
);

export const DriftKindEnum = describedEnum(
  'DriftKind',
  'What a check for drift compares.',
  {
    DISTANCE: 'DISTANCE',
    PREDICTION: 'PREDICTION',
    LLM_SHARES: 'LLM_SHARES',
    TAG_SHARES: 'TAG_SHARES',
  } satisfies { [K in DriftKind]: K },
  {
    DISTANCE: 'How near queries are to the nearest training query.',
    PREDICTION: 'Recorded scores against P̂ of the LLM that answered.',
    LLM_SHARES: "Shares of the LLMs among the routers' own choices.",
    TAG_SHARES: 'Shares of the labels.',
  },
);

export const DriftVerdictEnum = describedEnum(
  'DriftVerdict',
  'What a check for drift comes to.',
  Object.fromEntries(Object.keys(DRIFT_VERDICTS).map((v) => [v, v])) as { [V in DriftVerdict]: V },
  DRIFT_VERDICTS,
);

export const DistanceReferenceEnum = describedEnum(
  'DistanceReference',
  'What distances of recent queries are compared with.',
  { DECISIONS: 'DECISIONS', TRAINING: 'TRAINING' } satisfies { [R in DistanceReference]: R },
  {
    DECISIONS: 'Those of the decisions of the reference window.',
    TRAINING: 'Those of training queries to their nearest other one, of a sample of 256; the version must serve.',
  },
);

export const AbstentionCodeEnum = describedEnum(
  'AbstentionCode',
  'Why a safe LLM goes before the router’s choice, or does not.',
  {
    UNLIKE_TRAINING: 'UNLIKE_TRAINING',
    LIKE_TRAINING: 'LIKE_TRAINING',
    SAFE_LLM_NOT_ELIGIBLE: 'SAFE_LLM_NOT_ELIGIBLE',
    SAFE_LLM_ABOVE_CEILING: 'SAFE_LLM_ABOVE_CEILING',
    NO_TRAINING_QUERIES: 'NO_TRAINING_QUERIES',
  } satisfies { [C in AbstentionCode]: C },
  {
    UNLIKE_TRAINING: 'Taken: the query is further from the training queries than the threshold allows.',
    LIKE_TRAINING: 'Not taken: the query is as near to the training queries as the threshold asks.',
    SAFE_LLM_NOT_ELIGIBLE: 'Not taken although the query is unlike them: the request does not allow the safe LLM.',
    SAFE_LLM_ABOVE_CEILING: 'Not taken although the query is unlike them: its answer is expected to cost too much.',
    NO_TRAINING_QUERIES: 'Not taken: there are no training queries to compare with.',
  },
);
