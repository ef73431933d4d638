import { defineRouter } from '../contract.js';
import { readHirt } from './artifact.js';
import { hirtHyperparameters } from './hyperparameters.js';
import { loadHirtRouter } from './router.js';
import { trainHirt } from './train.js';

export const hirt = defineRouter({
  id: 'hirt',
  contract: 1,
  title: 'Hierarchical IRT',
  description:
    'MIRT whose ability dimensions are the tasks of the training data: P̂ = σ(Σ p(task | query)·θ + residual dimensions − b), all partially pooled.',
  maturity: 'stable',
  citation: {
    work: 'Our own: the MIRT of Song et al., IRT-Router (2025), eq. 4–6, with the partial pooling of Gelman and Hill, Data Analysis Using Regression and Multilevel/Hierarchical Models (2007)',
    deviations: [
      'The first dimensions of a are p(task | query) of a classifier, so that θ has a name in every dimension; the paper learns them free of a meaning.',
      'θ on a task is pooled towards the overall ability of its LLM, and what is specific to one LLM and one query is shrunk hard: it is nearly absent in the data.',
      'Fitted as one convex problem by L-BFGS, not by Adam: the same data give the same abilities, whatever the seed of the order.',
      'An LLM without responses gets the mean ability of the others, moved a little by its profile.',
    ],
  },
  output: 'performance',
  evaluationOnly: false,
  capabilities: ['itemParameters', 'abilities', 'unseenLlms', 'onboarding'],
  hyperparameters: hirtHyperparameters,
  train: trainHirt,
  load: async (artifact, deps) => loadHirtRouter(readHirt(artifact), deps),
});
