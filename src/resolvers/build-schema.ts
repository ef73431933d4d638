import 'reflect-metadata';
import type { GraphQLSchema, GraphQLUnionType } from 'graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import type { PubSub } from 'type-graphql';
import { buildSchemaSync } from 'type-graphql';
import { validateInput } from '../schema/validate-input.js';
import { AccessResolver } from './access.resolver.js';
import { AbilityResolver } from './ability.resolver.js';
import { BatchResolver } from './batch.resolver.js';
import { ClusterResolver } from './cluster.resolver.js';
import { ColdStartResolver } from './cold-start.resolver.js';
import { DimensionResolver } from './dimension.resolver.js';
import { DecisionResolver } from './decision.resolver.js';
import { DriftResolver } from './drift.resolver.js';
import { EvaluationResolver } from './evaluation.resolver.js';
import { ExplanationResolver } from './explanation.resolver.js';
import { guardSchema } from './guard-schema.js';
import { GatewayResolver } from './gateway.resolver.js';
import { ForgetResolver } from './forget.resolver.js';
import { JobProgressResolver } from './job-progress.resolver.js';
import { JobResolver } from './job.resolver.js';
import { LearningResolver } from './learning.resolver.js';
import { LlmAbilityResolver } from './llm-ability.resolver.js';
import { LlmPreviewResolver } from './llm-preview.resolver.js';
import { LlmResolver } from './llm.resolver.js';
import { LoggedDecisionResolver } from './logged-decision.resolver.js';
import { PoolResolver } from './pool.resolver.js';
import { PriceResolver } from './price.resolver.js';
import { QueryMapResolver, SimilarQueriesResolver, SimilarQueryResolver } from './query-map.resolver.js';
import { RefitResolver } from './refit.resolver.js';
import { RegistryResolver } from './registry.resolver.js';
import { RetentionResolver } from './retention.resolver.js';
import { RouteResolver } from './route.resolver.js';
import { RouterResolver } from './router.resolver.js';
import { ShadowResolver } from './shadow.resolver.js';
import { TrafficResolver } from './traffic.resolver.js';
import { WhatIfResolver } from './what-if.resolver.js';
import type { RouteResultView } from './views/decision.view.js';

/** type-graphql wants one as soon as there is a subscription; ours take their events from the use cases. */
const noPubSub: PubSub = {
  publish: () => {
    throw new Error('Nothing is published by topic.');
  },
  subscribe: (topic) => {
    throw new Error(`The subscription to ${topic} has no subscribe function.`);
  },
};

export function buildApiSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      RouteResolver,
      BatchResolver,
      DecisionResolver,
      ExplanationResolver,
      LlmResolver,
      LlmPreviewResolver,
      PriceResolver,
      RegistryResolver,
      PoolResolver,
      RouterResolver,
      LoggedDecisionResolver,
      JobResolver,
      GatewayResolver,
      JobProgressResolver,
      EvaluationResolver,
      ClusterResolver,
      QueryMapResolver,
      SimilarQueryResolver,
      SimilarQueriesResolver,
      AbilityResolver,
      LlmAbilityResolver,
      DimensionResolver,
      WhatIfResolver,
      TrafficResolver,
      ShadowResolver,
      DriftResolver,
      LearningResolver,
      RefitResolver,
      RetentionResolver,
      ForgetResolver,
      ColdStartResolver,
      AccessResolver,
    ],
    validateFn: validateInput,
    pubSub: noPubSub,
  });
  // type-graphql makes every resolveType asynchronous: one promise per item of a batch. `kind` needs none.
  (schema.getType('RouteResult') as GraphQLUnionType).resolveType = (value: RouteResultView) =>
    value.kind === 'decision' ? 'RoutingDecision' : 'RouteRefusal';
  // It also has no place for the descriptions of the root types.
  describe(schema.getQueryType(), 'Everything that can be asked.');
  describe(schema.getMutationType(), 'Everything that can be changed; an answer comes when the change is committed.');
  describe(schema.getSubscriptionType(), 'Everything that can be followed, over WebSocket or server-sent events.');
  guardSchema(schema);
  return schema;
}

/** The schema as committed in schema.graphql: sorted, so that it changes only when the API does. */
export const printApiSchema = (): string => `${printSchema(lexicographicSortSchema(buildApiSchema()))}\n`;

function describe(type: { description?: unknown } | null | undefined, text: string): void {
  if (type) type.description = text;
}
