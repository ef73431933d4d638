import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { NotReplayedReason } from '../routing/what-if/types.js';
import { listCost } from './cost.js';
import { NotReplayedReasonEnum } from './enums.js';
import { OffPolicyReportType } from './off-policy.type.js';
import { DateTimeISO } from './scalars.js';

@ObjectType('BeforeAfter', {
  simpleResolvers: true,
  description: 'Means over decisions, as decided and as decided again.',
})
export class BeforeAfterType {
  @Field(() => Int, { description: 'Decisions for which both are known.' })
  decisions!: number;

  @Field(() => Float, { description: 'As decided.' })
  before!: number;

  @Field(() => Float, { description: 'As decided again.' })
  after!: number;
}

@ObjectType('WhatIfSpend', { simpleResolvers: true, description: 'Expected USD of all those decisions together.' })
export class WhatIfSpendType extends BeforeAfterType {
  @Field(() => Float, { description: 'The LLMs as decided, at the prices of the what-if.' })
  kept!: number;
}

@ObjectType('MixShare', { simpleResolvers: true, description: 'How much of the traffic an LLM gets.' })
export class MixShareType {
  @Field(() => ID, { description: 'Id of the LLM.' })
  llm!: string;

  @Field(() => Float, { description: 'Share of the replayed decisions, as decided.' })
  before!: number;

  @Field(() => Float, { description: 'Share of the replayed decisions, as decided again.' })
  after!: number;
}

@ObjectType('NotReplayed', { simpleResolvers: true, description: 'Decisions that could not be made again.' })
export class NotReplayedType {
  @Field(() => NotReplayedReasonEnum, { description: 'Why, for programs.' })
  reason!: NotReplayedReason;

  @Field(() => String, { description: 'Why, for people; of refusals, the first.' })
  text!: string;

  @Field(() => Int, { description: 'How many.' })
  decisions!: number;
}

@ObjectType('WhatIfChoice', { simpleResolvers: true, description: 'An LLM that was, or would be, chosen.' })
export class WhatIfChoiceType {
  @Field(() => ID, { description: 'Id of the LLM.' })
  llm!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'P̂ by the router of the what-if; null for a preference, or where it was no candidate.',
  })
  predictedPerformance!: number | null;
}

@ObjectType('ChangedDecision', { simpleResolvers: true, description: 'A decision that would be another one.' })
export class ChangedDecisionType {
  @Field(() => ID, { description: 'Id of the logged decision.' })
  id!: string;

  @Field(() => DateTimeISO, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => String, { nullable: true, description: 'The query text; null where none is stored.' })
  query!: string | null;

  @Field(() => WhatIfChoiceType, { description: 'As decided.' })
  before!: WhatIfChoiceType;

  @Field(() => WhatIfChoiceType, { description: 'As decided again.' })
  after!: WhatIfChoiceType;

  @Field(() => Float, {
    nullable: true,
    description: 'What the new choice scores above the old one now; null where the old one is no candidate now.',
  })
  scoreGain!: number | null;
}

@ObjectType('WhatIf', { simpleResolvers: true, description: 'Logged decisions made again under other conditions.' })
export class WhatIfType {
  @Field(() => Int, { description: 'Decisions that fit the filter.' })
  matching!: number;

  @Field(() => Int, { description: 'The newest of them, up to limit, that were looked at.' })
  examined!: number;

  @Field(() => Int, { description: 'Those that could be made again.' })
  replayed!: number;

  @Field(() => [NotReplayedType], { complexity: listCost(3), description: 'The others, by reason.' })
  notReplayed!: readonly NotReplayedType[];

  @Field(() => Int, { description: 'Replayed decisions with another choice.' })
  changed!: number;

  @Field(() => [MixShareType], {
    complexity: listCost(25),
    description: 'Shares of the LLMs, largest after the change first.',
  })
  mix!: readonly MixShareType[];

  @Field(() => BeforeAfterType, {
    nullable: true,
    description: 'Mean P̂ of both choices by the router that decided; null where it gave none.',
  })
  performanceAsLogged!: BeforeAfterType | null;

  @Field(() => BeforeAfterType, {
    nullable: true,
    description: 'Mean P̂ of both choices by the router of the what-if; null where it gives none.',
  })
  performanceAsReplayed!: BeforeAfterType | null;

  @Field(() => BeforeAfterType, { nullable: true, description: 'Mean C of both choices, on one scale.' })
  relativeCost!: BeforeAfterType | null;

  @Field(() => WhatIfSpendType, {
    nullable: true,
    description: 'Expected USD, over decisions whose text is stored and whose LLMs are priced; null for none.',
  })
  expectedSpendUsd!: WhatIfSpendType | null;

  @Field(() => [ChangedDecisionType], {
    complexity: listCost(5),
    description: 'Changed decisions, largest gain in score first.',
  })
  examples!: readonly ChangedDecisionType[];

  @Field(() => OffPolicyReportType, { description: 'What recorded scores say.' })
  offPolicy!: OffPolicyReportType;

  @Field(() => String, { description: 'One paragraph with these figures.' })
  text!: string;

  @Field(() => [String], { description: 'What to know when reading them.' })
  notes!: readonly string[];
}

@ObjectType('WhatIfCurvePoint', { simpleResolvers: true, description: 'The decisions made again with one α.' })
export class WhatIfCurvePointType {
  @Field(() => Float, { description: 'α in [0, 1].' })
  alpha!: number;

  @Field(() => Int, { description: 'Replayed decisions with another choice.' })
  changed!: number;

  @Field(() => BeforeAfterType, {
    nullable: true,
    description: 'Mean P̂ of both choices by the router of the what-if; null where it gives none.',
  })
  performance!: BeforeAfterType | null;

  @Field(() => BeforeAfterType, { nullable: true, description: 'Mean C of both choices, on one scale.' })
  relativeCost!: BeforeAfterType | null;

  @Field(() => WhatIfSpendType, {
    nullable: true,
    description:
      'Expected USD, over decisions whose text is stored and whose LLMs at every α are priced; null for none.',
  })
  expectedSpendUsd!: WhatIfSpendType | null;
}

@ObjectType('WhatIfCurve', {
  simpleResolvers: true,
  description: 'The trade between cost and performance over α on logged decisions, the same ones at every point.',
})
export class WhatIfCurveType {
  @Field(() => Int, { description: 'Decisions that fit the filter.' })
  matching!: number;

  @Field(() => Int, { description: 'The newest of them, up to limit, that were looked at.' })
  examined!: number;

  @Field(() => Int, { description: 'Those that could be made again.' })
  replayed!: number;

  @Field(() => [NotReplayedType], { complexity: listCost(3), description: 'The others, by reason.' })
  notReplayed!: readonly NotReplayedType[];

  @Field(() => [WhatIfCurvePointType], { complexity: listCost(11), description: 'By ascending α.' })
  points!: readonly WhatIfCurvePointType[];
}
