import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { EvaluationDetails } from '../jobs/evaluation-details.js';
import { listCost } from './cost.js';
import {
  CostSourceEnum,
  ImprovementEnum,
  MeasuredOutputEnum,
  ReportFormatEnum,
  ReportUnitEnum,
} from './evaluation.enums.js';
import { MetricEstimateType } from './metric-estimate.type.js';

type Details = EvaluationDetails;
type Item<K extends keyof Details> = Details[K] extends readonly (infer T)[] ? T : never;
type Curve = Item<'curves'>;
type Table = Item<'tables'>;
type Column = Table['columns'][number];

@ObjectType('TaskQueries', { simpleResolvers: true, description: 'How many test queries a task has.' })
export class TaskQueriesType {
  @Field(() => String, { description: 'The task; none for queries without one.' })
  task!: string;

  @Field(() => Int, { description: 'Its test queries.' })
  queries!: number;
}

@ObjectType('EvaluationData', { simpleResolvers: true, description: 'What was trained on and scored on.' })
export class EvaluationDataType {
  @Field(() => ID, { description: 'Which test set: test, or ood for a second one.' })
  testSet!: string;

  @Field(() => String, { description: 'For people, for example in distribution.' })
  title!: string;

  @Field(() => Int, { description: 'Queries that were trained on.' })
  trainQueries!: number;

  @Field(() => Int, { description: 'Queries that were scored.' })
  testQueries!: number;

  @Field(() => Int, { description: 'Observed pairs of a query and an LLM that were scored.' })
  testResponses!: number;

  @Field(() => Int, { description: 'Test queries that were left out.' })
  droppedQueries!: number;

  @Field(() => [ID], { description: 'The LLMs.' })
  llms!: readonly string[];

  @Field(() => [TaskQueriesType], { complexity: listCost(10), description: 'Test queries by task, the most first.' })
  tasks!: readonly TaskQueriesType[];

  @Field(() => Int, { nullable: true, description: 'Folds that were pooled; null where a test set was given.' })
  folds!: number | null;

  @Field(() => CostSourceEnum, { description: 'Where the cost of answers comes from.' })
  costSource!: Item<'data'>['costSource'];

  @Field(() => Float, { description: 'λ of the warm-up.' })
  warmUpWeight!: number;
}

@ObjectType('EvaluationAxis', { simpleResolvers: true, description: 'An axis of a curve.' })
export class EvaluationAxisType {
  @Field(() => String, { description: 'What it measures, for example total cost.' })
  label!: string;

  @Field(() => ReportUnitEnum, { description: 'Its unit.' })
  unit!: Curve['x']['unit'];
}

@ObjectType('EvaluationPoint', { simpleResolvers: true, description: 'A point of a curve.' })
export class EvaluationPointType {
  @Field(() => Float, { description: 'Where it stands.' })
  x!: number;

  @Field(() => Float, { description: 'How high.' })
  y!: number;

  @Field(() => Float, { nullable: true, description: 'Lower end of the interval of y; null where none was made.' })
  low!: number | null;

  @Field(() => Float, { nullable: true, description: 'Upper end of the interval of y; null where none was made.' })
  high!: number | null;

  @Field(() => String, { description: 'For example α = 0.8; empty where there is nothing to say.' })
  label!: string;
}

@ObjectType('EvaluationSeries', { simpleResolvers: true, description: 'One line of a curve.' })
export class EvaluationSeriesType {
  @Field(() => String, { description: 'Router or reference.' })
  name!: string;

  @Field(() => Boolean, { description: 'Whether it is a bound to compare with and no router.' })
  reference!: boolean;

  @Field(() => [EvaluationPointType], { complexity: listCost(20), description: 'By ascending x.' })
  points!: Curve['series'][number]['points'];
}

