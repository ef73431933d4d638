import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType('Interval', { simpleResolvers: true, description: 'A range of numbers.' })
export class IntervalType {
  @Field(() => Float, { description: 'Lower end.' })
  low!: number;

  @Field(() => Float, { description: 'Upper end.' })
  high!: number;

  @Field(() => Float, { description: 'Share of cases that it is meant to hold, for example 0.9.' })
  level!: number;
}

@ObjectType('ReliabilityPoint', { simpleResolvers: true, description: 'A bin of a reliability curve.' })
export class ReliabilityPointType {
  @Field(() => Int, { description: 'Pairs of a query and an LLM in it.' })
  count!: number;

  @Field(() => Float, { description: 'Mean P̂.' })
  meanPredicted!: number;

  @Field(() => Float, { description: 'Mean observed performance.' })
  meanObserved!: number;
}

@ObjectType('Reliability', {
  simpleResolvers: true,
  description: 'How well P̂ agrees with observed performance on held-out responses.',
})
export class ReliabilityType {
  @Field(() => Float, { description: 'Expected calibration error over ten bins of equal width.' })
  ece!: number;

  @Field(() => Float, { description: 'Brier score: mean of (P̂ − y)².' })
  brier!: number;

  @Field(() => [ReliabilityPointType], { complexity: 10, description: 'The reliability curve by rising P̂.' })
  curve!: readonly ReliabilityPointType[];
}

@ObjectType('RouterCalibration', {
  simpleResolvers: true,
  description: 'How P̂ of a router was calibrated on queries that its training kept aside, and how well that went.',
})
export class RouterCalibrationType {
  @Field(() => Int, { description: 'Held-out queries.' })
  queries!: number;

  @Field(() => Int, { description: 'Held-out pairs of a query and an LLM.' })
  pairs!: number;

  @Field(() => Float, { description: 'Slope on the log-odds of P̂, the same for all LLMs; 1 changes nothing.' })
  slope!: number;

  @Field(() => Float, { description: 'Added to the log-odds of P̂ of every LLM; each LLM has a small offset besides.' })
  intercept!: number;

  @Field(() => ReliabilityType, { description: 'As the router gives P̂.' })
  before!: ReliabilityType;

  @Field(() => ReliabilityType, { description: 'Calibrated, each fifth of the queries by the map of the others.' })
  after!: ReliabilityType;

  @Field(() => Float, { description: 'Share of cases that intervals are meant to hold.' })
  intervalLevel!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Share of kinds of queries × LLMs whose mean performance fell into performanceInterval, cross-fitted; null where too few were held out.',
  })
  performanceCoverage!: number | null;

  @Field(() => Float, { description: 'Share of held-out answers that fell into outcomeInterval, cross-fitted.' })
  outcomeCoverage!: number;
}
