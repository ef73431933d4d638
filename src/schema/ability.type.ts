import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { LlmType } from './llm.type.js';

@ObjectType('Ability', {
  simpleResolvers: true,
  description: 'A named ability: one that profiles are written on, or a dimension that a router names.',
})
export class AbilityType {
  @Field(() => ID, { description: 'Stable id, for example reasoning.' })
  id!: string;

  @Field(() => String, { description: 'Name for people.' })
  name!: string;

  @Field(() => String, { description: 'What an LLM strong in it can do.' })
  description!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The router whose dimension it is; null where no router of the serving version has learned it.',
  })
  router!: string | null;
}

@ObjectType('AbilityAnnotation', {
  simpleResolvers: true,
  description:
    'What training queries were said to need before anything was learned, which gives an ability its name, and what is left of it.',
})
export class AbilityAnnotationType {
  @Field(() => Int, {
    description: 'Training queries that were said to need the ability; 0: the name stands for nothing.',
  })
  queries!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Mean learned relevance on these queries by that on the others; at 1 or less training has not kept the name. Null where all or none were annotated with it.',
  })
  lift!: number | null;
}

@ObjectType('AbilityRank', { simpleResolvers: true, description: 'An LLM in the order of one ability.' })
export class AbilityRankType {
  @Field(() => Int, { description: 'Place from 1; LLMs of equal ability share one.' })
  rank!: number;

  @Field(() => LlmType, { description: 'The LLM.' })
  llm!: LlmType;

  @Field(() => Float, { description: 'θ in this ability, on the scale of the router; higher is better.' })
  value!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Posterior standard deviation of the value; null where the router does not know it.',
  })
  deviation!: number | null;
}

@ObjectType('AbilityQuery', { simpleResolvers: true, description: 'A training query that needs an ability.' })
export class AbilityQueryType {
  @Field(() => ID, { description: 'Id of the training query.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Task or data set, where the source names one.' })
  task!: string | null;

  @Field(() => String, { nullable: true, description: 'Its text; null where it is not stored (the shipped set).' })
  text!: string | null;

  @Field(() => Float, {
    description: 'Share of this ability in what the query needs, in [0, 1]: r of the router, or |a_k| / Σ|a|.',
  })
  relevance!: number;
}
