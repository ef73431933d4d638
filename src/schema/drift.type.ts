import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { DriftKind, DriftVerdict } from '../routing/drift/types.js';
import { listCost } from './cost.js';
import { DriftKindEnum, DriftVerdictEnum } from './enums.js';
import { DateTimeISO } from './scalars.js';

@ObjectType('DriftWindow', { simpleResolvers: true, description: 'Logged decisions of a span of time.' })
export class DriftWindowType {
  @Field(() => DateTimeISO, { description: 'First moment of it.' })
  from!: Date;

  @Field(() => DateTimeISO, { description: 'First moment after it.' })
  to!: Date;

  @Field(() => Int, { description: 'Decisions that fit.' })
  matching!: number;

  @Field(() => Int, { description: 'The newest of them, up to limit, that were looked at.' })
  examined!: number;
}

@ObjectType('DriftFigure', { simpleResolvers: true, description: 'A number in both windows.' })
export class DriftFigureType {
  @Field(() => String, { description: 'What it is; of shares, the LLM or the labels.' })
  name!: string;

  @Field(() => Float, { nullable: true, description: 'In the reference window; null where it has none.' })
  reference!: number | null;

  @Field(() => Float, { nullable: true, description: 'In the recent window; null where it has none.' })
  recent!: number | null;
}

@ObjectType('DriftExample', {
  simpleResolvers: true,
  description: 'A recent decision that shows what an alert is about.',
})
export class DriftExampleType {
  @Field(() => ID, { description: 'Id of the logged decision.' })
  id!: string;

  @Field(() => DateTimeISO, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => String, { nullable: true, description: 'The query text; null where none is stored.' })
  query!: string | null;

  @Field(() => ID, { description: 'Id of the LLM that was chosen.' })
  llm!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Cosine to the nearest training query, or score − P̂; null for shares.',
  })
  value!: number | null;
}

@ObjectType('DriftInterval', { simpleResolvers: true, description: 'A 95 % interval.' })
export class DriftIntervalType {
  @Field(() => Float, { description: 'Lower end.' })
  low!: number;

  @Field(() => Float, { description: 'Upper end.' })
  high!: number;
}

@ObjectType('DriftCheck', {
  simpleResolvers: true,
  description: 'One comparison of the two windows, with its evidence.',
})
export class DriftCheckType {
  @Field(() => DriftKindEnum, { description: 'What is compared.' })
  kind!: DriftKind;

  @Field(() => ID, { nullable: true, description: 'The LLM that it is about; null for all.' })
  llm!: string | null;

  @Field(() => Int, { description: 'Recent decisions that count in it.' })
  recent!: number;

  @Field(() => Int, { description: 'Decisions of the reference, or training queries, that count in it.' })
  reference!: number;

  @Field(() => Float, { nullable: true, description: 'D, z, or χ²; null where there are too few.' })
  statistic!: number | null;

  @Field(() => Float, { nullable: true, description: 'Two-sided p of this check alone.' })
  pValue!: number | null;

  @Field(() => Float, { nullable: true, description: 'The same, corrected by Holm over all checks of the report.' })
  correctedPValue!: number | null;

  @Field(() => Float, { nullable: true, description: 'D, mean(score − P̂), or the population stability index.' })
  effect!: number | null;

  @Field(() => Float, { description: 'The size of the effect from which it matters.' })
  threshold!: number;

  @Field(() => DriftIntervalType, { nullable: true, description: 'Of mean(score − P̂); null for other effects.' })
  interval!: DriftIntervalType | null;

  @Field(() => DriftVerdictEnum, { description: 'What it comes to.' })
  verdict!: DriftVerdict;

  @Field(() => String, { description: 'The figures in words.' })
  text!: string;

  @Field(() => [DriftFigureType], {
    complexity: listCost(5),
    description: 'The numbers behind it; of shares, those that moved most.',
  })
  figures!: readonly DriftFigureType[];

  @Field(() => [DriftExampleType], {
    complexity: listCost(5),
    description:
      'Of an alert: the furthest (or nearest) queries, the worst misses, or the newest decisions of the LLM or labels that gained most.',
  })
  examples!: readonly DriftExampleType[];

  @Field(() => [String], {
    description: 'Of an alert on shares of LLMs: what else changed between the windows and would explain it.',
  })
  causes!: readonly string[];
}

@ObjectType('DriftReport', { simpleResolvers: true, description: 'Recent decisions compared with earlier ones.' })
export class DriftReportType {
  @Field(() => DateTimeISO, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DriftWindowType, { description: 'The decisions that are looked at.' })
  recent!: DriftWindowType;

  @Field(() => DriftWindowType, { description: 'What they are compared with.' })
  reference!: DriftWindowType;

  @Field(() => ID, {
    nullable: true,
    description: 'Whose distances and predictions are compared: the router of most recent decisions; null for none.',
  })
  router!: string | null;

  @Field(() => ID, { nullable: true, description: 'The version of that router; null for none.' })
  version!: string | null;

  @Field(() => [DriftCheckType], { complexity: listCost(10), description: 'Every comparison.' })
  checks!: readonly DriftCheckType[];

  @Field(() => [DriftCheckType], {
    complexity: listCost(3),
    description: 'Those that alert, the smallest corrected p first.',
  })
  alerts!: readonly DriftCheckType[];

  @Field(() => String, { description: 'One paragraph with the figures above.' })
  text!: string;

  @Field(() => [String], { description: 'What to know when reading the figures.' })
  notes!: readonly string[];
}

@ObjectType('DriftStatus', {
  simpleResolvers: true,
  description: 'What the drift monitor did since this server started.',
})
export class DriftStatusType {
  @Field(() => Int, { description: 'Minutes between two looks.' })
  everyMinutes!: number;

  @Field(() => Boolean, { description: 'Whether it looks now.' })
  running!: boolean;

  @Field(() => Int, { description: 'Reports made.' })
  runs!: number;

  @Field(() => Int, { description: 'Looks that failed.' })
  failed!: number;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it looks next; null while it does.' })
  nextAt!: Date | null;

  @Field(() => DriftReportType, { nullable: true, description: 'The latest report; null before the first.' })
  latest!: DriftReportType | null;

  @Field(() => String, { nullable: true, description: 'Why the last look failed; null where it did not.' })
  error!: string | null;
}
