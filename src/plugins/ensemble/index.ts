import { defineRouter } from '../contract.js';
import { readEnsemble } from './artifact.js';
import { ensembleHyperparameters } from './hyperparameters.js';
import { loadEnsembleRouter } from './router.js';
import { trainEnsemble } from './train.js';

export const ensemble = defineRouter({
  id: 'ensemble',
  contract: 1,
  title: 'Stacked routers',
  description: 'P̂ is a calibrated weighted vote of other routers, with weights learned on queries they had not seen.',
  maturity: 'stable',
  citation: {
    work: 'Wolpert, Stacked Generalization, 1992; non-negative weights as in Breiman, Stacked Regressions, 1996',
    url: 'https://doi.org/10.1007/BF00117832',
    deviations: [
      'Logits are combined and the cross-entropy is minimised; Breiman combines regressions by least squares.',
      'The weights are pulled to the plain average, and by default only one of five parts is held out.',
    ],
  },
  output: 'performance',
  evaluationOnly: false,
  capabilities: ['unseenLlms'],
  hyperparameters: ensembleHyperparameters,
  train: trainEnsemble,
  load: async (artifact, deps) => loadEnsembleRouter(readEnsemble(artifact), deps),
});
