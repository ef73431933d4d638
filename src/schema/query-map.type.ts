import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { LlmType } from './llm.type.js';
import { LayoutMethodEnum, LayoutStateEnum } from './query-map.enums.js';

@ObjectType('QueryMapTask', { simpleResolvers: true, description: 'A task of training queries.' })
export class QueryMapTaskType {
  @Field(() => String, {
    nullable: true,
    description: 'Task or data set, for example gsm8k; null for queries without one.',
  })
  task!: string | null;

  @Field(() => Int, { description: 'Training queries of it, drawn or not.' })
  queries!: number;
}

@ObjectType('QueryMapDifficulty', { simpleResolvers: true, description: 'How hard the points are.' })
export class QueryMapDifficultyType {
  @Field(() => ID, { description: 'The router whose scale it is.' })
  router!: string;

  @Field(() => [Float], { description: 'By point: 1 − the mean P̂ of the LLMs of the router, in [0, 1].' })
  values!: readonly number[];
}

@ObjectType('QueryMapClusters', { simpleResolvers: true, description: 'Which clusters the points are in.' })
export class QueryMapClustersType {
  @Field(() => ID, { description: 'The router that keeps the clusters; `clusters` describes them.' })
  router!: string;

  @Field(() => [Int], { description: 'By point: number of the cluster.' })
  numbers!: ArrayLike<number>;
}

@ObjectType('QueryMapLlm', { simpleResolvers: true, description: 'An LLM that is chosen for points.' })
export class QueryMapLlmType {
  @Field(() => LlmType, { description: 'The LLM.' })
  llm!: LlmType;

  @Field(() => Int, { description: 'Points that it is chosen for.' })
  queries!: number;
}

@ObjectType('QueryMapChoices', { simpleResolvers: true, description: 'Which LLM is chosen for each point.' })
export class QueryMapChoicesType {
  @Field(() => ID, { description: 'The router that chooses.' })
  router!: string;

  @Field(() => Float, { description: 'α that it chooses with.' })
  alpha!: number;

  @Field(() => ID, { description: 'The pool that it chooses from.' })
  pool!: string;

  @Field(() => [QueryMapLlmType], { description: 'LLMs that are chosen for a point, the most frequent first.' })
  llms!: readonly QueryMapLlmType[];

  @Field(() => [Int], { description: 'By point: place in `llms`.' })
  llm!: ArrayLike<number>;
}

@ObjectType('QueryMap', {
  simpleResolvers: true,
  description:
    'Training queries on a plane: those close together are alike. How far apart groups stand, and the axes, mean little. Entry i of every column is point i.',
})
export class QueryMapType {
  @Field(() => ID, { description: 'Version of the router set.' })
  version!: string;

  @Field(() => LayoutMethodEnum, { description: 'How the points were laid out.' })
  method!: 'PCA' | 'UMAP';

  @Field(() => LayoutStateEnum, { description: 'Whether a better layout will follow.' })
  state!: 'COMPUTING' | 'FINAL' | 'FAILED';

  @Field(() => Float, {
    nullable: true,
    description:
      'How far neighbours on the map are neighbours indeed: 1 is perfect, a random map has about 0.5. Measured on up to 1,000 queries with 10 neighbours; null for fewer than 22.',
  })
  trustworthiness!: number | null;

  @Field(() => Int, { description: 'Training queries that fit the input; the points are a sample of them.' })
  queries!: number;

  @Field(() => [ID], { description: 'By point: id of the training query.' })
  ids!: readonly string[];

  @Field(() => [Float], { description: 'By point: from −1 to 1.' })
  x!: readonly number[];

  @Field(() => [Float], { description: 'By point: from −1 to 1, on the scale of x.' })
  y!: readonly number[];

  @Field(() => [QueryMapTaskType], { description: 'Tasks of all training queries, the most frequent first.' })
  tasks!: readonly QueryMapTaskType[];

  @Field(() => [Int], { description: 'By point: place in `tasks`.' })
  task!: ArrayLike<number>;

  @Field(() => QueryMapClustersType, { nullable: true, description: 'Null where no router keeps clusters.' })
  clusters!: QueryMapClustersType | null;
}
