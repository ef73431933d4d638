import { Field, Float, ID, ObjectType, createUnionType } from 'type-graphql';
import type { ErrorCode } from '../domain/errors.js';
import { AbstentionType } from './abstention.type.js';
import { CascadeType } from './cascade.type.js';
import { EXPECTED_COST } from './cost.js';
import { ErrorCodeEnum } from './enums.js';
import { ExplorationType } from './exploration.type.js';
import { ExpectedCostType } from './expected-cost.type.js';
import { LlmType } from './llm.type.js';
import { ExcludedLlmType, RankingColumnsType } from './ranking.type.js';
import { RelaxationType } from './relaxation.type.js';
import { DateTimeISO } from './scalars.js';
import { DecisionTargetType } from './target.type.js';

@ObjectType('DecisionTiming', {
  simpleResolvers: true,
  description: 'Where the time went, in milliseconds; in a batch, shared steps are divided evenly over its queries.',
})
export class DecisionTimingType {
  @Field(() => Float, { description: 'Text to vector.' })
  embedMs!: number;

  @Field(() => Float, { description: 'Finding near training queries.' })
  neighboursMs!: number;

  @Field(() => Float, { description: 'Predicting for every candidate.' })
  predictMs!: number;

  @Field(() => Float, { description: 'All of the decision.' })
  totalMs!: number;
}

/** `ranking`, `neighbours` and `explanation` take arguments or work; resolvers/decision.resolver.ts has them. */
@ObjectType('RoutingDecision', { simpleResolvers: true, description: 'Which LLM should answer a query.' })
export class RoutingDecisionType {
  @Field(() => ID, { description: 'Id, to record feedback on.' })
  id!: string;

  @Field(() => DateTimeISO, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => String, { description: 'The query text as it came.' })
  query!: string;

  @Field(() => LlmType, { description: 'The chosen LLM.' })
  llm!: LlmType;

  @Field(() => Float, { description: 'Score S = α·P̂ − β·C of the chosen LLM.' })
  score!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'P̂ of the chosen LLM in [0, 1]; null for a router that gives a preference.',
  })
  predictedPerformance!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Preference for the chosen LLM in [0, 1]; null for a router that gives P̂.',
  })
  preference!: number | null;

  @Field(() => Float, { description: 'C of the chosen LLM in [0, 1].' })
  cost!: number;

  @Field(() => Float, { description: 'α, the weight of performance.' })
  alpha!: number;

  @Field(() => Float, { description: 'β = 1 − α, the weight of cost.' })
  beta!: number;

  @Field(() => DecisionTargetType, {
    nullable: true,
    description: 'What was asked for instead of α, and what it came to; null where α was given.',
  })
  target!: DecisionTargetType | null;

  @Field(() => Float, { description: 'Warm-up weight λ that was applied.' })
  warmUpWeight!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Cosine of the query to the nearest training query, in [−1, 1]; null where neither warm-up (λ = 0) nor abstention looked for it.',
  })
  nearestSimilarity!: number | null;

  @Field(() => ID, { description: 'The router that decided.' })
  router!: string;

  @Field(() => ID, { description: 'Version of its router set.' })
  version!: string;

  @Field(() => ID, { nullable: true, description: 'The candidate pool; null for an explicit list.' })
  pool!: string | null;

  @Field(() => RankingColumnsType, { description: 'All candidates as columns, best first.' })
  rankingColumns!: RankingColumnsType;

  @Field(() => CascadeType, {
    nullable: true,
    description:
      'The LLMs to ask in turn, for a router that asks several; null for one that asks one, and where a safe LLM was taken.',
  })
  cascade!: CascadeType | null;

  @Field(() => ExplorationType, {
    nullable: true,
    description: 'How chance had a part in it; null where exploration was off or a safe LLM was taken.',
  })
  exploration!: ExplorationType | null;

  @Field(() => AbstentionType, {
    nullable: true,
    description:
      'Whether a safe LLM was taken because the query is unlike the training queries; null where that is off.',
  })
  abstention!: AbstentionType | null;

  @Field(() => [ExcludedLlmType], { description: 'LLMs of the pool that could not take part, and why.' })
  excluded!: readonly ExcludedLlmType[];

  @Field(() => DecisionTimingType, { description: 'Where the time went.' })
  timing!: DecisionTimingType;

  @Field(() => Float, {
    description:
      'USD for embedding the query: its tokens × price, also where the vector was at hand already; 0 for a free embedder.',
  })
  embeddingCost!: number;

  @Field(() => ExpectedCostType, {
    complexity: EXPECTED_COST,
    description:
      'What the answer of the chosen LLM is expected to cost; the first of a cascade, where several may be asked. Computed when asked for.',
  })
  expectedCost!: ExpectedCostType | Promise<ExpectedCostType>;

  @Field(() => [String], { description: 'Labels of the request.' })
  tags!: readonly string[];
}

@ObjectType('RouteRefusal', {
  simpleResolvers: true,
  description: 'A correct request that has no answer, or one bad item of a batch.',
})
export class RouteRefusalType {
  @Field(() => ErrorCodeEnum, { description: 'Why, for programs.' })
  code!: ErrorCode;

  @Field(() => String, { description: 'Why, for people.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'What to do about it.' })
  hint!: string | null;

  @Field(() => [ExcludedLlmType], { description: 'LLMs of the pool that could not take part, and why.' })
  excluded!: readonly ExcludedLlmType[];

  @Field(() => [RelaxationType], {
    description:
      'Which constraints to leave out or change, and what that gives, most LLMs first; empty where constraints are not what stands in the way.',
  })
  relaxations!: readonly RelaxationType[];
}

/** resolveType is set in build-schema.ts, where it can be synchronous. */
export const RouteResultUnion = createUnionType({
  name: 'RouteResult',
  description: 'A decision, or the reason why there is none.',
  types: () => [RoutingDecisionType, RouteRefusalType] as const,
});
