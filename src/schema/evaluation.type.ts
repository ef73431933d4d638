import { Field, Float, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { Json } from '../domain/artifact.js';
import type { NamedDifference } from '../jobs/evaluation-results.js';
import { listCost } from './cost.js';
import { DifferenceVerdictEnum } from './enums.js';
import { EvaluationReportType } from './evaluation-report.type.js';
import { PageInfoType } from './logged-decision.type.js';
import { MetricEstimateType } from './metric-estimate.type.js';
import { DateTimeISO, JsonObject, JsonValue } from './scalars.js';

type Verdict = NamedDifference['verdict'];
/** Metrics of one router at one α. */
const METRICS = 15;
/** Routers × α of a usual report. */
const RESULTS = 45;

@ObjectType('EvaluationResult', { simpleResolvers: true, description: 'What was measured of one router at one α.' })
export class EvaluationResultType {
  @Field(() => ID, { description: 'Which test set: test, or ood for a second one.' })
  testSet!: string;

  @Field(() => String, { description: 'What a sweep varied, for example λ = 0.2; empty where nothing was.' })
  variant!: string;

  @Field(() => ID, { description: 'The router; a reference such as the best single LLM stands in parentheses.' })
  router!: string;

  @Field(() => Float, { nullable: true, description: 'α, the weight of performance; null for figures without one.' })
  alpha!: number | null;

  @Field(() => [MetricEstimateType], { complexity: listCost(METRICS), description: 'What was measured.' })
  metrics!: readonly MetricEstimateType[];
}

@ObjectType('EvaluationDifference', {
  simpleResolvers: true,
  description: 'How much better one router is than another, on the same queries.',
})
export class EvaluationDifferenceType {
  @Field(() => ID, { description: 'Which test set: test, or ood for a second one.' })
  testSet!: string;

  @Field(() => String, { description: 'What a sweep varied, for example λ = 0.2; empty where nothing was.' })
  variant!: string;

  @Field(() => ID, { description: 'The router.' })
  router!: string;

  @Field(() => ID, { description: 'What it is compared with.' })
  against!: string;

  @Field(() => Float, { nullable: true, description: 'α, the weight of performance; null for figures without one.' })
  alpha!: number | null;

  @Field(() => MetricEstimateType, { description: 'Router minus the other, over the same queries.' })
  difference!: MetricEstimateType;

  @Field(() => DifferenceVerdictEnum, { description: 'What the interval says.' })
  verdict!: Verdict;

  @Field(() => String, { description: 'The same as a sentence.' })
  sentence!: string;
}

/** The addresses and words that a list shows. */
@InterfaceType('StoredEvaluation', { description: 'An evaluation that was stored.' })
export abstract class StoredEvaluationType {
  @Field(() => ID, { description: 'Id of the evaluation.' })
  id!: string;

  @Field(() => DateTimeISO, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => ID, { description: 'What was measured.' })
  protocol!: string;

  @Field(() => String, { description: 'Label, for people.' })
  label!: string;

  @Field(() => JsonObject, { description: 'Parameters it was started with.' })
  parameters!: { readonly [name: string]: Json };

  @Field(() => String, { description: 'What was evaluated, on which data, in words.' })
  data!: string;

  @Field(() => String, { description: 'The result in words.' })
  verdict!: string;

  @Field(() => Int, { description: 'Version of the layout of document.' })
  format!: number;

  @Field(() => String, {
    description:
      'Path of the report as a page on this server; with .csv or .json in place of .html, as a table or document.',
  })
  url!: string;
}

@ObjectType('EvaluationSummary', {
  simpleResolvers: true,
  implements: StoredEvaluationType,
  description: 'An evaluation without its figures.',
})
export class EvaluationSummaryType extends StoredEvaluationType {}

@ObjectType('Evaluation', {
  simpleResolvers: true,
  implements: StoredEvaluationType,
  description: 'A stored evaluation.',
})
export class EvaluationType extends StoredEvaluationType {
  @Field(() => [EvaluationResultType], {
    complexity: listCost(RESULTS),
    description: 'Figures by router and α; empty for a report of a layout that this release does not know.',
  })
  results!: readonly EvaluationResultType[];

  @Field(() => [EvaluationDifferenceType], {
    complexity: listCost(RESULTS),
    description: 'Paired differences; empty for a report of a layout that this release does not know.',
  })
  differences!: readonly EvaluationDifferenceType[];

  @Field(() => Boolean, {
    description: 'Whether this release knows the layout of document, so that report can be asked.',
  })
  isReadable!: boolean;

  @Field(() => EvaluationReportType, {
    nullable: true,
    description:
      'What the report shows: tables, curves, reliability, tasks. EVALUATION_FORMAT for a layout that this release does not know.',
  })
  report!: EvaluationReportType | null;

  @Field(() => JsonValue, { complexity: 200, description: 'The whole report.' })
  document!: Json;
}

@ObjectType('EvaluationEdge', { simpleResolvers: true, description: 'An evaluation with its cursor.' })
export class EvaluationEdgeType {
  @Field(() => String, { description: 'Opaque position of the evaluation.' })
  cursor!: string;

  @Field(() => EvaluationSummaryType, { description: 'The evaluation.' })
  node!: EvaluationSummaryType;
}

@ObjectType('EvaluationConnection', { simpleResolvers: true, description: 'A page of evaluations, newest first.' })
export class EvaluationConnectionType {
  @Field(() => [EvaluationEdgeType], { description: 'Evaluations with their cursors.' })
  edges!: readonly EvaluationEdgeType[];

  @Field(() => [EvaluationSummaryType], { description: 'Evaluations without cursors.' })
  nodes!: readonly EvaluationSummaryType[];

  @Field(() => PageInfoType, { description: 'Where the page stands.' })
  pageInfo!: PageInfoType;

  @Field(() => Int, { description: 'All stored evaluations.' })
  totalCount!: number;
}
