import { Field, Float, ObjectType } from 'type-graphql';
import type { LengthBasis } from '../routing/expected-cost/cost-model.js';
import { LengthBasisEnum } from './enums.js';
import { PriceType } from './llm.type.js';

@ObjectType('ExpectedCost', {
  simpleResolvers: true,
  description: 'What the answer of an LLM to a query is expected to cost, and the numbers behind it.',
})
export class ExpectedCostType {
  @Field(() => Float, { description: 'Mean, USD; 0 only for an LLM whose prices are 0.' })
  usd!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'USD at outputTokensUpper; null where that is, which does not mean free.',
  })
  upperUsd!: number | null;

  @Field(() => Float, {
    description: 'Input tokens: those of the text as a tokenizer counts them, and contextTokens of the request.',
  })
  inputTokens!: number;

  @Field(() => Float, { description: 'Of the input tokens, those at the cached price.' })
  cachedInputTokens!: number;

  @Field(() => Float, { description: 'Mean tokens of the answer.' })
  outputTokens!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Tokens that 90 % of answers do not pass; null where no distribution is known.',
  })
  outputTokensUpper!: number | null;

  @Field(() => LengthBasisEnum, { description: 'What the output tokens rest on.' })
  basis!: LengthBasis;

  @Field(() => PriceType, { description: 'The price that it was computed with.' })
  price!: PriceType;
}
