import { z } from 'zod';
import { integer, number } from '../numeric-hyperparameters.js';

const MEASURED = 'cross-validated, see README.md';

/** What a training run of MIRT can be told. */
export const mirtHyperparameters = z.strictObject({
  form: z
    .enum(['linear', 'monotone'])
    .default('monotone')
    .describe('a = W_a·e (linear, the paper) or softplus(W_a·e) (monotone, the published code).')
    .meta({ source: MEASURED }),
  dims: integer(1, 256, 25, 'paper appendix C.1: 25 abilities').describe('Number of ability dimensions.'),
  learningRate: number(1e-6, 1, 0.002, 'paper 6.1: Adam, 0.002').describe('Step size of Adam.'),
  batchSize: integer(1, 65_536, 512, 'paper 6.1').describe('Queries per step, each with all of its responses.'),
  epochs: integer(1, 10_000, 200, MEASURED).describe('Most passes over the training queries.'),
  patience: integer(1, 10_000, 10, MEASURED).describe('Epochs without a better validation loss before training stops.'),
  validationShare: number(0, 0.9, 0.1, MEASURED).describe('Share of queries held out for early stopping; 0 for none.'),
  difficultyPrecision: number(0, 1e6, 100, MEASURED).describe('Precision of the normal prior on W_b.'),
  discriminationPrecision: number(0, 1e6, 100, MEASURED).describe('Precision of the normal prior on W_a.'),
  abilityPrecision: number(0, 1e6, 1, MEASURED).describe(
    'Precision of the normal prior on W_θ and on the LLM offsets.',
  ),
  taskWeightExponent: number(0, 1, 0.5, MEASURED).describe('A query weighs (size of its task)^−exponent in the loss.'),
  orderingPrecision: number(0, 1e6, 0, 'off: see README.md for its measured effect').describe(
    'How firmly a larger LLM of a family is held to be at least as able on average as a smaller one (paper, Limitations); 0 for not at all.',
  ),
});

export type MirtHyperparameters = z.infer<typeof mirtHyperparameters>;
