import { defineRouter } from '../contract.js';
import { readNetworks } from '../network/artifact.js';
import { mlpHyperparameters } from './hyperparameters.js';
import { loadMlpRouter } from './router.js';
import { MLP_ARTIFACT, trainMlp } from './train.js';

export const mlp = defineRouter({
  id: 'mlp',
  contract: 1,
  title: 'Multilayer perceptron',
  description: 'A neural network from the query vector to P̂ of every LLM, averaged over several seeds.',
  maturity: 'stable',
  citation: {
    work: 'Hu et al., RouterBench: A Benchmark for Multi-LLM Routing System, 2024, predictive router (MLP)',
    url: 'https://github.com/withmartian/routerbench',
    deviations: [
      'One network with an output per LLM instead of one network per LLM, so that what makes a query hard is learned from all of them.',
      'The output is shared weights plus a deviation per LLM, with a stronger prior on the deviation.',
      'Sigmoid outputs under cross-entropy instead of linear ones under squared error: P̂ stays in [0, 1].',
      'One hidden layer with dropout, priors, early stopping on held-out queries and the mean of several networks; the published code has three layers of 100 and none of these.',
      'A query weighs (size of its task)^−½ in the loss.',
    ],
  },
  output: 'performance',
  evaluationOnly: false,
  capabilities: [],
  hyperparameters: mlpHyperparameters,
  train: trainMlp,
  load: async (artifact) => loadMlpRouter(readNetworks(artifact, MLP_ARTIFACT)),
});
