import { z } from 'zod';
import { scorerHyperparameters } from './scorer-hyperparameters.js';

const ASSUMED = 'assumption: the data hold no answers to verify, see README.md';

/** What a training run of FrugalGPT can be told. */
export const frugalGptHyperparameters = z.strictObject({
  ...scorerHyperparameters,
  maxLength: z
    .number()
    .int()
    .min(1)
    .max(4)
    .default(3)
    .describe('Most LLMs in a cascade.')
    .meta({ source: 'Chen et al. 2023, section 3: lists of length 3' }),
  askAnyway: z
    .boolean()
    .default(false)
    .describe('Asks an LLM even where it is known beforehand that its answer will be thrown away.')
    .meta({ source: 'cross-validated, see README.md; the work asks anyway, because its score needs the answer' }),
  verifier: z
    .strictObject({ sensitivity: z.number().min(0.5).max(1), specificity: z.number().min(0.5).max(1) })
    .nullable()
    .default(null)
    .describe(
      'ASSUMED verifier of answers: share of right answers that it passes, share of wrong ones that it stops. Null: none.',
    )
    .meta({ source: ASSUMED }),
});

export type FrugalGptHyperparameters = z.infer<typeof frugalGptHyperparameters>;
