import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { LlmId } from '../domain/ids.js';
import type { LlmStatus } from '../domain/llm.js';
import { listCost } from './cost.js';
import { LlmStatusEnum } from './enums.js';
import { DateTimeISO } from './scalars.js';

@ObjectType('Price', { simpleResolvers: true, description: 'What an LLM costs, in USD per million tokens.' })
export class PriceType {
  @Field(() => Float, { description: 'USD per million input tokens, 0 or more.' })
  inputPerMillion!: number;

  @Field(() => Float, { description: 'USD per million output tokens, 0 or more.' })
  outputPerMillion!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'USD per million input tokens that the provider has cached; null where they cost as much as others.',
  })
  cachedInputPerMillion?: number | null | undefined;

  @Field(() => DateTimeISO, {
    nullable: true,
    description: 'Since when the price table has it, which names its version; null for a price that a request brought.',
  })
  effectiveFrom?: number | null | undefined;
}

@ObjectType('PriceVersion', {
  simpleResolvers: true,
  description: 'A price of the price table: it holds from a moment on, until the next one of its LLM.',
})
export class PriceVersionType extends PriceType {
  @Field(() => ID, { description: 'Id of the LLM.' })
  llm!: string;

  @Field(() => String, { description: 'Who or what it comes from.' })
  source!: string;
}

@ObjectType('LlmAbility', { simpleResolvers: true, description: 'Ability θ of an LLM as one router has learned it.' })
export class LlmAbilityType {
  @Field(() => ID, { description: 'The router; abilities of different routers are on different scales.' })
  router!: string;

  @Field(() => Int, { description: 'Latent dimensions, the length of values.' })
  dims!: number;

  @Field(() => [Float], { description: 'θ, one number per latent dimension; higher is better.' })
  values!: ArrayLike<number>;

  @Field(() => [String], {
    nullable: true,
    description: 'What each dimension stands for, for example a task; null where the router does not name them.',
  })
  names!: readonly string[] | null;
}

@ObjectType('PublishedScore', {
  simpleResolvers: true,
  description: 'What somebody published of an LLM: its mean score on a benchmark.',
})
export class PublishedScoreType {
  @Field(() => String, { description: 'As its publisher calls it, with its variant, for example MMLU (5-shot).' })
  benchmark!: string;

  @Field(() => Float, { description: 'Share of what can be reached, in [0, 1]: 0.864 for 86.4 %.' })
  score!: number;

  @Field(() => Int, { nullable: true, description: 'Items that it is a mean of; null where not known.' })
  items!: number | null;

  @Field(() => String, { description: 'Where it was published: an address, or a title.' })
  source!: string;
}

@ObjectType('Retirement', { simpleResolvers: true, description: 'Why an LLM is no longer offered.' })
export class RetirementType {
  @Field(() => DateTimeISO, { description: 'Since when; 1970 for one that was retired in the catalogue it came with.' })
  at!: number;

  @Field(() => String, { description: 'For people.' })
  reason!: string;

  @Field(() => LlmStatusEnum, { description: 'What it goes back to when it is reinstated.' })
  formerStatus!: LlmStatus;
}

@ObjectType('Llm', { simpleResolvers: true, description: 'A large language model of the catalogue.' })
export class LlmType {
  @Field(() => ID, { description: 'Stable id, for example gpt-4-1106-preview.' })
  id!: LlmId;

  @Field(() => String, { description: 'Name for people.' })
  name!: string;

  @Field(() => String, { description: 'Who made it.' })
  developer!: string;

  @Field(() => String, { nullable: true, description: 'Family of related LLMs, for example Llama 3.' })
  family!: string | null;

  @Field(() => Float, { nullable: true, description: 'Parameters in billions; null where not published.' })
  sizeBillions!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'ISO date as precise as known: 2023, 2023-11 or 2023-11-06.',
  })
  releaseDate!: string | null;

  @Field(() => Int, { nullable: true, description: 'Context window in tokens; null where not known.' })
  contextWindow!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Tokens of its longest answer; null where no limit besides the context window is known.',
  })
  maxOutputTokens!: number | null;

  @Field(() => [String], { description: 'What it reads, for example text, image.' })
  modalities!: readonly string[];

  @Field(() => Boolean, { nullable: true, description: 'Whether it calls tools; null where not known.' })
  toolCalling!: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Its languages as BCP 47 primary tags, for example en, de; null where its maker does not say.',
  })
  languages!: readonly string[] | null;

  @Field(() => [String], { description: 'Free labels: a key, or key:value, for example self-hosted, region:eu.' })
  tags!: readonly string[];

  @Field(() => Float, {
    nullable: true,
    description: 'Milliseconds, median per answer, as the operator has measured it; null where not known.',
  })
  typicalLatencyMs!: number | null;

  @Field(() => String, { description: 'A few sentences on what it is good at; the prior over its ability.' })
  profile!: string;

  @Field(() => [String], { description: 'Other names that data files use for it.' })
  aliases!: readonly string[];

  @Field(() => [PublishedScoreType], {
    complexity: listCost(4),
    description: 'Published scores by benchmark; empty where none were given.',
  })
  benchmarks!: readonly PublishedScoreType[];

  @Field(() => LlmStatusEnum, { description: 'How much is known of it.' })
  status!: LlmStatus;

  @Field(() => RetirementType, { nullable: true, description: 'Null unless its status is RETIRED.' })
  retirement!: RetirementType | null;

  @Field(() => DateTimeISO, {
    nullable: true,
    description: 'When an operator registered it; null for one that came with a release.',
  })
  registeredAt?: number | null | undefined;

  @Field(() => DateTimeISO, {
    nullable: true,
    description: 'Last change of its facts or status; null where nothing was changed.',
  })
  updatedAt?: number | null | undefined;

  @Field(() => PriceType, { nullable: true, description: 'Price in force; null means unpriced, which is not free.' })
  price!: PriceType | null;
}
