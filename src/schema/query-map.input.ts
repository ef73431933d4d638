import { Field, Float, ID, InputType, Int } from 'type-graphql';

@InputType('QueryMapInput', {
  description: 'Which training queries to draw, and who chooses. Every part has a default.',
})
export class QueryMapInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'The router that chooses, and whose scale of difficulty counts where it has one; the default router when absent.',
  })
  router?: string | null;

  @Field(() => Float, { nullable: true, description: 'α in [0, 1] of the choices; that of the server when absent.' })
  alpha?: number | null;

  @Field(() => ID, { nullable: true, description: 'Pool to choose from; the default pool when absent.' })
  pool?: string | null;

  @Field(() => String, { nullable: true, description: 'Only queries of this task.' })
  task?: string | null;

  @Field(() => Int, { nullable: true, description: 'Only queries of this cluster.' })
  cluster?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Most points, 1 to 20,000; 4,000 when absent. A random sample, always the same one.',
  })
  limit?: number | null;
}

@InputType('SimilarQueriesInput', {
  description: 'A text or a training query, and how many to find. Exactly one of text and query.',
})
export class SimilarQueriesInput {
  @Field(() => String, { nullable: true, description: 'Any query text.' })
  text?: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of a training query.' })
  query?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many, 1 to 100; 10 when absent.' })
  k?: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Whose scale of difficulty counts, where it has one; the default router when absent.',
  })
  router?: string | null;
}
