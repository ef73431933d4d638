import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTimeISO } from './scalars.js';

@ObjectType('RetentionReport', {
  simpleResolvers: true,
  description: 'What a run removed because it was older than is kept.',
})
export class RetentionReportType {
  @Field(() => DateTimeISO, {
    nullable: true,
    description: 'Decisions made before this went, with their feedback and shadows; null where they are kept for ever.',
  })
  decisionsBefore!: Date | null;

  @Field(() => DateTimeISO, {
    nullable: true,
    description: 'Sums of hours and days that began before this went; null where they are kept for ever.',
  })
  sumsBefore!: Date | null;

  @Field(() => Float, { description: 'Decisions that were removed.' })
  decisions!: number;

  @Field(() => Float, { description: 'Feedback about them that was removed.' })
  feedback!: number;

  @Field(() => Float, { description: 'Decisions of shadow routers that were removed.' })
  shadows!: number;

  @Field(() => Float, { description: 'Rows of the sums of traffic that were removed.' })
  sums!: number;

  @Field(() => [String], { description: 'Partitions that were dropped whole, oldest first.' })
  partitions!: readonly string[];

  @Field(() => Boolean, {
    description: 'False where another server was at it, or the run was stopped: the next run goes on.',
  })
  finished!: boolean;

  @Field(() => Float, { description: 'Milliseconds that it took.' })
  durationMs!: number;
}

@ObjectType('Retention', {
  simpleResolvers: true,
  description: 'How long this server keeps what is logged, and what it removed since its start.',
})
export class RetentionType {
  @Field(() => Int, {
    nullable: true,
    description: 'Whole UTC days that decisions are kept beside the current one; null for ever.',
  })
  decisionDays!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Whole UTC days that the sums of traffic are kept beside the current one; null for ever.',
  })
  sumDays!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes between two runs; null where everything is kept for ever.',
  })
  everyMinutes!: number | null;

  @Field(() => Boolean, { description: 'Whether a scheduled run is under way.' })
  running!: boolean;

  @Field(() => DateTimeISO, { nullable: true, description: 'When the next run begins; null where none is to.' })
  nextAt!: Date | null;

  @Field(() => RetentionReportType, { nullable: true, description: 'The last scheduled run; null before the first.' })
  latest!: RetentionReportType | null;

  @Field(() => String, { nullable: true, description: 'Why the last scheduled run failed; null where it did not.' })
  error!: string | null;
}
