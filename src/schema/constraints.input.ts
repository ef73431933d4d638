import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';

const some = z.array(z.string()).max(1000).nullish();

/** Bounds sizes only: the use case checks the values, so that a batch refuses per item. */
export const constraintsZod = z
  .object({
    modalities: some,
    languages: some,
    requireTags: some,
    forbidTags: some,
    allow: some,
    deny: some,
  })
  .nullish();

@InputType('ConstraintsInput', {
  description:
    'What an LLM must fulfil to be chosen at all, checked before anything is scored. A fact that is not known fulfils nothing. What is absent, null or an empty list asks for nothing.',
})
export class ConstraintsInput {
  @Field(() => Int, { nullable: true, description: 'Tokens that the context window must have at least.' })
  minContext?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Tokens of the answer: with those of the query (an estimate from its characters) they must fit the context window, and the longest answer of the LLM where that is known. In a batch the longest query counts for all.',
  })
  outputTokens?: number | null;

  @Field(() => [String], { nullable: true, description: 'What the LLM must read, for example image; all of them.' })
  modalities?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: it must call tools; false asks for nothing.' })
  tools?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Languages it must have, all of them: BCP 47 tags, of which the primary part counts (pt-BR: pt).',
  })
  languages?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Tags it must have, all of them, for example region:eu.' })
  requireTags?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Tags it must not have. An LLM that nobody has tagged passes: to be sure, require the opposite tag.',
  })
  forbidTags?: string[] | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Milliseconds above 0: the most that its typical latency may be.',
  })
  maxLatencyMs?: number | null;

  @Field(() => [ID], { nullable: true, description: 'No other LLM of the pool may be chosen. Not empty.' })
  allow?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'These LLMs may not be chosen; goes before allow.' })
  deny?: string[] | null;
}
