import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import type { Json } from '../domain/artifact.js';
import { JsonObject } from './scalars.js';

@InputType('StartEvaluationInput', { description: 'What to measure, and on which imported responses.' })
export class StartEvaluationInput {
  static readonly zod = z.object({
    label: z.string().trim().min(1).max(200).nullish(),
    folds: z.number().int().min(2).max(100).nullish(),
    foldSeed: z.number().int().min(0).nullish(),
    embedder: z.string().trim().min(1).nullish(),
    seed: z.number().int().min(0).nullish(),
    alphas: z.array(z.number()).max(100).nullish(),
  });

  @Field(() => ID, { description: 'What to measure; the query evaluationProtocols lists what there is.' })
  protocol!: string;

  @Field(() => String, { nullable: true, description: 'For people, 1 to 200 characters; the protocol when absent.' })
  label?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Imports to train on, by name; everything stored when absent.',
  })
  sources?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Imports to score on; when absent the training data are cross-validated.',
  })
  testSources?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'Folds of the cross-validation, 2 to 100; 5 when absent.' })
  folds?: number | null;

  @Field(() => Int, { nullable: true, description: 'Seed of the folds, 0 or more; 0 when absent.' })
  foldSeed?: number | null;

  @Field(() => [ID], { nullable: true, description: 'Routers to compare; those of the protocol when absent.' })
  routers?: string[] | null;

  @Field(() => [Float], {
    nullable: true,
    description: 'Weights α of performance against cost, each in [0, 1]; 0.8, 0.5 and 0.2 when absent.',
  })
  alphas?: number[] | null;

  @Field(() => Int, { nullable: true, description: 'Seed of everything random, 0 or more; 0 when absent.' })
  seed?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the embedder to train with, as THETA_EMBEDDER takes it; the configured one when absent.',
  })
  embedder?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Warm-up weight λ in [0, 1]; the one of the trained sets when absent.',
  })
  warmUpWeight?: number | null;

  @Field(() => JsonObject, {
    nullable: true,
    description: 'Parameters of the protocol; what is not given takes its default.',
  })
  parameters?: { [name: string]: Json } | null;
}
