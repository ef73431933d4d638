import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { z } from 'zod';
import { DecisionFilterInput } from './decision-filter.input.js';

@ObjectType('ShadowStatus', {
  simpleResolvers: true,
  description: 'What the shadow router did since this server started.',
})
export class ShadowStatusType {
  @Field(() => ID, { description: 'The router that decides silently.' })
  router!: string;

  @Field(() => Int, { description: 'Decisions that wait to be shadowed.' })
  waiting!: number;

  @Field(() => Int, { description: 'Shadowed and stored.' })
  stored!: number;

  @Field(() => Int, { description: 'Not looked at, because too many waited.' })
  dropped!: number;

  @Field(() => Int, { description: 'Without an answer, for example because it knows none of the candidates.' })
  refused!: number;

  @Field(() => Int, { description: 'Lost to an error of the embedder, the router or the database.' })
  failed!: number;
}

@InputType('ShadowComparisonInput', { description: 'Which shadowed decisions to compare.' })
export class ShadowComparisonInput {
  static readonly zod = z.object({ outputTokens: z.number().int().min(0).max(1e7).nullish() });

  @Field(() => DecisionFilterInput, { nullable: true, description: 'Which decisions; all when absent.' })
  filter?: DecisionFilterInput | null;

  @Field(() => ID, { nullable: true, description: 'A router that shadowed; the configured one when absent.' })
  router?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Most decisions to look at, the newest first, 1 to 100,000; 10,000 when absent.',
  })
  limit?: number | null;

  @Field(() => Int, { nullable: true, description: 'Tokens that an answer is expected to have, for the spend.' })
  outputTokens?: number | null;

  @Field(() => Int, { nullable: true, description: 'Disagreements to show, 1 to 50; 5 when absent.' })
  examples?: number | null;
}
