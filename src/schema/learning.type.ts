import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { LimitName } from '../calibration/feedback/limits.js';
import { listCost } from './cost.js';
import { FeedbackReportType } from './feedback-report.type.js';
import { LimitNameEnum } from './learning.enums.js';
import { DateTimeISO } from './scalars.js';
import { VersionDiffType } from './version-diff.type.js';

@ObjectType('UpdateLimit', { simpleResolvers: true, description: 'A limit of an update, and whether it is met.' })
export class UpdateLimitType {
  @Field(() => LimitNameEnum, { description: 'What is limited.' })
  name!: LimitName;

  @Field(() => Float, { description: 'What the update has.' })
  value!: number;

  @Field(() => Float, { description: 'What it may or must have.' })
  limit!: number;

  @Field(() => Boolean, { description: 'Whether it is met.' })
  met!: boolean;

  @Field(() => String, { description: 'The figures in a sentence.' })
  text!: string;
}

@ObjectType('FeedbackUpdate', {
  simpleResolvers: true,
  description: 'A stored version that has learned from feedback, and what it changes.',
})
export class FeedbackUpdateType {
  @Field(() => ID, { description: 'The new version.' })
  version!: string;

  @Field(() => String, { description: 'Its label.' })
  label!: string;

  @Field(() => ID, {
    description: 'The version that it was compared with, which must still serve when it is approved.',
  })
  over!: string;

  @Field(() => FeedbackReportType, { description: 'What it learned from.' })
  report!: FeedbackReportType;

  @Field(() => VersionDiffType, { description: 'What it changes.' })
  diff!: VersionDiffType;

  @Field(() => [UpdateLimitType], { complexity: listCost(4), description: 'Each limit.' })
  limits!: readonly UpdateLimitType[];

  @Field(() => Boolean, { description: 'Whether all are met.' })
  withinLimits!: boolean;

  @Field(() => Boolean, { description: 'Whether it serves.' })
  approved!: boolean;
}

@ObjectType('LearningStatus', {
  simpleResolvers: true,
  description: 'Scheduled learning of this server since its start.',
})
export class LearningStatusType {
  @Field(() => Int, { description: 'Minutes between two attempts.' })
  everyMinutes!: number;

  @Field(() => Boolean, { description: 'Whether updates within their limits serve without being looked at.' })
  approveWithinLimits!: boolean;

  @Field(() => Boolean, { description: 'Whether an attempt runs.' })
  running!: boolean;

  @Field(() => Int, { description: 'Updates that were made.' })
  updates!: number;

  @Field(() => Int, { description: 'Attempts that failed; one without new feedback does not.' })
  failed!: number;

  @Field(() => DateTimeISO, { nullable: true, description: 'The next attempt; null while one runs.' })
  nextAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed; null where it did not.' })
  error!: string | null;

  @Field(() => FeedbackUpdateType, { nullable: true, description: 'The latest update.' })
  latest!: FeedbackUpdateType | null;
}

@ObjectType('Promotion', { simpleResolvers: true, description: 'A version began to serve.' })
export class PromotionType {
  @Field(() => ID, { description: 'The version.' })
  version!: string;

  @Field(() => DateTimeISO, { description: 'When.' })
  promotedAt!: Date;

  @Field(() => Boolean, { description: 'Whether it was gone back to.' })
  isRollback!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why, where a rule let it serve; null where somebody did.',
  })
  reason!: string | null;
}
