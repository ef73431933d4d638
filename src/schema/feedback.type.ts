import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { ErrorCode } from '../domain/errors.js';
import type { Thumbs } from '../routing/feedback.js';
import { ErrorCodeEnum, ThumbsEnum } from './enums.js';
import { DateTimeISO } from './scalars.js';

@ObjectType('Feedback', { simpleResolvers: true, description: 'What somebody thought of a decision.' })
export class FeedbackType {
  @Field(() => ID, { description: 'Id of the feedback.' })
  id!: string;

  @Field(() => ID, { description: 'The decision it is about.' })
  decisionId!: string;

  @Field(() => DateTimeISO, { description: 'When it was recorded.' })
  createdAt!: Date;

  @Field(() => Float, { nullable: true, description: 'Performance of the answer in [0, 1].' })
  score!: number | null;

  @Field(() => ThumbsEnum, { nullable: true, description: 'A thumb for the answer.' })
  thumbs!: Thumbs | null;

  @Field(() => ID, { nullable: true, description: 'Id of the LLM whose answer was better.' })
  preferredLlm!: string | null;

  @Field(() => String, { nullable: true, description: 'The right answer.' })
  correctedLabel!: string | null;

  @Field(() => String, { description: 'Who said so.' })
  reporter!: string;
}

@ObjectType('FeedbackError', { simpleResolvers: true, description: 'Why a statement of a batch was not recorded.' })
export class FeedbackErrorType {
  @Field(() => ErrorCodeEnum, { description: 'What it is, for programs.' })
  code!: ErrorCode;

  @Field(() => String, { description: 'What was expected and what came.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'What to do.' })
  hint!: string | null;
}

@ObjectType('FeedbackResult', { simpleResolvers: true, description: 'What became of one statement of a batch.' })
export class FeedbackResultType {
  @Field(() => FeedbackType, { nullable: true, description: 'As it is stored; null where it was refused.' })
  feedback!: FeedbackType | null;

  @Field(() => FeedbackErrorType, { nullable: true, description: 'Why it was refused; null where it is stored.' })
  error!: FeedbackErrorType | null;
}
