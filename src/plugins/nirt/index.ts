import { defineRouter } from '../contract.js';
import { readNirt } from './artifact.js';
import { nirtHyperparameters } from './hyperparameters.js';
import { loadNirtRouter } from './router.js';
import { trainNirt } from './train.js';

export const nirt = defineRouter({
  id: 'nirt',
  contract: 1,
  title: 'NIRT-Router',
  description:
    'Neural item response theory over named abilities: P̂ = σ(φ(a·r∘(θ − b))), r from clusters of training queries.',
  maturity: 'stable',
  citation: {
    work: 'Song et al., IRT-Router: Effective and Interpretable Multi-LLM Routing via Item Response Theory, 2025, eq. 7–9',
    url: 'https://github.com/Mercidaiha/IRT-Router',
    deviations: [
      'The weights of φ are never negative, as in the published code: a higher θ then never lowers P̂.',
      'a = 9·σ(W_a·e), the form of the published code; the paper has a = W_a·e, which may be negative.',
      'The query vector may shift the annotated relevance (W_r·e before the softmax): annotation alone tells too few queries apart.',
      'θ has a learned offset per LLM beside W_θ·profile; a, b and r have constant terms.',
      'Normal priors on all weights; early stopping; a query weighs (size of its task)^−½ in the loss.',
      'Clusters are found in a sample of the queries; the others join the nearest one.',
      'Without an LLM as annotator, words of texts and tasks say which abilities a cluster needs.',
    ],
  },
  output: 'performance',
  evaluationOnly: false,
  capabilities: ['itemParameters', 'abilities', 'unseenLlms', 'onboarding', 'clusters'],
  hyperparameters: nirtHyperparameters,
  train: trainNirt,
  load: async (artifact, deps) => loadNirtRouter(readNirt(artifact), artifact, deps),
});
