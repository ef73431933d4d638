import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { Thumbs } from '../routing/feedback.js';
import { ThumbsEnum } from './enums.js';
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
}
