import { Field, Float, ID, ObjectType } from 'type-graphql';
import { POOL_SIZE, listCost } from './cost.js';
import { LlmType } from './llm.type.js';

@ObjectType('NeighbourQuery', { simpleResolvers: true, description: 'A training query.' })
export class NeighbourQueryType {
  @Field(() => ID, { description: 'Id of the training query.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Its text; null where it is not stored (the shipped set).' })
  text!: string | null;

  @Field(() => String, { nullable: true, description: 'Task or data set it comes from, for example gsm8k.' })
  task!: string | null;
}

@ObjectType('ObservedPerformance', { simpleResolvers: true, description: 'How an LLM did on a training query.' })
export class ObservedPerformanceType {
  @Field(() => LlmType, { description: 'The LLM.' })
  llm!: LlmType;

  @Field(() => Float, { description: 'Observed performance in [0, 1].' })
  performance!: number;
}

@ObjectType('Neighbour', { simpleResolvers: true, description: 'A training query near the asked one: the evidence.' })
export class NeighbourType {
  @Field(() => NeighbourQueryType, { description: 'The training query.' })
  query!: NeighbourQueryType;

  @Field(() => Float, { description: 'Cosine similarity in [−1, 1].' })
  similarity!: number;

  @Field(() => [ObservedPerformanceType], {
    complexity: listCost(POOL_SIZE),
    description: 'How LLMs did on it; only what was observed.',
  })
  performance!: readonly ObservedPerformanceType[];
}
