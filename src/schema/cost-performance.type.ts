import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { LlmType } from './llm.type.js';

@ObjectType('CostPerformancePoint', {
  simpleResolvers: true,
  description: 'What a router expects of one LLM; its price is beside it.',
})
export class CostPerformancePointType {
  @Field(() => LlmType, { description: 'The LLM.' })
  llm!: LlmType;

  @Field(() => Float, { description: 'Mean P̂ over the queries, in [0, 1].' })
  performance!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Half-width of its 90 % interval as far as the LLM is not known well, 0 where the router was trained on it; null where the router does not know.',
  })
  halfWidth!: number | null;

  @Field(() => Boolean, {
    description:
      'Whether it is on the Pareto hull: it has a price and is not retired, and no other such LLM is as cheap per output token and as good, and better in one of both.',
  })
  isEfficient!: boolean;
}

@ObjectType('CostPerformance', {
  simpleResolvers: true,
  description: 'Expected performance of LLMs beside what they cost, all on the same queries.',
})
export class CostPerformanceType {
  @Field(() => ID, { description: 'The router that predicts.' })
  router!: string;

  @Field(() => ID, { description: 'Version of its router set.' })
  version!: string;

  @Field(() => Int, {
    description: 'Queries that the means are over: a fixed sample of those held out from training.',
  })
  queries!: number;

  @Field(() => [CostPerformancePointType], {
    description: 'LLMs that the router predicts for, in the order of the pool or catalogue.',
  })
  points!: readonly CostPerformancePointType[];
}
