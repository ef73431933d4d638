import { defineRouter } from '../contract.js';
import { readCluster } from './artifact.js';
import { clusterHyperparameters } from './hyperparameters.js';
import { loadClusterRouter } from './router.js';
import { trainCluster } from './train.js';

export const cluster = defineRouter({
  id: 'cluster',
  contract: 1,
  title: 'Avengers-Pro',
  description: 'P̂ is the mean performance of the LLM in the clusters of training queries nearest to the query.',
  maturity: 'stable',
  citation: {
    work: 'Zhang et al., Beyond GPT-5: Making LLMs Cheaper and Better via Performance-Efficiency Optimized Routing, 2025',
    url: 'https://arxiv.org/abs/2508.12631',
    deviations: [
      'Score S = α·P̂ − β·C with the cost of the LLM, as every router here; the paper rescales performance and cost to [0, 1] within each cluster.',
      'The nearest clusters count by a softmax over squared distances on the scale of the training queries.',
      'The mean of an LLM in a cluster is shrunk to its overall mean, so that few responses do not decide.',
    ],
  },
  output: 'performance',
  evaluationOnly: false,
  capabilities: [],
  hyperparameters: clusterHyperparameters,
  train: trainCluster,
  load: async (artifact) => loadClusterRouter(readCluster(artifact)),
});
