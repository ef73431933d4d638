import { defineRouter } from '../contract.js';
import { readCascade } from './artifact.js';
import type { AutomixHyperparameters } from './automix-hyperparameters.js';
import { automixHyperparameters } from './automix-hyperparameters.js';
import { automixPolicy } from './automix-policy.js';
import { cascadeRouter } from './cascade-router.js';
import { trainCascade } from './train.js';

export const automix = defineRouter({
  id: 'automix',
  contract: 1,
  title: 'AutoMix cascade',
  description: 'Asks a small LLM, lets it verify its own answer, and asks a large one where that seems worth its cost.',
  maturity: 'experimental',
  citation: {
    work: 'Aggarwal et al., AutoMix: Automatically Mixing Language Models, NeurIPS 2024, section 3',
    url: 'https://github.com/automix-llm/automix',
    deviations: [
      'The data hold no self-verifications: verdicts are drawn from the true responses with an assumed sensitivity, specificity and agreement.',
      'The small and the large LLM are chosen from the pool for α; the work is given a pair. One LLM alone where no pair is worth more.',
      'The belief over who is right starts from P̂ of the query; the work starts from training frequencies.',
      'Keeping is also weighed against the queries that only the small LLM gets right.',
      'What the verifications cost is not counted: the data do not say.',
    ],
  },
  output: 'performance',
  evaluationOnly: false,
  cannotOnboard: 'the order of its cascade was searched on answers of the trained LLMs',
  capabilities: ['policy', 'cascade'],
  hyperparameters: automixHyperparameters,
  train: (data, h: AutomixHyperparameters, run) => trainCascade('automix', data, h, run),
  async load(artifact) {
    const model = readCascade<AutomixHyperparameters>('router/automix', artifact);
    return cascadeRouter('automix', model.scorer, automixPolicy(model, model.hyperparameters));
  },
});
