import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import { MOST_CURVE_ALPHAS } from '../routing/what-if/types.js';
import { DecisionFilterInput } from './decision-filter.input.js';
import { PriceInput } from './route.input.js';

@InputType()
class ReplayInput {
  @Field(() => DecisionFilterInput, { nullable: true, description: 'Which decisions; all when absent.' })
  filter?: DecisionFilterInput | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Most decisions to look at, the newest first, 1 to 100,000; 10,000 when absent.',
  })
  limit?: number | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Another router of the serving set, no cascade. It reads the query texts again, so they must be stored.',
  })
  router?: string | null;

  @Field(() => [PriceInput], { nullable: true, description: 'Prices to put in place of those of the catalogue.' })
  prices?: PriceInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Another candidate pool; the candidates of each decision when absent.',
  })
  pool?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'An explicit list of candidates; goes before pool. One that was no candidate needs the query texts.',
  })
  llms?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'Tokens that an answer is expected to have, for the spend.' })
  outputTokens?: number | null;
}

const SHARED = {
  llms: z.array(z.string()).max(1000).nullish(),
  prices: z.array(z.object({})).max(1000).nullish(),
  outputTokens: z.number().int().min(0).max(1e7).nullish(),
};

@InputType('WhatIfInput', {
  description:
    'Logged decisions, and what is to be different when they are made again: at least one of router, alpha, prices, pool and llms.',
})
export class WhatIfInput extends ReplayInput {
  static readonly zod = z.object(SHARED);

  @Field(() => Float, { nullable: true, description: 'α in [0, 1]; that of each decision when absent.' })
  alpha?: number | null;

  @Field(() => Int, { nullable: true, description: 'Changed decisions to show, 1 to 50; 5 when absent.' })
  examples?: number | null;
}

@InputType('WhatIfCurveInput', {
  description:
    'Logged decisions, the values of α to make them again with, and what else is to be different, if anything.',
})
export class WhatIfCurveInput extends ReplayInput {
  static readonly zod = z.object({ ...SHARED, alphas: z.array(z.number()).max(MOST_CURVE_ALPHAS).nullish() });

  @Field(() => [Float], {
    nullable: true,
    description: `Values of α, each in [0, 1], up to ${MOST_CURVE_ALPHAS}; 0, 0.1, …, 1 when absent.`,
  })
  alphas?: number[] | null;
}
