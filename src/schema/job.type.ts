import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { EvaluationRequest, Job, JobStatus, TrainingRequest } from '../jobs/types.js';
import { listCost } from './cost.js';
import { JobKindEnum, JobStatusEnum } from './enums.js';
import { JobErrorType } from './job-error.type.js';
import { RefitReportType } from './refit.type.js';
import { DateTimeISO, JsonObject } from './scalars.js';

@ObjectType('JobProgress', { simpleResolvers: true, description: 'How far a job is.' })
export class JobProgressType {
  @Field(() => String, { description: 'The step it works on.' })
  stage!: string;

  @Field(() => Float, { description: 'Units done in this step.' })
  done!: number;

  @Field(() => Float, { nullable: true, description: 'Units of this step; null while not known.' })
  total!: number | null;

  @Field(() => String, { description: 'What is counted, for example epochs.' })
  unit!: string;

  @Field(() => JsonObject, { nullable: true, description: 'Figures of the step, for example losses.' })
  metrics?: Readonly<Record<string, number>>;
}

@ObjectType('JobSeries', { simpleResolvers: true, description: 'One figure over the steps of a curve.' })
export class JobSeriesType {
  @Field(() => String, { description: 'Its name, for example loss or validationLoss.' })
  name!: string;

  @Field(() => [Float], { nullable: 'items', description: 'Its value at each step; null where it was not reported.' })
  values!: readonly (number | null)[];
}

@ObjectType('JobCurve', { simpleResolvers: true, description: 'Figures of a stage of a job over its steps.' })
export class JobCurveType {
  @Field(() => String, { description: 'The stage, for example "train mirt: train".' })
  stage!: string;

  @Field(() => Int, { description: 'From 1; a stage that starts again begins another run.' })
  run!: number;

  @Field(() => String, { description: 'What the steps count, for example epochs.' })
  unit!: string;

  @Field(() => [Float], { description: 'Ascending; every second point of a long curve is left out.' })
  steps!: readonly number[];

  @Field(() => [JobSeriesType], { complexity: listCost(3), description: 'The figures.' })
  series!: readonly JobSeriesType[];
}

@ObjectType('TrainingRequest', { simpleResolvers: true, description: 'What a job was asked to train.' })
export class TrainingRequestType {
  @Field(() => String, { description: 'Label of the new router set.' })
  label!: string;

  @Field(() => [ID], { description: 'Routers to train; every trainable one when empty.' })
  routers!: readonly string[];

  @Field(() => [String], { description: 'Imports to use; everything stored when empty.' })
  sources!: readonly string[];

  @Field(() => Float, { description: 'Seed: the same data and seed give the same routers.' })
  seed!: number;

  @Field(() => JsonObject, { description: 'Hyper-parameters by router id.' })
  hyperparameters!: TrainingRequest['hyperparameters'];

  @Field(() => String, { nullable: true, description: 'Name of the embedder; null for the configured one.' })
  embedder!: string | null;

  @Field(() => Boolean, { description: 'Whether the new set serves when it is ready.' })
  promote!: boolean;
}

@ObjectType('EvaluationRequest', { simpleResolvers: true, description: 'What a job was asked to measure.' })
export class EvaluationRequestType {
  @Field(() => ID, { description: 'Id of the protocol.' })
  protocol!: string;

  @Field(() => String, { description: 'Label of the evaluation.' })
  label!: string;

  @Field(() => [String], { description: 'Imports to train on; everything stored when empty.' })
  sources!: readonly string[];

  @Field(() => [String], { description: 'Imports to score on; cross-validation when empty.' })
  testSources!: readonly string[];

  @Field(() => Int, { nullable: true, description: "Folds; null for the protocol's number." })
  folds!: number | null;

  @Field(() => Float, { description: 'Seed of the folds.' })
  foldSeed!: number;

  @Field(() => [ID], { description: 'Routers to compare; those of the protocol when empty.' })
  routers!: readonly string[];

  @Field(() => [Float], { description: 'Weights of performance; those of the protocol when empty.' })
  alphas!: readonly number[];

  @Field(() => Float, { description: 'Seed: the same data and seed give the same figures.' })
  seed!: number;

  @Field(() => String, { nullable: true, description: 'Name of the embedder; null for the configured one.' })
  embedder!: string | null;

  @Field(() => Float, { nullable: true, description: 'Warm-up weight λ; null for the one of the trained sets.' })
  warmUpWeight!: number | null;

  @Field(() => JsonObject, { description: 'Parameters of the protocol.' })
  parameters!: EvaluationRequest['parameters'];
}

@ObjectType('JobEmbedding', { simpleResolvers: true, description: 'Texts that a training had embedded.' })
export class JobEmbeddingType {
  @Field(() => Int, { description: 'Different texts that were embedded now.' })
  embedded!: number;

  @Field(() => Int, { description: 'Different texts whose vectors were stored before.' })
  fromStore!: number;
}

@ObjectType('Job', { simpleResolvers: true, description: 'Long work off the request path.' })
export class JobType {
  @Field(() => ID, { description: 'Id of the job; known as long as the server runs.' })
  id!: string;

  @Field(() => JobKindEnum, { description: 'What it does.' })
  kind!: Job['kind'];

  @Field(() => JobStatusEnum, { description: 'Where it stands.' })
  status!: JobStatus;

  @Field(() => TrainingRequestType, { nullable: true, description: 'What to train; null for other jobs.' })
  request!: TrainingRequestType | null;

  @Field(() => EvaluationRequestType, { nullable: true, description: 'What to measure; null for other jobs.' })
  evaluationRequest!: EvaluationRequestType | null;

  @Field(() => DateTimeISO, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it started.' })
  startedAt!: Date | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it ended.' })
  endedAt!: Date | null;

  @Field(() => JobProgressType, { nullable: true, description: 'How far it is; null before it starts.' })
  progress!: JobProgressType | null;

  @Field(() => [JobCurveType], {
    complexity: listCost(10),
    description: 'Losses and other figures of its steps so far; at most 60 curves, the latest, of at most 400 points.',
  })
  curves!: readonly JobCurveType[];

  @Field(() => ID, { nullable: true, description: 'Version of the router set it made.' })
  version!: string | null;

  @Field(() => JobEmbeddingType, {
    nullable: true,
    description: 'What it embedded; null before it ends, and where the embedder is learned from the queries.',
  })
  embedding!: JobEmbeddingType | null;

  @Field(() => ID, { nullable: true, description: 'Id of the evaluation it stored, for the query evaluation.' })
  evaluation!: string | null;

  @Field(() => RefitReportType, { nullable: true, description: 'What a refit found; null before it ends well.' })
  refit!: RefitReportType | null;

  @Field(() => JobErrorType, { nullable: true, description: 'Why it failed.' })
  error!: JobErrorType | null;
}

@ObjectType('TrainingSource', { simpleResolvers: true, description: 'An import of observed responses.' })
export class TrainingSourceType {
  @Field(() => String, { description: 'Name to give in sources of TrainRoutersInput.' })
  source!: string;

  @Field(() => Int, { description: 'Queries it holds.' })
  queries!: number;

  @Field(() => Int, { description: 'Responses it holds.' })
  responses!: number;
}
