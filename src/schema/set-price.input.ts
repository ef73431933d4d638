import { Field, InputType } from 'type-graphql';
import { z } from 'zod';
import { sourceText } from '../domain/llm-rules.js';
import { PriceInput } from './route.input.js';
import { DateTimeISO } from './scalars.js';

@InputType('SetPriceInput', {
  description: 'A price for the price table. Earlier ones stay, so that what was decided under them can be explained.',
})
export class SetPriceInput extends PriceInput {
  static readonly zod = z.object({ source: sourceText });

  @Field(() => DateTimeISO, { nullable: true, description: 'From when it holds, now or later; now when absent.' })
  effectiveFrom?: Date | null;

  @Field(() => String, { description: 'Where it comes from, for people: a price list, an invoice.' })
  source!: string;
}
