import { ThetaError } from '../domain/errors.js';
import type { RouterId } from '../domain/ids.js';
import { llmId, poolId, routerId, versionId } from '../domain/ids.js';
import type { Price } from '../domain/llm.js';
import type { EvaluationRequest, ReembedRequest, TrainingRequest } from '../jobs/types.js';
import type { FeedbackRequest } from '../routing/feedback.js';
import type { DriftRequest } from '../routing/drift/types.js';
import type { DecisionFilter } from '../routing/ports.js';
import type { BatchRequest } from '../routing/assignment/types.js';
import type { AbstentionRequest } from '../routing/abstention.js';
import type { Constraints } from '../routing/constraints/types.js';
import type { ObjectiveRequest } from '../routing/targets/check-target.js';
import type { RouteRequest } from '../routing/types.js';
import type { ShadowRequest, WhatIfCurveRequest, WhatIfRequest } from '../routing/what-if/types.js';
import type { AbstainInput } from '../schema/abstain.input.js';
import type { ConstraintsInput } from '../schema/constraints.input.js';
import type { ObjectiveInput } from '../schema/objective.input.js';
import type { DriftInput } from '../schema/drift.input.js';
import type { DecisionFilterInput } from '../schema/decision-filter.input.js';
import type { RecordFeedbackInput } from '../schema/record-feedback.input.js';
import type { ReembedInput } from '../schema/reembed.input.js';
import type { RouteBatchInput } from '../schema/route-batch.input.js';
import type { PriceInput, RouteInput } from '../schema/route.input.js';
import type { StartEvaluationInput } from '../schema/start-evaluation.input.js';
import { EXAMPLE_LIMIT, checkCount } from './count.js';
import type { TrainRoutersInput } from '../schema/train-routers.input.js';
import type { ShadowComparisonInput } from '../schema/shadow.type.js';
import type { TrafficInput } from '../schema/traffic.input.js';
import type { TrafficRequest } from '../routing/traffic/types.js';
import type { WhatIfCurveInput, WhatIfInput } from '../schema/what-if.input.js';

/** GraphQL null and absence both mean: take the default. */
export const optional = <T, U>(value: T | null | undefined, map: (value: T) => U): U | undefined =>
  value === null || value === undefined ? undefined : map(value);

/** What a single query and a batch are asked with alike. */
const toTarget = (input: RouteInput | RouteBatchInput) => ({
  ...toChoice(input),
  contextTokens: input.contextTokens ?? undefined,
  cachedInputTokens: input.cachedInputTokens ?? undefined,
  warmUpWeight: input.warmUpWeight ?? undefined,
  constraints: optional(input.constraints, toConstraints),
});

/** Who may be chosen, by which router, at which prices. */
const toChoice = (input: RouteInput | RouteBatchInput | WhatIfInput | WhatIfCurveInput) => ({
  router: optional(input.router, routerId),
  pool: optional(input.pool, poolId),
  llms: input.llms?.map(llmId),
  prices: optional(input.prices, (prices) => new Map(prices.map((price) => [llmId(price.llm), toPrice(price)]))),
});

export const toPrice = ({
  inputPerMillion,
  outputPerMillion,
  cachedInputPerMillion,
}: Omit<PriceInput, 'llm'>): Price => ({
  inputPerMillion,
  outputPerMillion,
  ...(typeof cachedInputPerMillion === 'number' && { cachedInputPerMillion }),
});

const toConstraints = (input: ConstraintsInput): Constraints => ({
  minContext: input.minContext ?? undefined,
  outputTokens: input.outputTokens ?? undefined,
  modalities: input.modalities ?? undefined,
  tools: input.tools ?? undefined,
  languages: input.languages ?? undefined,
  requireTags: input.requireTags ?? undefined,
  forbidTags: input.forbidTags ?? undefined,
  maxLatencyMs: input.maxLatencyMs ?? undefined,
  allow: input.allow?.map(llmId),
  deny: input.deny?.map(llmId),
});

export const toObjective = (input: ObjectiveInput): ObjectiveRequest => ({
  alpha: input.alpha ?? undefined,
  shareOfBest: input.shareOfBest ?? undefined,
  costPerThousand: input.costPerThousand ?? undefined,
  balance: input.balance ?? undefined,
  minPerformance: input.minPerformance ?? undefined,
  costPerQuery: input.costPerQuery ?? undefined,
});

const toAbstain = ({ enabled, llm, below }: AbstainInput): AbstentionRequest => ({
  enabled: enabled ?? undefined,
  llm: optional(llm, llmId),
  below: below ?? undefined,
});

export const toRouteRequest = (input: RouteInput): RouteRequest => ({
  query: input.query,
  alpha: input.alpha ?? undefined,
  objective: optional(input.objective, toObjective),
  tags: input.tags ?? undefined,
  exploration: input.exploration ?? undefined,
  abstain: optional(input.abstain, toAbstain),
  ...toTarget(input),
});

export const toBatchRequest = (input: RouteBatchInput): BatchRequest => ({
  queries: input.queries,
  budgetUsd: input.budgetUsd,
  outputTokens: input.outputTokens ?? undefined,
  method: input.method ?? undefined,
  ...toTarget(input),
});

