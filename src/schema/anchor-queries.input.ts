import { Field, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import type { AnchorSelection } from '../calibration/types.js';
import { AnchorSelectionEnum } from './cold-start.enums.js';

/** Queries where a request does not say how many. */
export const DEFAULT_ANCHORS = 20;

@InputType('AnchorQueriesInput', { description: 'Which queries to ask an LLM.' })
export class AnchorQueriesInput {
  static readonly zod = z.object({
    count: z.number().int().min(1).max(10_000).nullish(),
    seed: z.number().int().min(0).nullish(),
    tasks: z.array(z.string()).max(1000).nullish(),
    sources: z.array(z.string()).max(1000).nullish(),
  });

  @Field(() => ID, { description: 'The LLM to be asked.' })
  llm!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How many, 1 to 10,000; 20 when absent. Fewer come where fewer are stored that it has not answered.',
  })
  count?: number | null;

  @Field(() => AnchorSelectionEnum, { nullable: true, description: 'How they are chosen; STRATIFIED when absent.' })
  selection?: AnchorSelection | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The router that tells what a query would teach; when absent the default one, or else the first that learns θ from answers.',
  })
  router?: string | null;

  @Field(() => [String], { nullable: true, description: 'Only queries of these tasks; all when absent or empty.' })
  tasks?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only queries of these imports, by name; all when absent or empty.',
  })
  sources?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only queries whose right answers are stored; false when absent.',
  })
  withReferences?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Seed of random choices, 0 or more; 0 when absent.' })
  seed?: number | null;
}
