import { Field, Float, ID, InputType } from 'type-graphql';

@InputType('AbstainInput', {
  description: 'When a safe LLM goes before the router’s choice; what is absent is as the server is configured.',
})
export class AbstainInput {
  @Field(() => Boolean, { nullable: true, description: 'False leaves this query to the router in any case.' })
  enabled?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'The safe LLM.' })
  llm?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Support percentile in [0, 1] below which it is taken; 0 never, 0.05 where the explanation says POOR.',
  })
  below?: number | null;
}
