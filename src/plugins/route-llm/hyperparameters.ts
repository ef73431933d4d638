import { z } from 'zod';
import { binaryHyperparameters } from '../binary/hyperparameters.js';
import { integer, number } from '../numeric-hyperparameters.js';

const MEASURED = 'cross-validated, see README.md';

export const mfHyperparameters = binaryHyperparameters({
  preferences: z
    .enum(['all', 'pair'])
    .default('all')
    .describe('Learn from preferences between all LLMs that answered the same queries, or from those of the pair only.')
    .meta({ source: 'the paper learns from battles between 64 LLMs' }),
  dims: integer(1, 512, 16, MEASURED).describe('Length of the vectors of LLMs; 128 in the published code.'),
  precision: number(0, 1e6, 100, MEASURED).describe('Precision of the normal prior on W₁.'),
  learningRate: number(1e-6, 1, 0.002, MEASURED).describe('Step size of Adam.'),
  batchSize: integer(1, 65_536, 256, MEASURED).describe('Queries per step, each with all of its preferences.'),
  epochs: integer(1, 10_000, 60, MEASURED).describe('Most passes over the training queries.'),
  patience: integer(1, 10_000, 6, MEASURED).describe('Epochs without a better validation loss before training stops.'),
  validationShare: number(0, 0.9, 0.1, MEASURED).describe('Share of queries held out for early stopping; 0 for none.'),
});

export const similarityHyperparameters = binaryHyperparameters({
  gamma: number(1, 1e6, 10, 'paper, section 4.2').describe('γ of the weight γ^(1 + S / max S); larger looks closer.'),
  neighbours: integer(1, 10_000, 200, MEASURED).describe(
    'Nearest compared queries that are looked at; the paper looks at all.',
  ),
  tiers: z
    .number()
    .int()
    .min(2)
    .max(64)
    .nullable()
    .default(null)
    .describe(
      'Number of tiers into which LLMs are put, so that their tiers play for the pair; null for the pair alone.',
    )
    .meta({ source: MEASURED }),
});

export const classifierHyperparameters = binaryHyperparameters({
  tie: number(0, 1, 0.5, 'our choice: half a win; the published code gives a tie to the weak LLM, which is 0').describe(
    'What a tie counts for as a win of the strong LLM.',
  ),
  precision: number(1e-6, 1e6, 100, MEASURED).describe('Precision of the normal prior on the weights.'),
  maxIterations: integer(1, 10_000, 200, MEASURED).describe('Most iterations of L-BFGS.'),
});
