import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType('MetricEstimate', { simpleResolvers: true, description: 'A measured figure with its uncertainty.' })
export class MetricEstimateType {
  @Field(() => String, { description: 'Metric, for example reward; docs/training.md defines each.' })
  metric!: string;

  @Field(() => Float, { description: 'The estimate.' })
  value!: number;

  @Field(() => Float, { nullable: true, description: 'Lower end of the 95 % interval; null where none was made.' })
  low!: number | null;

  @Field(() => Float, { nullable: true, description: 'Upper end of the 95 % interval; null where none was made.' })
  high!: number | null;
}
