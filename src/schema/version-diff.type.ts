import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { POOL_SIZE, listCost } from './cost.js';

@ObjectType('AbilityValue', { simpleResolvers: true, description: 'One dimension of θ in one version.' })
export class AbilityValueType {
  @Field(() => Float, { description: 'θ, on the scale of its router.' })
  mean!: number;

  @Field(() => Float, { nullable: true, description: 'Its posterior standard deviation; null where not known.' })
  deviation!: number | null;
}

@ObjectType('AbilityChange', {
  simpleResolvers: true,
  description: 'One dimension of θ of one LLM that is another in the second version.',
})
export class AbilityChangeType {
  @Field(() => ID, { description: 'Id of the router.' })
  router!: string;

  @Field(() => ID, { description: 'Id of the LLM.' })
  llm!: string;

  @Field(() => Int, { description: 'Number of the dimension, from 0.' })
  dimension!: number;

  @Field(() => String, { nullable: true, description: 'What it stands for; null where it has no name.' })
  name!: string | null;

  @Field(() => AbilityValueType, { description: 'In the first version.' })
  before!: AbilityValueType;

  @Field(() => AbilityValueType, { description: 'In the second version.' })
  after!: AbilityValueType;
}

@ObjectType('ChoiceMove', { simpleResolvers: true, description: 'Probes whose choice goes from one LLM to another.' })
export class ChoiceMoveType {
  @Field(() => ID, { description: 'Id of the LLM that the first version chooses.' })
  from!: string;

  @Field(() => ID, { description: 'Id of the LLM that the second version chooses.' })
  to!: string;

  @Field(() => Int, { description: 'How many.' })
  probes!: number;
}

@ObjectType('PerformanceChange', { simpleResolvers: true, description: 'Mean P̂ of one LLM over the probes.' })
export class PerformanceChangeType {
  @Field(() => ID, { description: 'Id of the LLM.' })
  llm!: string;

  @Field(() => Float, { description: 'By the first version, in [0, 1].' })
  before!: number;

  @Field(() => Float, { description: 'By the second version, in [0, 1].' })
  after!: number;
}

@ObjectType('VersionFigure', { simpleResolvers: true, description: 'A figure in both versions.' })
export class VersionFigureType {
  @Field(() => Float, { description: 'In the first.' })
  before!: number;

  @Field(() => Float, { description: 'In the second.' })
  after!: number;
}

@ObjectType('DecisionDiff', {
  simpleResolvers: true,
  description:
    'What one router decides in both versions on the probes: up to 400 held-out queries, the same for all versions that share them.',
})
export class DecisionDiffType {
  @Field(() => ID, { description: 'Id of the router.' })
  router!: string;

  @Field(() => Int, { description: 'Queries that were decided on.' })
  probes!: number;

  @Field(() => Float, { description: 'Share of them that gets another LLM, in [0, 1].' })
  changed!: number;

  @Field(() => [ChoiceMoveType], {
    complexity: listCost(POOL_SIZE),
    description: 'From which LLM to which, the most frequent first.',
  })
  moves!: readonly ChoiceMoveType[];

  @Field(() => [ID], { description: 'LLMs that only the second version can choose.' })
  added!: readonly string[];

  @Field(() => [ID], { description: 'LLMs that only the first version can choose.' })
  removed!: readonly string[];

  @Field(() => [PerformanceChangeType], {
    complexity: listCost(POOL_SIZE),
    description: 'Mean P̂ of each LLM, the largest change first; empty for a preference.',
  })
  performance!: readonly PerformanceChangeType[];

  @Field(() => VersionFigureType, {
    nullable: true,
    description: 'Mean P̂ of the chosen LLM, each version by its own P̂; null for a preference.',
  })
  predictedPerformance!: VersionFigureType | null;

  @Field(() => VersionFigureType, { description: 'Mean cost C of the chosen LLM, in [0, 1].' })
  cost!: VersionFigureType;

  @Field(() => Float, {
    nullable: true,
    description:
      'Mean S of the new choices less that of the old ones, both by P̂ of the second version: what the change is worth if that one is right. Null for a preference.',
  })
  gain!: number | null;
}

@ObjectType('VersionDiff', { simpleResolvers: true, description: 'What changes from one stored version to another.' })
export class VersionDiffType {
  @Field(() => ID, { description: 'The first version.' })
  from!: string;

  @Field(() => ID, { description: 'The second version.' })
  to!: string;

  @Field(() => Float, { description: 'α of the decisions.' })
  alpha!: number;

  @Field(() => ID, { nullable: true, description: 'Pool of the decisions.' })
  pool!: string | null;

  @Field(() => [AbilityChangeType], {
    complexity: listCost(100),
    description: 'θ that moved, the largest move in standard deviations first, router by router.',
  })
  abilities!: readonly AbilityChangeType[];

  @Field(() => [DecisionDiffType], {
    nullable: true,
    complexity: listCost(10),
    description: 'Routers of both versions, the default one first; null where the versions cannot be compared.',
  })
  decisions!: readonly DecisionDiffType[] | null;

  @Field(() => String, { nullable: true, description: 'Why decisions cannot be compared; null where they are.' })
  reason!: string | null;
}
