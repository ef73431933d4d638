import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { OffPolicyRefusalCode } from '../routing/what-if/types.js';
import { OffPolicyRefusalCodeEnum } from './enums.js';

@ObjectType('MeanEstimate', { simpleResolvers: true, description: 'An estimated mean with its 95 % interval.' })
export class MeanEstimateType {
  @Field(() => Float, { description: 'The estimate; an unbiased one may leave [0, 1].' })
  value!: number;

  @Field(() => Float, { description: 'Its standard error.' })
  standardError!: number;

  @Field(() => Float, { description: 'value − 1.96 standard errors.' })
  low!: number;

  @Field(() => Float, { description: 'value + 1.96 standard errors.' })
  high!: number;
}

@ObjectType('OffPolicyEstimate', {
  simpleResolvers: true,
  description: 'The mean outcome that the decisions would have had, in the scale of recorded scores.',
})
export class OffPolicyEstimateType extends MeanEstimateType {
  @Field(() => MeanEstimateType, { description: 'It minus the mean outcome as recorded, on the same decisions.' })
  difference!: MeanEstimateType;
}

@ObjectType('OffPolicyEstimates', { simpleResolvers: true, description: 'Estimates from outcomes under exploration.' })
export class OffPolicyEstimatesType {
  @Field(() => MeanEstimateType, { description: 'Mean outcome as recorded.' })
  logged!: MeanEstimateType;

  @Field(() => OffPolicyEstimateType, { description: 'Inverse propensities: unbiased, wide.' })
  ips!: OffPolicyEstimateType;

  @Field(() => OffPolicyEstimateType, {
    nullable: true,
    description: 'Self-normalised inverse propensities: narrower, slightly biased; null where all weights are 0.',
  })
  snips!: OffPolicyEstimateType | null;

  @Field(() => OffPolicyEstimateType, {
    nullable: true,
    description: 'Doubly robust with the logged P̂ as outcome model; null where a router gave a preference.',
  })
  dr!: OffPolicyEstimateType | null;
}

@ObjectType('OffPolicySupport', { simpleResolvers: true, description: 'How much the outcomes can say.' })
export class OffPolicySupportType {
  @Field(() => Int, { description: 'Scored decisions.' })
  n!: number;

  @Field(() => Float, { description: 'Share in which exploration could have drawn the new choice.' })
  supportedShare!: number;

  @Field(() => Float, { description: '(Σw)² / Σw² of the weights w = π/μ as drawn (Kish).' })
  effectiveSampleSize!: number;

  @Field(() => Float, {
    description: 'What the propensities promise before anything is drawn: n² / Σ 1/μ(new choice).',
  })
  expectedEffectiveSampleSize!: number;

  @Field(() => Float, { description: 'Mean of w; near 1 where draws went as expected.' })
  meanWeight!: number;

  @Field(() => Float, { description: 'Largest w.' })
  largestWeight!: number;
}

@ObjectType('OffPolicyRefusal', { simpleResolvers: true, description: 'Why outcomes do not answer the question.' })
export class OffPolicyRefusalType {
  @Field(() => OffPolicyRefusalCodeEnum, { description: 'Why, for programs.' })
  code!: OffPolicyRefusalCode;

  @Field(() => String, { description: 'Why, for people.' })
  message!: string;

  @Field(() => String, { description: 'What to do about it.' })
  hint!: string;
}

@ObjectType('OffPolicyReport', {
  simpleResolvers: true,
  description: 'What recorded scores say of the new choices; exactly one of estimates and refusal is null.',
})
export class OffPolicyReportType {
  @Field(() => Int, { description: 'Replayed decisions that were made with exploration on.' })
  explored!: number;

  @Field(() => Int, { description: 'Those of them that have a score.' })
  scored!: number;

  @Field(() => OffPolicySupportType, { nullable: true, description: 'Null where nothing is scored.' })
  support!: OffPolicySupportType | null;

  @Field(() => OffPolicyEstimatesType, { nullable: true, description: 'Null where support is missing.' })
  estimates!: OffPolicyEstimatesType | null;

  @Field(() => OffPolicyRefusalType, { nullable: true, description: 'Null where there are estimates.' })
  refusal!: OffPolicyRefusalType | null;
}
