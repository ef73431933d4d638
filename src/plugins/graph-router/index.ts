import { defineRouter } from '../contract.js';
import { readGraph } from './artifact.js';
import { graphRouterHyperparameters } from './hyperparameters.js';
import { loadGraphRouter } from './router.js';
import { trainGraph } from './train.js';

export const graphRouter = defineRouter({
  id: 'graph-router',
  contract: 1,
  title: 'GraphRouter',
  description: 'P̂ is a predicted edge of a graph of tasks, queries and LLMs, from messages over the observed ones.',
  maturity: 'stable',
  citation: {
    work: 'Feng et al., GraphRouter: A Graph-based Router for LLM Selections, ICLR 2025',
    url: 'https://arxiv.org/abs/2410.03834',
    deviations: [
      'A new query is joined to its nearest training queries and, through them, to their tasks; in the paper its task is given.',
      'Messages are weighted means of edge attributes before the learned layer, so that they are gathered once and not at every step.',
      'Edges carry performance alone; cost enters the score S = α·P̂ − β·C, where the paper trains one model per weighting.',
      'P̂ of every edge is predicted; the paper predicts which LLM is best.',
    ],
  },
  output: 'performance',
  evaluationOnly: false,
  capabilities: ['unseenLlms'],
  hyperparameters: graphRouterHyperparameters,
  train: trainGraph,
  load: async (artifact, deps) => loadGraphRouter(readGraph(artifact), deps),
});
