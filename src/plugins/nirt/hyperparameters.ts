import { z } from 'zod';
import { integer, number } from '../numeric-hyperparameters.js';

const MEASURED = 'cross-validated, see README.md';
const CODE = 'published code';

/** What a training run of NIRT can be told. */
export const nirtHyperparameters = z.strictObject({
  network: z
    .enum(['single', 'two-layer'])
    .default('single')
    .describe('φ: one non-negative layer (paper eq. 8), or two with tanh between them (the published code).')
    .meta({ source: MEASURED }),
  hiddenSize: integer(1, 4096, 512, CODE).describe('Hidden units of the two-layer network.'),
  dropout: number(0, 0.95, 0.5, CODE).describe('Share of hidden units dropped in training; never when predicting.'),
  maxDiscrimination: number(0.1, 100, 9, CODE).describe('a = maxDiscrimination·σ(W_a·e).'),
  relevanceSharpness: number(0, 100, 1, 'paper eq. 9: the plain softmax').describe(
    'Factor on the 0/1 relevance before its softmax; 1 is the paper, 0 makes all abilities equally relevant.',
  ),
  learnedRelevance: z
    .boolean()
    .default(true)
    .describe('Whether the query vector may shift the annotated relevance, by a learned W_r·e before the softmax.')
    .meta({ source: MEASURED }),
  relevancePrecision: number(0, 1e6, 300, MEASURED).describe('Precision of the normal prior on W_r.'),
  relevanceNeighbours: integer(1, 100, 5, 'paper 4.2.2').describe(
    'Training queries whose relevance a new query takes the mean of.',
  ),
  minClusterSize: integer(2, 10_000, 5, CODE).describe('Fewest sampled queries that make a cluster (HDBSCAN).'),
  clusterSample: integer(50, 20_000, 4000, MEASURED).describe(
    'Most training queries that clusters are looked for in; the others join the cluster of the nearest of them.',
  ),
  layoutDims: integer(2, 50, 5, CODE).describe('Dimensions that UMAP reduces vectors to.'),
  layoutNeighbours: integer(2, 200, 15, 'umap-learn default').describe('Neighbours that UMAP looks at.'),
  layoutEpochs: integer(1, 2000, 100, MEASURED).describe('Epochs of UMAP.'),
  learningRate: number(1e-6, 1, 0.002, 'paper 6.1: Adam, 0.002').describe('Step size of Adam.'),
  batchSize: integer(1, 65_536, 512, 'paper 6.1').describe('Queries per step, each with all of its responses.'),
  epochs: integer(1, 10_000, 200, MEASURED).describe('Most passes over the training queries.'),
  patience: integer(1, 10_000, 10, MEASURED).describe('Epochs without a better validation loss before training stops.'),
  validationShare: number(0, 0.9, 0.1, MEASURED).describe('Share of queries held out for early stopping; 0 for none.'),
  difficultyPrecision: number(0, 1e6, 10_000, MEASURED).describe('Precision of the normal prior on W_b.'),
  sharedDifficultyPrecision: number(0, 1e6, 3000, MEASURED).describe(
    'Precision of the normal prior on the part of W_b that all abilities share.',
  ),
  discriminationPrecision: number(0, 1e6, 10_000, MEASURED).describe('Precision of the normal prior on W_a.'),
  abilityPrecision: number(0, 1e6, 1, MEASURED).describe(
    'Precision of the normal prior on W_θ and on the LLM offsets.',
  ),
  networkPrecision: number(0, 1e6, 1, MEASURED).describe('Precision of the normal prior on the weights of φ.'),
  taskWeightExponent: number(0, 1, 0.5, MEASURED).describe('A query weighs (size of its task)^−exponent in the loss.'),
});

export type NirtHyperparameters = z.infer<typeof nirtHyperparameters>;
