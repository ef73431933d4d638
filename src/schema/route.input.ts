import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import { AbstainInput } from './abstain.input.js';
import { ConstraintsInput, constraintsZod } from './constraints.input.js';
import { ObjectiveInput } from './objective.input.js';

@InputType('PriceInput', { description: 'A price that holds for this request only.' })
export class PriceInput {
  @Field(() => ID, { description: 'The LLM it applies to.' })
  llm!: string;

  @Field(() => Float, { description: 'USD per million input tokens, 0 or more; 0 for a self-hosted LLM.' })
  inputPerMillion!: number;

  @Field(() => Float, { description: 'USD per million output tokens, 0 or more; 0 for a self-hosted LLM.' })
  outputPerMillion!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'USD per million cached input tokens, 0 or more; the input price when absent.',
  })
  cachedInputPerMillion?: number | null;
}

/** Everything with a code of its own (text, α, λ, prices, ids) is checked by the use case, so that a batch refuses per item. */
@InputType('RouteInput', {
  description: 'A query to decide for; everything but the text has a default, and null means the same as absent.',
})
export class RouteInput {
  static readonly zod = z.object({
    llms: z.array(z.string()).max(1000).nullish(),
    prices: z.array(z.object({})).max(1000).nullish(),
    constraints: constraintsZod,
  });

  @Field(() => String, { description: 'The text that the LLM will be asked.' })
  query!: string;

  @Field(() => ID, { nullable: true, description: 'Router id; the default router when absent.' })
  router?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'α in [0, 1]: 1 looks at performance only, 0 at cost only. Short for objective { alpha }.',
  })
  alpha?: number | null;

  @Field(() => ObjectiveInput, { nullable: true, description: 'What to decide for, instead of alpha.' })
  objective?: ObjectiveInput | null;

  @Field(() => ID, { nullable: true, description: 'Candidate pool; the default pool when absent.' })
  pool?: string | null;

  @Field(() => [ID], { nullable: true, description: 'An explicit list of LLMs; goes before pool.' })
  llms?: string[] | null;

  @Field(() => [PriceInput], { nullable: true, description: 'Prices that hold for this request only.' })
  prices?: PriceInput[] | null;

  @Field(() => ConstraintsInput, {
    nullable: true,
    description: 'What an LLM must fulfil to be chosen at all.',
  })
  constraints?: ConstraintsInput | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Input tokens sent along with the query, such as instructions or earlier turns; they count in expected costs. 0 when absent.',
  })
  contextTokens?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of all input tokens the provider has cached; 0 when absent, and at most all count.',
  })
  cachedInputTokens?: number | null;

  @Field(() => Float, { nullable: true, description: 'Warm-up weight λ in [0, 1]; the validated one when absent.' })
  warmUpWeight?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'ε of exploration in [0, 1]: 0 keeps this query out of it; that of the server when absent.',
  })
  exploration?: number | null;

  @Field(() => AbstainInput, {
    nullable: true,
    description:
      'When a safe LLM answers a query unlike the training queries; as the server is configured when absent.',
  })
  abstain?: AbstainInput | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Free labels, logged with the decision: 32 at most, 1 to 128 characters each.',
  })
  tags?: string[] | null;
}
