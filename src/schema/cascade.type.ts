import { Field, Float, ObjectType } from 'type-graphql';
import { LlmType } from './llm.type.js';

@ObjectType('CascadeStep', { simpleResolvers: true, description: 'One LLM of a cascade.' })
export class CascadeStepType {
  @Field(() => LlmType, { description: 'The LLM to ask.' })
  llm!: LlmType;

  @Field(() => Float, { description: 'P̂ of its answer in [0, 1], before anything is asked.' })
  predictedPerformance!: number;

  @Field(() => Float, { description: 'C in [0, 1]; paid whether or not its answer is kept.' })
  cost!: number;

  @Field(() => Float, {
    description:
      'Its answer is kept when its score, in [0, 1], reaches this; 0 for the last step, which keeps any answer. What the score is, the reason says.',
  })
  acceptAt!: number;

  @Field(() => Float, {
    description: 'Probability, before anything is asked, that this LLM is asked; 1 for the first.',
  })
  reach!: number;
}

@ObjectType('Cascade', {
  simpleResolvers: true,
  description: 'LLMs to ask in turn: ask the first, score its answer, stop when the score reaches the threshold.',
})
export class CascadeType {
  @Field(() => [CascadeStepType], { description: 'In the order of asking; never empty.' })
  steps!: readonly CascadeStepType[];

  @Field(() => Float, {
    nullable: true,
    description: 'Expected performance of the answer that is returned; null where the router does not say.',
  })
  expectedPerformance!: number | null;

  @Field(() => Float, { description: 'Expected sum of C over all LLMs that are asked; it may be more than 1.' })
  expectedCost!: number;

  @Field(() => String, { description: 'Why, and where the scores of answers come from.' })
  reason!: string;
}
