import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { LlmType } from './llm.type.js';

@ObjectType('DifficultyBin', { simpleResolvers: true, description: 'Training queries of similar difficulty.' })
export class DifficultyBinType {
  @Field(() => Float, { description: 'Least difficulty, in [0, 1].' })
  from!: number;

  @Field(() => Float, { description: 'Difficulty below which it ends; the last bin holds 1 as well.' })
  to!: number;

  @Field(() => Int, { description: 'Training queries in it.' })
  queries!: number;

  @Field(() => Float, { nullable: true, description: 'Mean P̂ of the LLMs of the router; null in an empty bin.' })
  predictedPerformance!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean observed performance of the LLMs that were tested on them; null without a response.',
  })
  observedPerformance!: number | null;

  @Field(() => Int, { description: 'Responses behind observedPerformance.' })
  responses!: number;
}

@ObjectType('DifficultyHistogram', {
  simpleResolvers: true,
  description: 'How hard a router takes the training queries to be. Difficulty is 1 − the mean P̂ of its LLMs.',
})
export class DifficultyHistogramType {
  @Field(() => ID, { description: 'The router.' })
  router!: string;

  @Field(() => ID, { description: 'Version of its router set.' })
  version!: string;

  @Field(() => [DifficultyBinType], { description: 'Bins of equal width over [0, 1].' })
  bins!: readonly DifficultyBinType[];
}

@ObjectType('LlmShare', { simpleResolvers: true, description: 'How often an LLM is chosen.' })
export class LlmShareType {
  @Field(() => LlmType, { description: 'The LLM.' })
  llm!: LlmType;

  @Field(() => Float, { description: 'Share of the queries, in (0, 1].' })
  share!: number;
}

@ObjectType('DifficultyRange', { simpleResolvers: true, description: 'A range of difficulty.' })
export class DifficultyRangeType {
  @Field(() => Float, { description: 'Least, in [0, 1].' })
  from!: number;

  @Field(() => Float, { description: 'Greatest, in [0, 1].' })
  to!: number;
}

@ObjectType('DifficultyPart', {
  simpleResolvers: true,
  description: 'What a router does with the training queries at one end of its scale of difficulty.',
})
export class DifficultyPartType {
  @Field(() => Int, { description: 'Training queries in it.' })
  queries!: number;

  @Field(() => DifficultyRangeType, { nullable: true, description: 'Their difficulty; null without queries.' })
  difficulty!: DifficultyRangeType | null;

  @Field(() => [LlmShareType], { description: 'LLMs that are chosen, the most frequent first.' })
  shares!: readonly LlmShareType[];

  @Field(() => Float, {
    nullable: true,
    description: 'Mean P̂ of the chosen LLM; null for a router that gives a preference.',
  })
  predictedPerformance!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Mean observed performance of the chosen LLM on the queries it was tested on; null where that is none.',
  })
  observedPerformance!: number | null;

  @Field(() => Int, { description: 'Queries behind observedPerformance.' })
  observations!: number;

  @Field(() => Float, { nullable: true, description: 'Mean C of the chosen LLM, in [0, 1]; null without queries.' })
  cost!: number | null;
}

@ObjectType('RoutingAnalysis', {
  simpleResolvers: true,
  description:
    'Who answers the hardest and the easiest training queries (paper 6.2). These are queries that the router has learned from; the evaluation protocol `difficulty` does the same on held-out ones.',
})
export class RoutingAnalysisType {
  @Field(() => ID, { description: 'The router.' })
  router!: string;

  @Field(() => ID, { description: 'Version of its router set.' })
  version!: string;

  @Field(() => Float, { description: 'α that was decided with.' })
  alpha!: number;

  @Field(() => ID, { description: 'The pool that was chosen from.' })
  pool!: string;

  @Field(() => Float, { description: 'Share of the training queries in each part.' })
  share!: number;

  @Field(() => DifficultyPartType, { description: 'The hardest.' })
  hardest!: DifficultyPartType;

  @Field(() => DifficultyPartType, { description: 'The easiest.' })
  easiest!: DifficultyPartType;
}
