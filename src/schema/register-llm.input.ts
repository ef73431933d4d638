import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { DateTimeISO } from './scalars.js';

@InputType('PublishedScoreInput', { description: 'A published mean score on a benchmark.' })
export class PublishedScoreInput {
  @Field(() => String, { description: 'Name with variant, for example MMLU (5-shot); each benchmark once.' })
  benchmark!: string;

  @Field(() => Float, { description: 'Share of what can be reached, in [0, 1]: 0.864 for 86.4 %.' })
  score!: number;

  @Field(() => Int, { nullable: true, description: 'Items that it is a mean of, 1 or more; not known when absent.' })
  items?: number | null;

  @Field(() => String, { description: 'Where it was published: an address, or a title.' })
  source!: string;
}

@InputType('FirstPriceInput', { description: 'The first price of an LLM; setPrice adds later ones.' })
export class FirstPriceInput {
  @Field(() => Float, { description: 'USD per million input tokens, 0 or more; 0 for a self-hosted LLM.' })
  inputPerMillion!: number;

  @Field(() => Float, { description: 'USD per million output tokens, 0 or more; 0 for a self-hosted LLM.' })
  outputPerMillion!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'USD per million cached input tokens, 0 or more; the input price when absent.',
  })
  cachedInputPerMillion?: number | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'From when it holds, now or later; now when absent.' })
  effectiveFrom?: Date | null;

  @Field(() => String, { description: 'Where it comes from, for people: a price list, an invoice, an address.' })
  source!: string;
}

/** Facts that a registration and a change give alike; the use case checks values, so that both have the same rules. */
@InputType()
class LlmFactsInput {
  @Field(() => String, { nullable: true, description: 'Family of related LLMs, for example Llama 3.' })
  family?: string | null;

  @Field(() => Float, { nullable: true, description: 'Parameters in billions, above 0.' })
  sizeBillions?: number | null;

  @Field(() => String, { nullable: true, description: 'As precise as known: 2023, 2023-11 or 2023-11-06.' })
  releaseDate?: string | null;

  @Field(() => Int, { nullable: true, description: 'Context window in tokens.' })
  contextWindow?: number | null;

  @Field(() => Int, { nullable: true, description: 'Tokens of its longest answer, at most the context window.' })
  maxOutputTokens?: number | null;

  @Field(() => [String], { nullable: true, description: 'What it reads, for example text, image.' })
  modalities?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it calls tools.' })
  toolCalling?: boolean | null;

  @Field(() => [String], { nullable: true, description: 'BCP 47 primary tags in lower case, for example en, de.' })
  languages?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Free labels: a key, or key:value, for example region:eu.' })
  tags?: string[] | null;

  @Field(() => Float, { nullable: true, description: 'Milliseconds, median per answer as measured, above 0.' })
  typicalLatencyMs?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Other names that data files use for it; a name belongs to one LLM, whatever its case.',
  })
  aliases?: string[] | null;

  @Field(() => [PublishedScoreInput], { nullable: true, description: 'Published scores; a list replaces the former.' })
  benchmarks?: PublishedScoreInput[] | null;
}

@InputType('RegisterLlmInput', {
  description: 'A new LLM. What is absent or null is not known, where the field does not say otherwise.',
})
export class RegisterLlmInput extends LlmFactsInput {
  @Field(() => ID, { description: 'Stable id: letters, digits and . _ : @ + / -, for example openai/gpt-4.1.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Name for people; the id when absent.' })
  name?: string | null;

  @Field(() => String, { description: 'Who made it.' })
  developer!: string;

  @Field(() => String, {
    description: 'A few sentences on what it is good at; embedded, they are the prior over its ability.',
  })
  profile!: string;

  @Field(() => FirstPriceInput, { nullable: true, description: 'Absent: unpriced, which is not free.' })
  price?: FirstPriceInput | null;
}

@InputType('UpdateLlmInput', { description: 'What changes of an LLM: absent stays as it is, null forgets the fact.' })
export class UpdateLlmInput extends LlmFactsInput {
  @Field(() => ID, { description: 'The LLM.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Name for people; cannot be forgotten.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Who made it; cannot be forgotten.' })
  developer?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its profile, embedded anew; routers that predict from profiles change with it. Cannot be forgotten.',
  })
  profile?: string | null;
}
