import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import type { RefitRule } from '../jobs/refit/settings.js';
import { CountedRoutersEnum, PromoteRuleEnum } from './refit.enums.js';
import { RouterHyperparametersInput } from './train-routers.input.js';

@InputType('RefitRuleInput', { description: 'The rule of one refit; what is absent is taken from the settings.' })
export class RefitRuleInput {
  @Field(() => PromoteRuleEnum, { nullable: true, description: 'When the candidate serves without being looked at.' })
  promote?: RefitRule['promote'] | null;

  @Field(() => Float, { nullable: true, description: 'Points of reward from 0 to 100, for NOT_WORSE.' })
  margin?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Held-out queries that neither version has seen, at least; 20 or more.',
  })
  minQueries?: number | null;

  @Field(() => CountedRoutersEnum, { nullable: true, description: 'Which routers have to pass.' })
  routers?: RefitRule['routers'] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it may serve without an LLM of the default pool that what serves can answer for.',
  })
  allowLostLlms?: boolean | null;
}

@InputType('RefitInput', { description: 'What to train anew on all stored responses; all of it may be absent.' })
export class RefitInput {
  static readonly zod = z.object({
    label: z.string().trim().min(1).max(200).nullish(),
    seed: z.number().int().min(0).nullish(),
    embedder: z.string().trim().min(1).max(1000).nullish(),
    heldOutShare: z.number().min(0.02).max(0.5).nullish(),
    minResponses: z.number().int().min(0).nullish(),
    hyperparameters: z
      .array(z.object({ router: z.string() }))
      .refine((all) => new Set(all.map((one) => one.router)).size === all.length, 'expected each router once')
      .nullish(),
    rule: z
      .object({ margin: z.number().min(0).max(100).nullish(), minQueries: z.number().int().min(20).nullish() })
      .nullish(),
  });

  @Field(() => String, { nullable: true, description: 'Label of the candidate; the date when absent.' })
  label?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Routers to train; those of the serving version when absent.' })
  routers?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Imports to use, by name; everything stored when absent.' })
  sources?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'Seed, 0 or more; that of the serving version when absent.' })
  seed?: number | null;

  @Field(() => [RouterHyperparametersInput], {
    nullable: true,
    description: 'Hyper-parameters, each router at most once; those of the serving version when absent.',
  })
  hyperparameters?: RouterHyperparametersInput[] | null;

  @Field(() => String, { nullable: true, description: 'Name of the embedder; the configured one when absent.' })
  embedder?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Weight of performance in the reward; the default α when absent.',
  })
  alpha?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of the queries to hold out, 0.02 to 0.5; the configured one when absent.',
  })
  heldOutShare?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'New responses that it needs; 1 when absent, 0 to train on the same ones again.',
  })
  minResponses?: number | null;

  @Field(() => RefitRuleInput, { nullable: true, description: 'The rule; the configured one when absent.' })
  rule?: RefitRuleInput | null;
}