@ObjectType('EvaluationCurve', {
  simpleResolvers: true,
  description: 'Figures over a number, as the protocol draws them.',
})
export class EvaluationCurveType {
  @Field(() => ID, { description: 'Its id within the report, for example cost-test.' })
  id!: string;

  @Field(() => String, { description: 'What it shows.' })
  title!: string;

  @Field(() => EvaluationAxisType, { description: 'From left to right.' })
  x!: EvaluationAxisType;

  @Field(() => EvaluationAxisType, { description: 'From bottom to top.' })
  y!: EvaluationAxisType;

  @Field(() => Boolean, { description: 'Whether it is read against the line from (0, 0) to (1, 1).' })
  diagonal!: boolean;

  @Field(() => [EvaluationSeriesType], { complexity: listCost(10), description: 'The lines.' })
  series!: Curve['series'];
}

@ObjectType('EvaluationColumn', { simpleResolvers: true, description: 'A column of a table.' })
export class EvaluationColumnType {
  @Field(() => ID, { description: 'Its id within the table.' })
  id!: string;

  @Field(() => String, { description: 'Its head.' })
  label!: string;

  @Field(() => ReportFormatEnum, { description: 'How its figures are written.' })
  format!: Column['format'];

  @Field(() => ImprovementEnum, { nullable: true, description: 'Which way is good; null where neither is.' })
  better!: Column['better'];
}

@ObjectType('EvaluationCell', {
  simpleResolvers: true,
  description: 'A cell: a text or a number; all null: no meaning.',
})
export class EvaluationCellType {
  @Field(() => String, { nullable: true, description: 'Its text.' })
  text!: string | null;

  @Field(() => Float, { nullable: true, description: 'Its number.' })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: 'Lower end of its interval; null where none was made.' })
  low!: number | null;

  @Field(() => Float, { nullable: true, description: 'Upper end of its interval; null where none was made.' })
  high!: number | null;
}

@ObjectType('EvaluationRow', { simpleResolvers: true, description: 'A row of a table.' })
export class EvaluationRowType {
  @Field(() => Boolean, { description: 'Whether it is a bound, set apart from what is compared.' })
  reference!: boolean;

  @Field(() => [EvaluationCellType], {
    complexity: listCost(10),
    description: 'As many as columns; the first names it.',
  })
  cells!: readonly EvaluationCellType[];
}

@ObjectType('EvaluationTable', { simpleResolvers: true, description: 'A table as the protocol shows it.' })
export class EvaluationTableType {
  @Field(() => ID, { description: 'Its id within the report.' })
  id!: string;

  @Field(() => String, { description: 'What it shows.' })
  title!: string;

  @Field(() => [EvaluationColumnType], { complexity: listCost(10), description: 'From left to right.' })
  columns!: Table['columns'];

  @Field(() => [EvaluationRowType], { complexity: listCost(15), description: 'From top to bottom.' })
  rows!: Table['rows'];
}

@ObjectType('TaskPerformance', { simpleResolvers: true, description: 'Mean observed performance on one task.' })
export class TaskPerformanceType {
  @Field(() => String, { description: 'The task.' })
  task!: string;

  @Field(() => Float, { description: 'In [0, 1].' })
  performance!: number;
}

@ObjectType('MeasuredShare', { simpleResolvers: true, description: 'How many queries an LLM answered.' })
export class MeasuredShareType {
  @Field(() => ID, { description: 'Id of the LLM.' })
  llm!: string;

  @Field(() => Float, { description: 'Share of the queries, in [0, 1].' })
  share!: number;
}

@ObjectType('EvaluationBreakdown', {
  simpleResolvers: true,
  description: 'Where the choices of one router went at one α, and how good they were by task.',
})
export class EvaluationBreakdownType {
  @Field(() => ID, { description: 'Which test set: test, or ood for a second one.' })
  testSet!: string;

  @Field(() => String, { description: 'What a sweep varied; empty where nothing was.' })
  variant!: string;

  @Field(() => ID, { description: 'The router; a reference stands in parentheses.' })
  router!: string;

