import type { z } from 'zod';
import { integer, number } from '../numeric-hyperparameters.js';

const MEASURED = 'cross-validated, see README.md';

/** What both cascades can be told about the score of an answer and the responses that rules are learned on. */
export const scorerHyperparameters = {
  difficultyPrecision: number(0, 1e6, 100, MEASURED).describe(
    'Precision of the normal prior on the weights that all LLMs share.',
  ),
  deviationPrecision: number(0, 1e6, 300, MEASURED).describe(
    'Precision of the normal prior on what an LLM’s weights add to the shared ones.',
  ),
  learningRate: number(1e-6, 1, 0.002, 'as mirt (paper 6.1); cross-validated, see README.md').describe(
    'Step size of Adam.',
  ),
  batchSize: integer(1, 65_536, 512, 'as mirt (paper 6.1)').describe(
    'Queries per step, each with all of its responses.',
  ),
  epochs: integer(1, 10_000, 200, MEASURED).describe('Most passes over the training queries.'),
  patience: integer(1, 10_000, 10, MEASURED).describe('Epochs without a better validation loss before training stops.'),
  validationShare: number(0, 0.9, 0.1, 'as mirt').describe('Share of queries held out for early stopping; 0 for none.'),
  taskWeightExponent: number(0, 1, 0.5, 'as mirt').describe('A query weighs (size of its task)^−exponent in the loss.'),
  heldOutQueries: integer(1, 20_000, 2000, MEASURED).describe(
    'Training queries that the order and the stop rules are learned on, and the score is not; a fifth of all at most.',
  ),
};

export type ScorerHyperparameters = z.infer<z.ZodObject<typeof scorerHyperparameters>>;
