import { Field, ID, InputType, Int } from 'type-graphql';
import type { TimeBucket, TrafficDimension } from '../routing/traffic/types.js';
import { DecisionFilterInput } from './decision-filter.input.js';
import { TimeBucketEnum, TrafficDimensionEnum } from './traffic.enums.js';

@InputType('TrafficInput', { description: 'Which logged decisions to sum up, and how. Every part has a default.' })
export class TrafficInput {
  @Field(() => DecisionFilterInput, {
    nullable: true,
    description: 'Which decisions; the last 24 hours when it gives no time. The time is widened to whole buckets.',
  })
  filter?: DecisionFilterInput | null;

  @Field(() => TimeBucketEnum, {
    nullable: true,
    description:
      'When absent the finest that makes at most 200 buckets, minutes only within 6 hours. At most 500 buckets can be asked for.',
  })
  bucket?: TimeBucket | null;

  @Field(() => TrafficDimensionEnum, { nullable: true, description: 'Sums of each group too.' })
  groupBy?: TrafficDimension | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Most groups, 1 to 50; 10 when absent. The others are one group more, except of labels.',
  })
  groups?: number | null;

  @Field(() => ID, { nullable: true, description: 'The LLM that spend is compared with.' })
  reference?: string | null;
}
