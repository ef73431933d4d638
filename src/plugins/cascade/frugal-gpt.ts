import { defineRouter } from '../contract.js';
import { readCascade } from './artifact.js';
import { cascadeRouter } from './cascade-router.js';
import type { FrugalGptHyperparameters } from './frugal-gpt-hyperparameters.js';
import { frugalGptHyperparameters } from './frugal-gpt-hyperparameters.js';
import { frugalGptPolicy } from './frugal-gpt-policy.js';
import { trainCascade } from './train.js';

export const frugalGpt = defineRouter({
  id: 'frugal-gpt',
  contract: 1,
  title: 'FrugalGPT cascade',
  description: 'Asks LLMs in a learned order until the score of an answer reaches a learned threshold.',
  maturity: 'experimental',
  citation: {
    work: 'Chen, Zaharia and Zou, FrugalGPT: How to Use Large Language Models While Reducing Cost and Improving Performance, 2023, section 3',
    url: 'https://github.com/stanford-futuredata/FrugalGPT',
    deviations: [
      'The data hold no answers: the score g sees the query and which LLM answers, not the answer, unless a verifier is assumed.',
      'g is a logistic regression on the query vector with weights per LLM; the work fine-tunes DistilBERT on query and answer.',
      'The budget is a price of cost, −β·C for each LLM asked, so that order and thresholds follow α and the pool.',
      'An LLM whose answer is known beforehand to be thrown away is not asked (askAnyway restores that).',
    ],
  },
  output: 'performance',
  evaluationOnly: false,
  cannotOnboard: 'the order of its cascade was searched on answers of the trained LLMs',
  capabilities: ['policy', 'cascade'],
  hyperparameters: frugalGptHyperparameters,
  train: (data, h: FrugalGptHyperparameters, run) => trainCascade('frugal-gpt', data, h, run),
  async load(artifact) {
    const model = readCascade<FrugalGptHyperparameters>('router/frugal-gpt', artifact);
    return cascadeRouter('frugal-gpt', model.scorer, frugalGptPolicy(model, model.hyperparameters));
  },
});
