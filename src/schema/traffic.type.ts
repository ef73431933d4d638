import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { TimeBucket } from '../routing/traffic/types.js';
import { LoggedDecisionType } from './logged-decision.type.js';
import { DateTimeISO } from './scalars.js';
import { TimeBucketEnum } from './traffic.enums.js';

@ObjectType('LatencyPercentiles', {
  simpleResolvers: true,
  description:
    'Milliseconds that decisions took in this server, nearest rank on bins: at most 9.6 % off from 0.1 ms to 8.1 s.',
})
export class LatencyPercentilesType {
  @Field(() => Float, { description: 'Median.' })
  p50!: number;

  @Field(() => Float, { description: '90 % took no longer.' })
  p90!: number;

  @Field(() => Float, { description: '99 % took no longer.' })
  p99!: number;
}

@ObjectType('SpendFigures', {
  simpleResolvers: true,
  description:
    'Expected USD of the answers, at the prices and by the answer lengths known at the time of each decision.',
})
export class SpendFiguresType {
  @Field(() => Int, { description: 'Decisions whose expected cost is known; the sums are over these.' })
  decisions!: number;

  @Field(() => Float, { description: 'USD of the chosen LLMs.' })
  usd!: number;
}

@ObjectType('ReferenceSpend', {
  simpleResolvers: true,
  description: 'What the reference LLM would have cost on the same decisions.',
})
export class ReferenceSpendType {
  @Field(() => Int, {
    description: 'Decisions of which it was a candidate and whose cost is known; the sums are over these.',
  })
  decisions!: number;

  @Field(() => Float, { description: 'USD of the chosen LLMs.' })
  usd!: number;

  @Field(() => Float, { description: 'USD of the reference LLM.' })
  referenceUsd!: number;

  @Field(() => Float, { description: 'referenceUsd − usd; below 0 where the choices cost more.' })
  savedUsd!: number;
}

@ObjectType('AbstentionFigures', { simpleResolvers: true, description: 'Decisions for a safe LLM.' })
export class AbstentionFiguresType {
  @Field(() => Int, { description: 'Decisions made while abstention was on.' })
  decisions!: number;

  @Field(() => Int, { description: 'Of these, how many took a safe LLM.' })
  abstained!: number;
}

@ObjectType('PredictionFigures', { simpleResolvers: true, description: 'What routers expected of the chosen LLMs.' })
export class PredictionFiguresType {
  @Field(() => Int, { description: 'Decisions by routers that give P̂.' })
  decisions!: number;

  @Field(() => Float, { description: 'Mean P̂ of the chosen LLMs, in [0, 1].' })
  mean!: number;
}

@ObjectType('FeedbackFigures', {
  simpleResolvers: true,
  description: 'What was said about the decisions, at the time of the decision and whenever it came.',
})
export class FeedbackFiguresType {
  @Field(() => Int, { description: 'Statements of every kind.' })
  statements!: number;

  @Field(() => Int, { description: 'Scores among them.' })
  scores!: number;

  @Field(() => Float, { nullable: true, description: 'Mean of the scores, in [0, 1]; null without any.' })
  meanScore!: number | null;

  @Field(() => Int, { description: 'Thumbs up.' })
  thumbsUp!: number;

  @Field(() => Int, { description: 'Thumbs down.' })
  thumbsDown!: number;
}

@ObjectType('TrafficFigures', {
  simpleResolvers: true,
  description: 'Sums over decisions. Each part says over how many it is known, and is null where it is known of none.',
})
export class TrafficFiguresType {
  @Field(() => Int, { description: 'Decisions.' })
  decisions!: number;

  @Field(() => SpendFiguresType, { nullable: true, description: 'What the chosen LLMs were expected to cost.' })
  spend!: SpendFiguresType | null;

  @Field(() => ReferenceSpendType, { nullable: true, description: 'Beside the reference LLM; null without one too.' })
  reference!: ReferenceSpendType | null;

  @Field(() => PredictionFiguresType, { nullable: true, description: 'Mean P̂.' })
  prediction!: PredictionFiguresType | null;

  @Field(() => AbstentionFiguresType, { nullable: true, description: 'Abstentions; null where that was off.' })
  abstention!: AbstentionFiguresType | null;

  @Field(() => FeedbackFiguresType, { nullable: true, description: 'Feedback.' })
  feedback!: FeedbackFiguresType | null;

  @Field(() => LatencyPercentilesType, {
    nullable: true,
    description: 'How long decisions took; null where LLMs are told apart, by a group or the filter.',
  })
  latency!: LatencyPercentilesType | null;
}

@ObjectType('TrafficSeries', {
  simpleResolvers: true,
  description:
    'One number a bucket, in the order of starts. 0 decisions where there were none; other figures are null then.',
})
export class TrafficSeriesType {
  @Field(() => [Int], { description: 'Decisions.' })
  decisions!: readonly number[];

  @Field(() => [Float], { nullable: 'items', description: 'Expected USD of the chosen LLMs.' })
  spendUsd!: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Expected USD saved against the reference LLM.' })
  savedUsd!: readonly (number | null)[];
}

@ObjectType('TrafficGroup', { simpleResolvers: true, description: 'Decisions with one value of the dimension.' })
export class TrafficGroupType {
  @Field(() => ID, { nullable: true, description: 'The value; null for decisions without one, and for the rest.' })
  key!: string | null;

  @Field(() => Boolean, { description: 'Whether this is the rest: all groups that are not listed.' })
  isRest!: boolean;

  @Field(() => Int, { description: 'Groups that it stands for: 1, or how many make up the rest.' })
  members!: number;

  @Field(() => TrafficFiguresType, { description: 'Over the whole time.' })
  figures!: TrafficFiguresType;

  @Field(() => TrafficSeriesType, { complexity: 20, description: 'Over the buckets.' })
  series!: TrafficSeriesType;
}

@ObjectType('Traffic', { simpleResolvers: true, description: 'Logged decisions, summed up.' })
export class TrafficType {
  @Field(() => DateTimeISO, { description: 'Begin of the first bucket.' })
  from!: Date;

  @Field(() => DateTimeISO, { description: 'End of the last bucket, exclusive; it may lie ahead.' })
  to!: Date;

  @Field(() => TimeBucketEnum, { description: 'How time is cut.' })
  bucket!: TimeBucket;

  @Field(() => [DateTimeISO], { complexity: 20, description: 'Begin of each bucket, also of those without decisions.' })
  starts!: readonly Date[];

  @Field(() => TrafficFiguresType, { description: 'All decisions that fit the filter.' })
  totals!: TrafficFiguresType;

  @Field(() => [TrafficFiguresType], {
    complexity: ({ childComplexity }: { readonly childComplexity: number }) => 50 + 10 * childComplexity,
    description: 'The same of each bucket, in the order of starts.',
  })
  series!: readonly TrafficFiguresType[];

  @Field(() => [TrafficGroupType], {
    complexity: ({ childComplexity }: { readonly childComplexity: number }) => 11 * childComplexity,
    description: 'Largest first; empty without groupBy.',
  })
  groups!: readonly TrafficGroupType[];
}

@ObjectType('LoggedDecisions', { simpleResolvers: true, description: 'Decisions that came since the event before.' })
export class LoggedDecisionsType {
  @Field(() => [LoggedDecisionType], { description: 'At most 200, oldest first.' })
  decisions!: readonly LoggedDecisionType[];

  @Field(() => Int, {
    description: 'Older ones that were left out because the client or the stream was slower than traffic.',
  })
  leftOut!: number;
}
