import { z } from 'zod';
import { integer, number } from '../numeric-hyperparameters.js';

const MEASURED = 'cross-validated, see README.md';

export const graphRouterHyperparameters = z.strictObject({
  dims: integer(1, 512, 16, MEASURED).describe('Size of the hidden state of a node.'),
  neighbours: integer(1, 1000, 100, MEASURED).describe('Training queries that a query is joined to by an edge.'),
  edgeShrinkage: number(0, 1e6, 2, MEASURED).describe(
    'Edges that the average over all LLMs counts for in a message about one LLM.',
  ),
  maskedParts: integer(2, 50, 5, MEASURED).describe(
    'The training edges are masked one part at a time: those of a part are predicted from messages of the other parts.',
  ),
  learningRate: number(1e-6, 1, 0.002, 'as mirt').describe('Step size of Adam.'),
  batchSize: integer(1, 65_536, 512, 'as mirt').describe('Queries per step, each with all of its edges.'),
  epochs: integer(1, 10_000, 200, MEASURED).describe('Most passes over the training queries.'),
  patience: integer(1, 10_000, 10, MEASURED).describe('Epochs without a better validation loss before training stops.'),
  validationShare: number(0, 0.9, 0.1, MEASURED).describe('Share of queries held out for early stopping; 0 for none.'),
  queryPrecision: number(0, 1e6, 1000, MEASURED).describe('Precision of the normal prior on the weights from vectors.'),
  messagePrecision: number(0, 1e6, 3000, MEASURED).describe(
    'Precision of the normal prior on the weights from messages.',
  ),
  llmPrecision: number(0, 1e6, 5, MEASURED).describe('Precision of the normal prior on the weights of LLM nodes.'),
  taskWeightExponent: number(0, 1, 0.5, 'as mirt').describe('A query weighs (size of its task)^−exponent in the loss.'),
});

export type GraphRouterHyperparameters = z.infer<typeof graphRouterHyperparameters>;
