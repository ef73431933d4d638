import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { z } from 'zod';
import { DateTimeISO } from './scalars.js';

@InputType('ForgetQueriesInput', {
  description: 'Which logged decisions are meant: all that is given must hold, and something must be given.',
})
export class ForgetQueriesInput {
  static readonly zod = z.object({
    text: z.string().min(1).nullish(),
    hash: z.string().max(64).nullish(),
    decisionIds: z.array(z.string().max(200)).max(10_000).nullish(),
    tag: z.string().min(1).max(200).nullish(),
  });

  @Field(() => String, { nullable: true, description: 'The exact query text, wherever it was logged or hashed.' })
  text?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The SHA-256 of the text, or queryHash as the log shows it: 64 hexadecimal digits.',
  })
  hash?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Ids of decisions, up to 10,000; unknown ones are passed over.' })
  decisionIds?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'A label of the decisions. Alone, it is itself removed from them and from the sums of traffic.',
  })
  tag?: string | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'Decisions made before that moment.' })
  before?: Date | null;
}

@ObjectType('ForgetReport', { simpleResolvers: true, description: 'What was removed from logged decisions.' })
export class ForgetReportType {
  @Field(() => Float, { description: 'Decisions whose text or digest was removed; their figures stay.' })
  decisions!: number;

  @Field(() => Float, { description: 'Corrected labels that were removed; scores, thumbs and preferences stay.' })
  labels!: number;

  @Field(() => Float, { description: 'Decisions of shadow routers that were removed.' })
  shadows!: number;

  @Field(() => Float, { description: 'Stored vectors of these texts that were removed.' })
  vectors!: number;

  @Field(() => Float, { description: 'Decisions that no longer bear the label; 0 where more than a tag was given.' })
  labelledDecisions!: number;

  @Field(() => Float, { description: 'Rows of the sums of traffic under the label that were removed.' })
  labelledSums!: number;

  @Field(() => [ID], {
    description:
      'Stored versions that learned from feedback on these texts and hold their vectors, as far as that can be told. They are not changed: make a new one with learnFromFeedback.',
  })
  versions!: readonly string[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the text is an imported training query too, which stays; null where no text or hash was given.',
  })
  isTrainingQuery!: boolean | null;
}
