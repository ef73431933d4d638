import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { TargetKind } from '../routing/targets/types.js';
import { TargetKindEnum } from './enums.js';

@ObjectType('HeldOutMean', {
  simpleResolvers: true,
  description: 'A mean over held-out queries with its normal 90 % interval.',
})
export class HeldOutMeanType {
  @Field(() => Float, { description: 'The mean.' })
  mean!: number;

  @Field(() => Float, { description: 'Lower end of the interval.' })
  low!: number;

  @Field(() => Float, { description: 'Upper end of the interval.' })
  high!: number;
}

@ObjectType('HeldOutOutcome', {
  simpleResolvers: true,
  description: 'What the policy behind a target did on queries that were kept aside in training.',
})
export class HeldOutOutcomeType {
  @Field(() => Int, { description: 'How many queries.' })
  queries!: number;

  @Field(() => HeldOutMeanType, { description: 'Mean performance, in [0, 1].' })
  performance!: HeldOutMeanType;

  @Field(() => HeldOutMeanType, { description: 'Expected USD per thousand queries.' })
  costPerThousand!: HeldOutMeanType;

  @Field(() => ID, { description: 'The single LLM of the pool with the best mean performance.' })
  bestLlm!: string;

  @Field(() => Float, { description: 'Its mean performance, in [0, 1].' })
  bestLlmPerformance!: number;

  @Field(() => Float, { description: 'Its expected USD per thousand queries.' })
  bestLlmCostPerThousand!: number;
}

@ObjectType('AskedTarget', { simpleResolvers: true, description: 'A target as it was asked for.' })
export class AskedTargetType {
  @Field(() => TargetKindEnum, { description: 'What was asked for.' })
  kind!: TargetKind;

  @Field(() => Float, { description: 'The number that was asked for.' })
  value!: number;
}

@ObjectType('DecisionTarget', {
  simpleResolvers: true,
  description: 'The target of a decision and what it came to; alpha of the decision is the α that meets it.',
})
export class DecisionTargetType {
  @Field(() => TargetKindEnum, { description: 'What was asked for.' })
  kind!: TargetKind;

  @Field(() => Float, { description: 'The number that was asked for.' })
  value!: number;

  @Field(() => Boolean, { description: 'Whether the chosen LLM meets it; true for a target that holds on average.' })
  met!: boolean;

  @Field(() => Float, {
    description:
      'USD that a cost C of 1 stands for in this decision: of the dearest LLM, its mean on held-out queries.',
  })
  costScaleUsd!: number;

  @Field(() => HeldOutOutcomeType, {
    nullable: true,
    description: 'What was observed where it was solved; null for a target that holds for each query.',
  })
  heldOut!: HeldOutOutcomeType | null;
}
