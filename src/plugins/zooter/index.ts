import { defineRouter } from '../contract.js';
import { readNetworks } from '../network/artifact.js';
import { zooterHyperparameters } from './hyperparameters.js';
import { loadZooterRouter } from './router.js';
import { trainZooter, ZOOTER_ARTIFACT } from './train.js';

export const zooter = defineRouter({
  id: 'zooter',
  contract: 1,
  title: 'ZOOTER',
  description: 'Reward distillation: a softmax over the LLMs is trained to share itself out as their rewards do.',
  maturity: 'stable',
  citation: {
    work: 'Lu et al., Routing to the Expert: Efficient Reward-guided Ensemble of Large Language Models, NAACL 2024',
    url: 'https://arxiv.org/abs/2311.08692',
    deviations: [
      'The router is a softmax layer over the frozen query embedding; the paper trains a language model (mDeBERTa-v3-base) end to end.',
      'The reward is the observed performance, not the score of a reward model.',
      'The tag of a query is its task; the paper tags queries with a tagging model.',
      'Responses may be missing: both softmaxes run over the LLMs observed on a query, and the tag mean of an LLM is over the queries that observed it.',
      'KL(s* ‖ Z), the usual direction of distillation; the paper writes KL(Z, s*).',
      'Normal priors, early stopping and task weights, which the paper does not have.',
    ],
  },
  output: 'preference',
  evaluationOnly: false,
  cannotOnboard:
    'it learns a share of each trained LLM in a normalised preference, and gives no probability that an answer could correct',
  capabilities: [],
  hyperparameters: zooterHyperparameters,
  train: trainZooter,
  load: async (artifact) => loadZooterRouter(readNetworks(artifact, ZOOTER_ARTIFACT)),
});
