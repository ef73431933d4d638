import { z } from 'zod';
import { defineProtocol } from './protocol.js';
import { withAlphas, withBestSingle } from './routers.js';
import { PAPER_ALPHAS } from './main.protocol.js';
import { runSweep } from './run-sweep.js';
import { plainVariant } from './study.js';

const about = {
  id: 'warm-up',
  title: 'Warm-up of unseen queries',
  reproduces: 'Table 9, Figures 6 and 7',
};

export const warmUp = defineProtocol({
  ...about,
  description:
    'The same trained routers with several weights λ of the nearest training queries (paper eq. 10). The first weight, 0 by default, is what the others are compared with: with and without warm-up.',
  parameters: z.strictObject({
    weights: z
      .array(z.number().min(0).max(1))
      .min(2)
      .default([0, 0.1, 0.2, 0.3, 0.4])
      .describe('Values of λ; the others are compared with the first.')
      .meta({ source: 'paper Table 9' }),
  }),
  async run(given, parameters, watch) {
    const input = withAlphas(given, PAPER_ALPHAS);
    const { training } = plainVariant(input);
    const variants = [...new Set(parameters.weights)].map((λ) => ({
      name: `λ = ${λ}`,
      x: λ,
      training,
      warmUpWeight: λ,
    }));
    return runSweep(about, parameters, input, withBestSingle(input), variants, 'λ', watch);
  },
});
