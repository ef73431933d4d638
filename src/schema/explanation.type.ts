import { Field, Float, ObjectType } from 'type-graphql';
import { LlmType } from './llm.type.js';

@ObjectType('Term', { simpleResolvers: true, description: 'One additive part of a number.' })
export class TermType {
  @Field(() => String, { description: 'What it is.' })
  name!: string;

  @Field(() => Float, { description: 'Its value, with its sign.' })
  value!: number;
}

@ObjectType('RunnerUp', { simpleResolvers: true, description: 'The second-best candidate.' })
export class RunnerUpType {
  @Field(() => LlmType, { description: 'The candidate.' })
  llm!: LlmType;

  @Field(() => Float, { description: 'How much its score is below the best, 0 or more.' })
  scoreGap!: number;
}

@ObjectType('AlphaInterval', { simpleResolvers: true, description: 'A range of α.' })
export class AlphaIntervalType {
  @Field(() => Float, { description: 'Lowest α.' })
  from!: number;

  @Field(() => Float, { description: 'Highest α.' })
  to!: number;
}

@ObjectType('Explanation', {
  simpleResolvers: true,
  description: 'Why this LLM was chosen; every number is taken from the decision.',
})
export class ExplanationType {
  @Field(() => String, { description: 'One paragraph in plain language.' })
  text!: string;

  @Field(() => [TermType], { description: 'Parts of the score of the chosen LLM; they sum to it.' })
  scoreTerms!: readonly TermType[];

  @Field(() => [TermType], {
    nullable: true,
    description:
      'Parts of the log-odds of P̂, one per ability dimension and one for difficulty; null where the router has no such form.',
  })
  logOddsTerms!: readonly TermType[] | null;

  @Field(() => RunnerUpType, { nullable: true, description: 'The second-best candidate; null in a pool of one.' })
  runnerUp!: RunnerUpType | null;

  @Field(() => AlphaIntervalType, {
    nullable: true,
    description: 'Range of α in which the choice stays the same; null for preferences.',
  })
  alphaInterval!: AlphaIntervalType | null;
}
