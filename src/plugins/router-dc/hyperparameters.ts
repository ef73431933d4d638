import { z } from 'zod';
import { integer, number } from '../numeric-hyperparameters.js';

const OURS = 'our choice, not tuned';
const AS_MIRT = 'as for mirt, where it was cross-validated';
const MEASURED = 'cross-validated, see README.md';

/** What a training run of RouterDC can be told. */
export const routerDcHyperparameters = z.strictObject({
  positives: integer(1, 1000, 3, 'paper 5.1: K₊ = 3').describe('Best LLMs of a query, which its vector is drawn to.'),
  negatives: integer(1, 1000, 3, 'paper 5.1: K₋ = 3').describe('Worst LLMs of a query, which it is pushed from.'),
  clusters: integer(1, 1000, 5, 'paper 5.1: N = 5').describe('Groups of queries for the sample-sample loss.'),
  otherQueries: integer(1, 1000, 3, 'paper 5.1: H = 3').describe('Queries of other groups that one is pushed from.'),
  sampleWeight: number(0, 1000, 1, 'paper 5.1: λ = 1').describe('λ: weight of the sample-sample loss; 0 for none.'),
  temperature: number(0.001, 100, 1, 'published code: 1; see README.md').describe(
    'Cosines are divided by it in both losses.',
  ),
  dims: integer(1, 4096, 32, MEASURED).describe('Length of the query encodings and of the LLM embeddings.'),
  hiddenLayers: integer(0, 8, 0, OURS).describe('Hidden layers of the head over the frozen embedding.'),
  hiddenSize: integer(1, 4096, 64, OURS).describe('Units of each hidden layer.'),
  dropout: number(0, 0.95, 0, OURS).describe('Share of hidden units switched off in each training step.'),
  learningRate: number(1e-6, 1, 0.01, MEASURED).describe('Step size of Adam.'),
  batchSize: integer(2, 65_536, 128, `${MEASURED}; the paper has 64`).describe(
    'Queries per step, each with all of its responses.',
  ),
  epochs: integer(1, 10_000, 40, OURS).describe('Most passes over the training queries.'),
  patience: integer(1, 10_000, 10, AS_MIRT).describe('Epochs without a better validation loss before training stops.'),
  validationShare: number(0, 0.9, 0.1, AS_MIRT).describe('Share of queries held out for early stopping; 0 for none.'),
  headPrecision: number(0, 1e6, 300, MEASURED).describe('Precision of the normal prior on the weights of the head.'),
  taskWeightExponent: number(0, 1, 0.5, AS_MIRT).describe('A query weighs (size of its task)^−exponent in the loss.'),
});

export type RouterDcHyperparameters = z.infer<typeof routerDcHyperparameters>;
