import { Field, Float, ID, InputType, Int } from 'type-graphql';
import type { DistanceReference } from '../routing/drift/types.js';
import { DistanceReferenceEnum } from './enums.js';
import { DateTimeISO } from './scalars.js';

@InputType('DriftThresholds', {
  description: 'When a check alerts: its corrected p must be small and its effect large. Defaults where absent.',
})
export class DriftThresholdsInput {
  @Field(() => Float, {
    nullable: true,
    description: 'Probability of any alert in a report without any drift, between 0 and 1; 0.01 when absent.',
  })
  level?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Least D of Kolmogorov and Smirnov between distances, in [0, 1]; 0.2 when absent.',
  })
  distance?: number | null;

  @Field(() => Float, { nullable: true, description: 'Least |mean(score − P̂)|, in [0, 1]; 0.05 when absent.' })
  bias?: number | null;

  @Field(() => Float, { nullable: true, description: 'Least population stability index of shares; 0.1 when absent.' })
  shares?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Decisions that each sample must have for a check to say anything; 50 when absent.',
  })
  decisions?: number | null;
}

@InputType('DriftInput', { description: 'Two windows of logged decisions to compare. Every part has a default.' })
export class DriftInput {
  @Field(() => ID, { nullable: true, description: 'Only decisions by this router.' })
  router?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only decisions from this candidate pool.' })
  pool?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only decisions by this version of the router set.' })
  version?: string | null;

  @Field(() => String, { nullable: true, description: 'Only decisions that bear this label.' })
  tag?: string | null;

  @Field(() => DateTimeISO, {
    nullable: true,
    description: 'Begin of the recent window; 24 hours before its end when absent.',
  })
  from?: Date | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'End of the recent window, exclusive; now when absent.' })
  to?: Date | null;

  @Field(() => DateTimeISO, {
    nullable: true,
    description: 'Begin of the reference window; 7 days before its end when absent.',
  })
  referenceFrom?: Date | null;

  @Field(() => DateTimeISO, {
    nullable: true,
    description: 'End of the reference window, exclusive; where the recent window begins when absent.',
  })
  referenceTo?: Date | null;

  @Field(() => DistanceReferenceEnum, {
    nullable: true,
    description: 'What distances are compared with; DECISIONS when absent.',
  })
  distanceReference?: DistanceReference | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Most decisions to look at in each window, the newest first, 1 to 100,000; 10,000 when absent.',
  })
  limit?: number | null;

  @Field(() => DriftThresholdsInput, { nullable: true, description: 'When a check alerts.' })
  thresholds?: DriftThresholdsInput | null;

  @Field(() => Int, { nullable: true, description: 'Decisions to show with an alert, 1 to 50; 5 when absent.' })
  examples?: number | null;
}
