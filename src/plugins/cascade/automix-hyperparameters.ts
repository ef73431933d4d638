import { z } from 'zod';
import { scorerHyperparameters } from './scorer-hyperparameters.js';

const ASSUMED =
  'assumption: the data hold no verdicts, and the released ones of the work cannot be read; see README.md';

/** What a training run of AutoMix can be told. */
export const automixHyperparameters = z.strictObject({
  ...scorerHyperparameters,
  rule: z
    .enum(['threshold', 'pomdp'])
    .default('pomdp')
    .describe('Meta-verifier: keep by the share of positive verdicts, or by the belief over who is right.')
    .meta({ source: 'Aggarwal et al. 2024, section 3.2; the choice is cross-validated, see README.md' }),
  samples: z
    .number()
    .int()
    .min(1)
    .max(64)
    .default(8)
    .describe('Self-verifications drawn for one answer; its score comes from the share that calls it right.')
    .meta({ source: 'Aggarwal et al. 2024, published code: n = 8' }),
  sensitivity: z
    .number()
    .min(0.5)
    .max(1)
    .default(0.7)
    .describe('ASSUMED share of right answers that one self-verification calls right.')
    .meta({ source: ASSUMED }),
  specificity: z
    .number()
    .min(0.5)
    .max(1)
    .default(0.6)
    .describe('ASSUMED share of wrong answers that one self-verification calls wrong.')
    .meta({ source: ASSUMED }),
  agreement: z
    .number()
    .min(0)
    .max(0.99)
    .default(0.5)
    .describe('ASSUMED correlation of two self-verifications of one answer: one LLM repeats its own mistakes.')
    .meta({ source: ASSUMED }),
});

export type AutomixHyperparameters = z.infer<typeof automixHyperparameters>;
