import { tensorOf } from '../../domain/artifact.js';
import { defineRouter } from '../contract.js';
import { readNetworks } from '../network/artifact.js';
import { routerDcHyperparameters } from './hyperparameters.js';
import { loadRouterDc } from './router.js';
import { ROUTER_DC_ARTIFACT, trainRouterDc } from './train.js';

export const routerDc = defineRouter({
  id: 'router-dc',
  contract: 1,
  title: 'RouterDC',
  description: 'Dual contrastive learning: queries are drawn to the embeddings of the LLMs that answer them well.',
  maturity: 'stable',
  citation: {
    work: 'Chen et al., RouterDC: Query-Based Router by Dual Contrastive Learning for Assembling Large Language Models, NeurIPS 2024',
    url: 'https://github.com/shuhao02/RouterDC',
    deviations: [
      'The encoder is a trained head over the frozen query embedding; the paper trains mDeBERTa-v3-base end to end.',
      'Queries are clustered by k-means on their embeddings; the paper reduces them with t-SNE first.',
      'Among LLMs of equal score, positives and negatives are drawn at random at every step instead of by their place in the list, and no LLM is both.',
      'A query is never its own positive in the sample-sample loss.',
      'The preference is (1 + cos) / 2, in the same order as the softmax and independent of the pool.',
      'Normal priors, early stopping and task weights, which the paper does not have.',
    ],
  },
  output: 'preference',
  evaluationOnly: false,
  cannotOnboard:
    'it learns which of the trained LLMs is better, by contrasts, and gives no probability that an answer could correct',
  capabilities: [],
  hyperparameters: routerDcHyperparameters,
  train: trainRouterDc,
  load: async (artifact) => {
    const networks = readNetworks(artifact, ROUTER_DC_ARTIFACT);
    const dims = networks.members[0]?.at(-1)?.bias.length ?? 0;
    const embeddings = tensorOf(artifact, 'llmEmbeddings', 'Float32Array', networks.llms.length * dims);
    return loadRouterDc(networks, embeddings);
  },
});