export const toDecisionFilter = (input: DecisionFilterInput): DecisionFilter => ({
  router: optional(input.router, routerId),
  llm: optional(input.llm, llmId),
  pool: optional(input.pool, poolId),
  tag: input.tag ?? undefined,
  version: optional(input.version, versionId),
  abstained: input.abstained ?? undefined,
  from: input.from?.getTime(),
  to: input.to?.getTime(),
});

export const toTrafficRequest = (input: TrafficInput): TrafficRequest => ({
  filter: toDecisionFilter(input.filter ?? {}),
  bucket: input.bucket ?? undefined,
  groupBy: input.groupBy ?? undefined,
  groups: input.groups ?? undefined,
  reference: optional(input.reference, llmId),
});

const toScan = (input: WhatIfInput | WhatIfCurveInput | ShadowComparisonInput) => ({
  filter: toDecisionFilter(input.filter ?? {}),
  limit: input.limit ?? undefined,
  outputTokens: input.outputTokens ?? undefined,
});

/** Which decisions to read, and how to show them. */
const toReading = (input: WhatIfInput | ShadowComparisonInput) => ({
  ...toScan(input),
  examples: checkCount('examples', input.examples, EXAMPLE_LIMIT),
});

export const toWhatIfRequest = (input: WhatIfInput): WhatIfRequest => ({
  alpha: input.alpha ?? undefined,
  ...toReading(input),
  ...toChoice(input),
});

export const toWhatIfCurveRequest = (input: WhatIfCurveInput): WhatIfCurveRequest => ({
  alphas: input.alphas ?? undefined,
  ...toScan(input),
  ...toChoice(input),
});

/** `configured` is the shadow router of this server. Throws BAD_USER_INPUT where there is none and none is named. */
export function toShadowRequest(input: ShadowComparisonInput, configured: RouterId | undefined): ShadowRequest {
  const router = optional(input.router, routerId) ?? configured;
  if (router !== undefined) return { ...toReading(input), router };
  throw new ThetaError('BAD_USER_INPUT', 'router: expected a router that shadowed; this server has no shadow router.', {
    hint: 'Name one, or start the server with THETA_SHADOW_ROUTER.',
  });
}

export const toDriftRequest = (input: DriftInput): DriftRequest => ({
  filter: {
    router: optional(input.router, routerId),
    pool: optional(input.pool, poolId),
    version: optional(input.version, versionId),
    tag: input.tag ?? undefined,
  },
  recent: toRange(input.from, input.to),
  reference: toRange(input.referenceFrom, input.referenceTo),
  distanceReference: input.distanceReference ?? undefined,
  limit: input.limit ?? undefined,
  thresholds: optional(input.thresholds, ({ level, distance, bias, shares, decisions }) => ({
    level: level ?? undefined,
    distance: distance ?? undefined,
    bias: bias ?? undefined,
    shares: shares ?? undefined,
    decisions: decisions ?? undefined,
  })),
  examples: checkCount('examples', input.examples, EXAMPLE_LIMIT),
});

const toRange = (from: Date | null | undefined, to: Date | null | undefined) => ({
  ...(from && { from: from.getTime() }),
  ...(to && { to: to.getTime() }),
});

export const toFeedbackRequest = (input: RecordFeedbackInput): FeedbackRequest => ({
  decisionId: input.decisionId,
  score: input.score ?? undefined,
  thumbs: input.thumbs ?? undefined,
  preferredLlm: optional(input.preferredLlm, llmId),
  correctedLabel: input.correctedLabel ?? undefined,
  reporter: optional(input.reporter, (name) => name.trim()),
  idempotencyKey: input.idempotencyKey ?? undefined,
});

export const toTrainingRequest = (input: TrainRoutersInput): TrainingRequest => ({
  label: input.label,
  routers: (input.routers ?? []).map(routerId),
  sources: input.sources ?? [],
  seed: input.seed ?? 0,
  hyperparameters: Object.fromEntries((input.hyperparameters ?? []).map(({ router, values }) => [router, values])),
  embedder: input.embedder ?? null,
  promote: input.promote ?? false,
});

export const toReembedRequest = (input: ReembedInput): ReembedRequest => ({
  embedder: input.embedder ?? null,
  routers: (input.routers ?? []).map(routerId),
  sources: input.sources ?? [],
  label: input.label ?? null,
  promote: input.promote ?? false,
});

export const toEvaluationRequest = (input: StartEvaluationInput): EvaluationRequest => ({
  protocol: input.protocol,
  label: input.label ?? input.protocol,
  sources: input.sources ?? [],
  testSources: input.testSources ?? [],
  folds: input.folds ?? null,
  foldSeed: input.foldSeed ?? 0,
  routers: (input.routers ?? []).map(routerId),
  alphas: input.alphas ?? [],
  seed: input.seed ?? 0,
  embedder: input.embedder ?? null,
  warmUpWeight: input.warmUpWeight ?? null,
  parameters: input.parameters ?? {},
});
