import { priorOf } from '../ability-prior.js';
import { defineRouter } from '../contract.js';
import { readMirt } from './artifact.js';
import { mirtHyperparameters } from './hyperparameters.js';
import { loadMirtRouter } from './router.js';
import { trainMirt } from './train.js';

export const mirt = defineRouter({
  id: 'mirt',
  contract: 1,
  title: 'MIRT-Router',
  description: 'Multidimensional item response theory: P̂ = σ(a·θ − b), a and b from the query, θ from the LLM.',
  maturity: 'stable',
  citation: {
    work: 'Song et al., IRT-Router: Effective and Interpretable Multi-LLM Routing via Item Response Theory, 2025, eq. 4–6',
    url: 'https://github.com/Mercidaiha/IRT-Router',
    deviations: [
      'a = softplus(W_a·e) by default, the form of the published code, because it validates better; the paper has a = W_a·e.',
      'θ has a learned offset per LLM beside W_θ·profile, so that LLMs with responses are fitted by them.',
      'a and b have constant terms, as the published code has.',
      'Normal priors on all weights and offsets, the strongest on W_a: without them the part that tells LLMs apart overfits.',
      'A query weighs (size of its task)^−½ in the loss.',
    ],
  },
  output: 'performance',
  evaluationOnly: false,
  capabilities: ['itemParameters', 'abilities', 'unseenLlms', 'onboarding'],
  hyperparameters: mirtHyperparameters,
  train: trainMirt,
  load: async (artifact, deps) => loadMirtRouter(readMirt(artifact), priorOf(artifact), deps),
});
