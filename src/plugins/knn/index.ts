import { defineRouter } from '../contract.js';
import { readKnn, trainKnn } from './artifact.js';
import { knnHyperparameters } from './hyperparameters.js';
import { loadKnnRouter } from './router.js';

export const knn = defineRouter({
  id: 'knn',
  contract: 1,
  title: 'k nearest neighbours',
  description: 'P̂ is the mean performance of the LLM on the k training queries nearest to the query.',
  maturity: 'stable',
  citation: {
    work: 'Hu et al., RouterBench: A Benchmark for Multi-LLM Routing System, 2024, predictive router (kNN)',
    url: 'https://github.com/withmartian/routerbench',
    deviations: [
      'Responses may be missing: neighbours are looked for among the queries of the same study, further ones are fetched, and the mean of the LLM takes part as pseudo-neighbours.',
    ],
  },
  output: 'performance',
  evaluationOnly: false,
  capabilities: [],
  hyperparameters: knnHyperparameters,
  train: trainKnn,
  load: async (artifact, deps) => loadKnnRouter(readKnn(artifact), deps),
});
