import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import type { PreviewSource } from '../calibration/preview/types.js';
import { ObjectiveInput } from './objective.input.js';
import { PreviewSourceEnum } from './preview-enums.js';
import { DateTimeISO } from './scalars.js';

@InputType('PreviewPriceInput', { description: 'A price in USD per million tokens.' })
export class PreviewPriceInput {
  @Field(() => Float, { description: 'Of input.' })
  inputPerMillion!: number;

  @Field(() => Float, { description: 'Of output.' })
  outputPerMillion!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Of input that the provider has cached; as other input when absent.',
  })
  cachedInputPerMillion?: number | null;
}

@InputType('LlmPreviewInput', { description: 'An LLM and a pool that it may join, or leave.' })
export class LlmPreviewInput {
  static readonly zod = z.object({ tag: z.string().min(1).max(128).nullish() });

  @Field(() => ID, { description: 'The LLM. In a pool that may choose it already, its removal is previewed.' })
  llm!: string;

  @Field(() => ID, { nullable: true, description: 'The candidate pool; the default one when absent.' })
  pool?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A router that predicts performance and chooses by S = α·P̂ − β·C; the default one when absent.',
  })
  router?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'α in [0, 1]; when absent that of each logged decision, or the default of the server.',
  })
  alpha?: number | null;

  @Field(() => ObjectiveInput, { nullable: true, description: 'Instead of alpha: what to decide for.' })
  objective?: ObjectiveInput | null;

  @Field(() => PreviewSourceEnum, {
    nullable: true,
    description: 'Which queries; RECENT when absent, which falls back to HELD_OUT where fewer than 50 have a text.',
  })
  on?: PreviewSource | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'Only decisions logged then or later.' })
  from?: Date | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'Only decisions logged before.' })
  to?: Date | null;

  @Field(() => String, { nullable: true, description: 'Only decisions that bear this label.' })
  tag?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Most logged decisions to look at, the newest first, 1 to 10,000; 2,000 when absent.',
  })
  limit?: number | null;

  @Field(() => PreviewPriceInput, { nullable: true, description: 'Of the LLM; that of the catalogue when absent.' })
  price?: PreviewPriceInput | null;

  @Field(() => Int, { nullable: true, description: 'Queries to show, 1 to 50; 5 when absent.' })
  examples?: number | null;
}
