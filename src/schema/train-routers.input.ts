import { Field, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import type { Json } from '../domain/artifact.js';
import { JsonObject } from './scalars.js';

@InputType('RouterHyperparametersInput', { description: 'Hyper-parameters for one router.' })
export class RouterHyperparametersInput {
  @Field(() => ID, { description: 'The router.' })
  router!: string;

  @Field(() => JsonObject, { description: 'Value by name; what is not given takes its default.' })
  values!: { [name: string]: Json };
}

@InputType('TrainRoutersInput', { description: 'What to train a new router set from.' })
export class TrainRoutersInput {
  static readonly zod = z.object({
    label: z.string().trim().min(1).max(200),
    seed: z.number().int().min(0).nullish(),
    embedder: z.string().trim().min(1).max(1000).nullish(),
    hyperparameters: z
      .array(z.object({ router: z.string() }))
      .refine((all) => new Set(all.map((one) => one.router)).size === all.length, 'expected each router once')
      .nullish(),
  });

  @Field(() => String, { description: 'Label of the new router set, for people; 1 to 200 characters.' })
  label!: string;

  @Field(() => [ID], { nullable: true, description: 'Routers to train; every trainable one when absent.' })
  routers?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Imports to use, by name; everything stored when absent.' })
  sources?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'Seed, 0 or more; 0 when absent.' })
  seed?: number | null;

  @Field(() => [RouterHyperparametersInput], {
    nullable: true,
    description: 'Hyper-parameters, each router at most once.',
  })
  hyperparameters?: RouterHyperparametersInput[] | null;

  @Field(() => String, { nullable: true, description: 'Name of the embedder; the configured one when absent.' })
  embedder?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Serve the new set when it is ready; false when absent.' })
  promote?: boolean | null;
}
