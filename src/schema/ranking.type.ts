import { Field, Float, ID, ObjectType } from 'type-graphql';
import { IntervalType } from './calibration.type.js';
import { EXPECTED_COST } from './cost.js';
import { ExclusionCodeEnum } from './enums.js';
import { ExpectedCostType } from './expected-cost.type.js';
import { LlmType } from './llm.type.js';

/** Cost of one column: lists of scalars are cheap to send, whatever the pool. */
const COLUMN_COST = 8;

@ObjectType('RankedLlm', { simpleResolvers: true, description: 'A candidate of a decision with its numbers.' })
export class RankedLlmType {
  @Field(() => LlmType, { description: 'The candidate.' })
  llm!: LlmType;

  @Field(() => Float, { description: 'S = α·P̂ − β·C; the best score wins.' })
  score!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'P̂ in [0, 1]; null for a router that gives a preference.',
  })
  predictedPerformance!: number | null;

  @Field(() => IntervalType, {
    nullable: true,
    description:
      'Where its mean performance on queries of this kind lies; null where P̂ is not calibrated. docs/calibration.md has the method.',
  })
  performanceInterval!: IntervalType | null;

  @Field(() => IntervalType, {
    nullable: true,
    description: 'Where its performance on this very query lies (conformal); null where P̂ is not calibrated.',
  })
  outcomeInterval!: IntervalType | null;

  @Field(() => Float, { nullable: true, description: 'Preference in [0, 1]; null for a router that gives P̂.' })
  preference!: number | null;

  @Field(() => Float, {
    description:
      'C: output price divided by the dearest candidate’s, in [0, 1]; towards a target, expected cost over costScaleUsd.',
  })
  cost!: number;

  @Field(() => ExpectedCostType, {
    complexity: EXPECTED_COST,
    description: 'What its answer is expected to cost; computed when asked for, and no part of the choice.',
  })
  expectedCost!: ExpectedCostType | Promise<ExpectedCostType>;
}

@ObjectType('RankingColumns', {
  simpleResolvers: true,
  description: 'A ranking as columns of equal length, best first: the cheap form for bulk callers.',
})
export class RankingColumnsType {
  @Field(() => [ID], { complexity: COLUMN_COST, description: 'LLM ids, best first.' })
  llms!: readonly string[];

  @Field(() => [Float], { complexity: COLUMN_COST, description: 'Scores S.' })
  score!: ArrayLike<number>;

  @Field(() => [Float], {
    nullable: true,
    complexity: COLUMN_COST,
    description: 'P̂ in [0, 1]; null for a router that gives a preference.',
  })
  predictedPerformance!: ArrayLike<number> | null;

  @Field(() => [Float], {
    nullable: true,
    complexity: COLUMN_COST,
    description: 'Preferences in [0, 1]; null for a router that gives P̂.',
  })
  preference!: ArrayLike<number> | null;

  @Field(() => [Float], { complexity: COLUMN_COST, description: 'Costs C in [0, 1].' })
  cost!: ArrayLike<number>;
}

@ObjectType('ExcludedLlm', { simpleResolvers: true, description: 'An LLM of the pool that could not take part.' })
export class ExcludedLlmType {
  @Field(() => ID, { description: 'Id of the LLM.' })
  llm!: string;

  @Field(() => ExclusionCodeEnum, { description: 'Why, for programs.' })
  code!: string;

  @Field(() => String, { description: 'Why, for people.' })
  reason!: string;
}
