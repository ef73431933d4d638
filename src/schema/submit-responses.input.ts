import { Field, Float, ID, InputType } from 'type-graphql';

@InputType('AnchorResponseInput', { description: 'What an LLM made of a query.' })
export class AnchorResponseInput {
  @Field(() => ID, { description: 'Id of the query, as anchorQueries gives it.' })
  query!: string;

  @Field(() => Float, { description: 'Score y in [0, 1]; 1 is right.' })
  performance!: number;

  @Field(() => Float, { nullable: true, description: 'USD that the answer cost.' })
  cost?: number | null;

  @Field(() => Float, { nullable: true, description: 'Tokens of the question.' })
  inputTokens?: number | null;

  @Field(() => Float, { nullable: true, description: 'Tokens of the answer.' })
  outputTokens?: number | null;
}

@InputType('SubmitResponsesInput', { description: 'Answers of one LLM to anchor queries.' })
export class SubmitResponsesInput {
  @Field(() => ID, { description: 'The LLM that answered.' })
  llm!: string;

  @Field(() => [AnchorResponseInput], {
    description:
      'At least one, each query once, no more than THETA_MAX_BATCH. A query that the LLM has answered before takes the new score.',
  })
  responses!: AnchorResponseInput[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether requests see it at once, in a new version; true when absent. Else the responses are stored, and the next ones that are served bring them in.',
  })
  serve?: boolean | null;
}
