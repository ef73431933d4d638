import { z } from 'zod';
import { integer, number } from '../numeric-hyperparameters.js';

const OURS = 'our choice, not tuned';
const AS_MIRT = 'as for mirt, where it was cross-validated';
const MEASURED = 'cross-validated, see README.md';

/** What a training run of the MLP can be told. */
export const mlpHyperparameters = z.strictObject({
  hiddenSize: integer(1, 4096, 128, MEASURED).describe('Units of each hidden layer.'),
  hiddenLayers: integer(1, 8, 1, MEASURED).describe('Number of hidden layers.'),
  dropout: number(0, 0.95, 0.5, MEASURED).describe('Share of hidden units switched off in each training step.'),
  learningRate: number(1e-6, 1, 0.001, 'RouterBench code: Adam, 0.001').describe('Step size of Adam.'),
  batchSize: integer(1, 65_536, 256, OURS).describe('Queries per step, each with all of its responses.'),
  epochs: integer(1, 10_000, 60, `${MEASURED}; RouterBench code: 200`).describe(
    'Most passes over the training queries.',
  ),
  patience: integer(1, 10_000, 10, AS_MIRT).describe('Epochs without a better validation loss before training stops.'),
  validationShare: number(0, 0.9, 0.1, AS_MIRT).describe('Share of queries held out for early stopping; 0 for none.'),
  hiddenPrecision: number(0, 1e6, 50, MEASURED).describe('Precision of the normal prior on the hidden weights.'),
  sharedPrecision: number(0, 1e6, 10, OURS).describe('Precision of the prior on the output all LLMs share.'),
  llmPrecision: number(0, 1e6, 30, MEASURED).describe('Precision of the prior on the deviation of each LLM from it.'),
  taskWeightExponent: number(0, 1, 0.5, AS_MIRT).describe('A query weighs (size of its task)^−exponent in the loss.'),
  members: integer(1, 32, 3, MEASURED).describe('Networks trained from different seeds, whose P̂ are averaged.'),
});

export type MlpHyperparameters = z.infer<typeof mlpHyperparameters>;
