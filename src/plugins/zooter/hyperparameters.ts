import { z } from 'zod';
import { integer, number } from '../numeric-hyperparameters.js';

const OURS = 'our choice, not tuned';
const AS_MIRT = 'as for mirt, where it was cross-validated';
const MEASURED = 'cross-validated, see README.md';
const PAPER = 'paper section 3.2';

/** What a training run of ZOOTER can be told. */
export const zooterHyperparameters = z.strictObject({
  labelSharpness: number(0.01, 100, 1, `${PAPER}: 1`).describe('A reward is multiplied by it before the softmax.'),
  queryWeight: number(0, 1, 0.1, `${MEASURED}; the paper has 0.3`).describe(
    'β: weight of the reward on the query itself against the mean over its task.',
  ),
  hiddenLayers: integer(0, 8, 0, MEASURED).describe('Hidden layers between the vector and the softmax; 0 for none.'),
  hiddenSize: integer(1, 4096, 64, OURS).describe('Units of each hidden layer.'),
  dropout: number(0, 0.95, 0, OURS).describe('Share of hidden units switched off in each training step.'),
  learningRate: number(1e-6, 1, 0.003, OURS).describe('Step size of Adam.'),
  batchSize: integer(1, 65_536, 256, OURS).describe('Queries per step, each with all of its responses.'),
  epochs: integer(1, 10_000, 200, OURS).describe('Most passes over the training queries.'),
  patience: integer(1, 10_000, 10, AS_MIRT).describe('Epochs without a better validation loss before training stops.'),
  validationShare: number(0, 0.9, 0.1, AS_MIRT).describe('Share of queries held out for early stopping; 0 for none.'),
  hiddenPrecision: number(0, 1e6, 10, OURS).describe('Precision of the normal prior on the hidden weights.'),
  llmPrecision: number(0, 1e6, 30, MEASURED).describe('Precision of the normal prior on the weights of each LLM.'),
  taskWeightExponent: number(0, 1, 0.5, AS_MIRT).describe('A query weighs (size of its task)^−exponent in the loss.'),
});

export type ZooterHyperparameters = z.infer<typeof zooterHyperparameters>;
