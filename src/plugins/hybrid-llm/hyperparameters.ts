import { z } from 'zod';
import { binaryHyperparameters } from '../binary/hyperparameters.js';
import { integer, number } from '../numeric-hyperparameters.js';

const MEASURED = 'cross-validated, see README.md';

export const hybridLlmHyperparameters = binaryHyperparameters({
  labels: z
    .enum(['det', 'prob', 'trans'])
    .default('prob')
    .describe('How scores become labels: r_det, r_prob or r_trans of the paper.')
    .meta({ source: MEASURED }),
  tie: number(0, 1, 0.5, MEASURED).describe(
    'What a tie counts for as a label that the weak LLM is good enough; 1 in the paper.',
  ),
  hidden: integer(0, 1024, 0, MEASURED).describe('Units of the hidden layer; 0 for logistic regression.'),
  precision: number(0, 1e6, 100, MEASURED).describe('Precision of the normal prior on the weights.'),
  learningRate: number(1e-6, 1, 0.005, MEASURED).describe('Step size of Adam.'),
  batchSize: integer(1, 65_536, 256, MEASURED).describe('Queries per step.'),
  epochs: integer(1, 10_000, 60, MEASURED).describe('Most passes over the training queries.'),
  patience: integer(1, 10_000, 8, MEASURED).describe('Epochs without a better validation loss before training stops.'),
  validationShare: number(0, 0.9, 0.1, MEASURED).describe('Share of queries held out for early stopping; 0 for none.'),
});

export type HybridLlmHyperparameters = z.infer<typeof hybridLlmHyperparameters>;
