import { Field, Float, InputType } from 'type-graphql';

@InputType('ObjectiveInput', {
  description:
    'What to decide for: exactly one field. The first four trade performance for cost over all queries, the last two hold for each query; docs/objectives.md has the definitions.',
})
export class ObjectiveInput {
  @Field(() => Float, {
    nullable: true,
    description: 'α in [0, 1] over C by output price: 1 looks at performance only, 0 at cost only.',
  })
  alpha?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'As cheap as possible with a mean performance of at least this share, above 0, of the best single LLM’s; 0.95 for example.',
  })
  shareOfBest?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'As good as possible for at most so many USD per thousand queries on average.',
  })
  costPerThousand?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'In [0, 1]: an even walk along the cost–quality hull, from always the cheapest LLM (0) to always the best one (1).',
  })
  balance?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'P̂ in [0, 1]: for each query the cheapest LLM that reaches it, or the nearest to it where none does.',
  })
  minPerformance?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'USD: for each query the best LLM whose answer is expected to cost no more.',
  })
  costPerQuery?: number | null;
}
