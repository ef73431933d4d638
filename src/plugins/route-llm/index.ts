import { defineRouter } from '../contract.js';
import { CLASSIFIER, loadClassifier, trainClassifier } from './classifier.js';
import { classifierHyperparameters, mfHyperparameters, similarityHyperparameters } from './hyperparameters.js';
import { MF, loadMf, trainMf } from './mf.js';
import { SIMILARITY, loadSimilarity, trainSimilarity } from './similarity.js';

const WORK = 'Ong et al., RouteLLM: Learning to Route LLMs with Preference Data, 2024';
const url = 'https://arxiv.org/abs/2406.18665';
const PREFERENCES =
  'Preferences come from the scores of both LLMs on the same query, not from human votes; ties are half a win.';
const THRESHOLD =
  'The threshold follows the α of the request on a held-out curve; the paper calibrates it to a share of calls of the strong LLM, which is an option.';
const shared = {
  contract: 1,
  maturity: 'stable',
  output: 'preference',
  evaluationOnly: false,
  cannotOnboard: 'it chooses between the two LLMs that it was trained for',
} as const;

export const routeLlmMf = defineRouter({
  ...shared,
  id: MF,
  title: 'RouteLLM, matrix factorisation',
  description: 'The win rate of the strong over the weak LLM from a bilinear score of LLM and query.',
  citation: {
    work: `${WORK}, section 4.2`,
    url,
    deviations: [
      PREFERENCES,
      THRESHOLD,
      'A normal prior on W₁ and early stopping take the place of noise on the embeddings.',
    ],
  },
  capabilities: ['policy'],
  hyperparameters: mfHyperparameters,
  train: trainMf,
  load: async (artifact) => loadMf(artifact),
});

export const routeLlmSw = defineRouter({
  ...shared,
  id: SIMILARITY,
  title: 'RouteLLM, similarity-weighted ranking',
  description: 'The win rate of the strong over the weak LLM on the nearest training queries, near ones counting more.',
  citation: {
    work: `${WORK}, section 4.2`,
    url,
    deviations: [
      PREFERENCES,
      THRESHOLD,
      'Only the nearest compared queries count; the paper weighs all of them.',
      'Two sides meet, the pair or the tiers of both, so that the fit is a weighted mean; the paper fits ten tiers for every query.',
    ],
  },
  capabilities: ['policy'],
  hyperparameters: similarityHyperparameters,
  train: trainSimilarity,
  load: loadSimilarity,
});

export const routeLlmClassifier = defineRouter({
  ...shared,
  id: CLASSIFIER,
  title: 'RouteLLM, classifier',
  description: 'The win rate of the strong over the weak LLM from a classifier of win, tie and defeat.',
  citation: {
    work: `${WORK}, section 4.2`,
    url,
    deviations: [PREFERENCES, THRESHOLD, 'Logistic regression over the frozen embedding; the paper fine-tunes BERT.'],
  },
  capabilities: ['policy'],
  hyperparameters: classifierHyperparameters,
  train: trainClassifier,
  load: async (artifact) => loadClassifier(artifact),
});
