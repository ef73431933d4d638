import { Field, ID, ObjectType } from 'type-graphql';
import { POOL_SIZE, listCost } from './cost.js';
import { LlmType } from './llm.type.js';

@ObjectType('CandidatePool', {
  simpleResolvers: true,
  description: 'A named, ordered set of LLMs that a decision may choose from.',
})
export class CandidatePoolType {
  @Field(() => ID, { description: 'Id to give as pool of a RouteInput.' })
  id!: string;

  @Field(() => String, { description: 'What the pool is for.' })
  description!: string;

  @Field(() => Boolean, { description: 'Whether requests that name no pool use it.' })
  isDefault!: boolean;

  @Field(() => [LlmType], { complexity: listCost(POOL_SIZE), description: 'Its LLMs in order.' })
  llms!: readonly LlmType[];

  @Field(() => [ID], {
    description: 'Ids of those of its LLMs that may be chosen although they are not calibrated: an operator said so.',
  })
  uncalibrated!: readonly string[];
}
