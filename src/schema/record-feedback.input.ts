import { Field, Float, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import type { Thumbs } from '../routing/feedback.js';
import { ThumbsEnum } from './enums.js';

@InputType('RecordFeedbackInput', {
  description: 'What you thought of a decision: exactly one of score, thumbs, preferredLlm and correctedLabel.',
})
export class RecordFeedbackInput {
  static readonly zod = z.object({
    decisionId: z.string().min(1).max(200),
    correctedLabel: z.string().min(1).max(100_000).nullish(),
    reporter: z.string().trim().min(1).max(200).nullish(),
    idempotencyKey: z.string().min(1).max(200).nullish(),
  });

  @Field(() => ID, { description: 'The decision.' })
  decisionId!: string;

  @Field(() => Float, { nullable: true, description: 'Performance of the answer of the chosen LLM, in [0, 1].' })
  score?: number | null;

  @Field(() => ThumbsEnum, { nullable: true, description: 'A thumb for the answer of the chosen LLM.' })
  thumbs?: Thumbs | null;

  @Field(() => ID, { nullable: true, description: 'The LLM whose answer was better.' })
  preferredLlm?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The right answer, up to 100,000 characters. Kept for grading later: by itself it says nothing of the LLM, and no router learns from it.',
  })
  correctedLabel?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Who says so, a person or a key, 1 to 200 characters: limits of rate and influence hold for each; "anonymous" when absent, which is one reporter too.',
  })
  reporter?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A key of your choice, 1 to 200 characters; the same request under the same key is stored once.',
  })
  idempotencyKey?: string | null;
}
