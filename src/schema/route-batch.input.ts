import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import type { AssignmentMethod } from '../domain/assignment/assign.js';
import { ConstraintsInput, constraintsZod } from './constraints.input.js';
import { AssignmentMethodEnum } from './route-batch.type.js';
import { PriceInput } from './route.input.js';

@InputType('RouteBatchInput', {
  description: 'Queries that share a budget. There is no α: the budget says how performance is weighed against cost.',
})
export class RouteBatchInput {
  static readonly zod = z.object({
    queries: z.array(z.string()).min(1),
    budgetUsd: z.number().min(0),
    outputTokens: z.number().int().min(0).max(1e7).nullish(),
    llms: z.array(z.string()).max(1000).nullish(),
    prices: z.array(z.object({})).max(1000).nullish(),
    constraints: constraintsZod,
  });

  @Field(() => [String], { description: 'The texts that LLMs will be asked; the server limits how many.' })
  queries!: string[];

  @Field(() => Float, { description: 'USD for all answers together, 0 or more.' })
  budgetUsd!: number;

  @Field(() => ID, {
    nullable: true,
    description: 'A router that predicts performance; the default router when absent.',
  })
  router?: string | null;

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

  @Field(() => Int, { nullable: true, description: 'Input tokens sent along with each query; 0 when absent.' })
  contextTokens?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of the input tokens of each query the provider has cached; 0 when absent.',
  })
  cachedInputTokens?: number | null;

  @Field(() => Float, { nullable: true, description: 'Warm-up weight λ in [0, 1]; the validated one when absent.' })
  warmUpWeight?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Tokens that an answer is expected to have; predicted per query and LLM when absent.',
  })
  outputTokens?: number | null;

  @Field(() => AssignmentMethodEnum, { nullable: true, description: 'How LLMs are assigned; OPTIMAL when absent.' })
  method?: AssignmentMethod | null;
}
