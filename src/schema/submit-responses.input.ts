import { Field, Float, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import type { GraderId } from '../domain/graders.js';
import { GraderEnum } from './cold-start.enums.js';

@InputType('AnchorResponseInput', { description: 'What an LLM made of a query.' })
export class AnchorResponseInput {
  @Field(() => ID, { description: 'Id of the query, as anchorQueries gives it.' })
  query!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Score y in [0, 1]; 1 is right. Either this, or `completion`, `references` and `grader`.',
  })
  performance?: number | null;

  @Field(() => String, { nullable: true, description: 'What the LLM answered; graded, and not stored.' })
  completion?: string | null;

  @Field(() => [String], { nullable: true, description: 'Right answers; the best grade against any of them counts.' })
  references?: string[] | null;

  @Field(() => GraderEnum, { nullable: true, description: 'How the completion is graded; not CODE.' })
  grader?: GraderId | null;

  @Field(() => Float, { nullable: true, description: 'USD that the answer cost.' })
  cost?: number | null;

  @Field(() => Float, { nullable: true, description: 'Tokens of the question.' })
  inputTokens?: number | null;

  @Field(() => Float, { nullable: true, description: 'Tokens of the answer.' })
  outputTokens?: number | null;
}

const given = (value: unknown) => value !== null && value !== undefined;
const anything = z.unknown().optional();
const scoredOrGraded = z
  .object({ performance: anything, completion: anything, references: anything, grader: anything })
  .refine(({ performance, completion, references, grader }) => {
    const parts = [completion, references, grader].filter(given).length;
    return given(performance) ? parts === 0 : parts === 3;
  }, 'expected either performance, or completion, references and grader');

@InputType('SubmitResponsesInput', { description: 'Answers of one LLM to anchor queries.' })
export class SubmitResponsesInput {
  static readonly zod = z.object({ responses: z.array(scoredOrGraded) });

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
