import { loadBinaryRouter } from '../binary/router.js';
import { defineRouter } from '../contract.js';
import { hybridLlmHyperparameters } from './hyperparameters.js';
import { ID, readHybridLlm, trainHybridLlm } from './train.js';

export const hybridLlm = defineRouter({
  id: ID,
  contract: 1,
  title: 'HybridLLM',
  description: 'Chooses between a strong and a weak LLM by the predicted chance that the weak one is good enough.',
  maturity: 'stable',
  citation: {
    work: 'Ding et al., Hybrid LLM: Cost-Efficient and Quality-Aware Query Routing, ICLR 2024',
    url: 'https://arxiv.org/abs/2404.14618',
    deviations: [
      'A small head over the frozen embedding of the platform; the paper fine-tunes DeBERTa-v3-large.',
      'A tie of the scores is half a label by default; the paper counts it for the weak LLM.',
      'Pr[H ≥ 0] reads a graded score as the chance of a right answer; the paper samples ten answers of each LLM.',
      'The threshold follows the α of the request on a cross-fitted curve; the paper fixes it by a tolerated drop in quality, which is an option.',
    ],
  },
  output: 'preference',
  evaluationOnly: false,
  cannotOnboard: 'it chooses between the two LLMs that it was trained for',
  capabilities: ['policy'],
  hyperparameters: hybridLlmHyperparameters,
  train: trainHybridLlm,
  async load(artifact) {
    const { model, winRates } = readHybridLlm(artifact);
    return loadBinaryRouter(ID, model, winRates);
  },
});