  @Field(() => Boolean, { description: 'Whether it is a bound to compare with and no router.' })
  reference!: boolean;

  @Field(() => Float, { description: 'α, the weight of performance.' })
  alpha!: number;

  @Field(() => [TaskPerformanceType], { complexity: listCost(10), description: 'By task.' })
  tasks!: Item<'breakdowns'>['tasks'];

  @Field(() => [MeasuredShareType], { complexity: listCost(10), description: 'By LLM, the largest share first.' })
  shares!: Item<'breakdowns'>['shares'];
}

@ObjectType('MeasuredBin', { simpleResolvers: true, description: 'A bin of a measured reliability curve.' })
export class MeasuredBinType {
  @Field(() => Int, { description: 'Pairs of a query and an LLM in it.' })
  count!: number;

  @Field(() => Float, { description: 'Mean P̂.' })
  meanPredicted!: number;

  @Field(() => Float, { description: 'Mean observed performance.' })
  meanObserved!: number;
}

@ObjectType('MeasuredRouter', { simpleResolvers: true, description: 'What of a router does not depend on α.' })
export class MeasuredRouterType {
  @Field(() => ID, { description: 'Which test set: test, or ood for a second one.' })
  testSet!: string;

  @Field(() => String, { description: 'What a sweep varied; empty where nothing was.' })
  variant!: string;

  @Field(() => ID, { description: 'The router; a reference stands in parentheses.' })
  router!: string;

  @Field(() => String, { description: 'Name for people.' })
  title!: string;

  @Field(() => Boolean, { description: 'Whether it is a bound to compare with and no router.' })
  reference!: boolean;

  @Field(() => MeasuredOutputEnum, { description: 'What its numbers mean.' })
  output!: Item<'routers'>['output'];

  @Field(() => [MetricEstimateType], { complexity: listCost(8), description: 'What was measured of its predictions.' })
  metrics!: Item<'routers'>['metrics'];

  @Field(() => [MeasuredBinType], { complexity: listCost(10), description: 'By rising P̂; empty for a preference.' })
  reliability!: Item<'routers'>['reliability'];
}

@ObjectType('EvaluationReport', {
  simpleResolvers: true,
  description: 'What a stored report shows, ready to be drawn.',
})
export class EvaluationReportType {
  @Field(() => String, { description: 'Name of the protocol for people.' })
  title!: string;

  @Field(() => String, { description: 'Tables and figures of the paper that it corresponds to; empty for none.' })
  reproduces!: string;

  @Field(() => [String], { description: 'The result in sentences, the most important first.' })
  sentences!: readonly string[];

  @Field(() => [String], { description: 'Definitions, what was left out, and what limits the figures.' })
  notes!: readonly string[];

  @Field(() => Float, { description: 'Seed of the training.' })
  seed!: number;

  @Field(() => String, { description: 'Release that made it.' })
  theta!: string;

  @Field(() => Int, { description: 'Resamples behind the intervals.' })
  resamples!: number;

  @Field(() => Float, { description: 'Level of the intervals, for example 0.95.' })
  level!: number;

  @Field(() => [EvaluationDataType], { description: 'One per test set.' })
  data!: readonly EvaluationDataType[];

  @Field(() => [EvaluationCurveType], { complexity: listCost(4), description: 'What the protocol draws.' })
  curves!: readonly EvaluationCurveType[];

  @Field(() => [EvaluationTableType], { complexity: listCost(4), description: 'What the protocol shows as tables.' })
  tables!: readonly EvaluationTableType[];

  @Field(() => [EvaluationBreakdownType], { complexity: listCost(45), description: 'By router and α.' })
  breakdowns!: readonly EvaluationBreakdownType[];

  @Field(() => [MeasuredRouterType], { complexity: listCost(15), description: 'By router.' })
  routers!: readonly MeasuredRouterType[];
}
