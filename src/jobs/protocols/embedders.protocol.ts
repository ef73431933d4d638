import { z } from 'zod';
import { ThetaError } from '../../domain/errors.js';
import { fitLexicalEmbedder } from '../../tensor/embedders/lexical/index.js';
import { lexicalOptionsSchema } from '../../tensor/embedders/lexical/options.js';
import type { TrainingVariant } from '../evaluation-routers.js';
import { defineProtocol } from './protocol.js';
import { withAlphas, withBestSingle } from './routers.js';
import { runSweep } from './run-sweep.js';

const about = { id: 'embedders', title: 'Embedders', reproduces: 'Table 8' };

/** Each option is optional here: what a setting does not name takes the embedder's default. */
const setting = z.strictObject({
  name: z.string().min(1).describe('Names its rows.'),
  options: lexicalOptionsSchema.partial().describe('Options of the lexical embedder.'),
});

export const embedders = defineProtocol({
  ...about,
  description:
    'The same routers on vectors of several embedders, each learned from the training queries. The others are compared with the first.',
  parameters: z.strictObject({
    settings: z
      .array(setting)
      .min(2)
      .default([
        { name: 'lexical', options: {} },
        { name: 'lexical, 64 dimensions', options: { dims: 64 } },
        { name: 'lexical, 256 dimensions', options: { dims: 256 } },
        { name: 'lexical without tasks', options: { taskWeight: 0 } },
        { name: 'lexical without surface features', options: { surfaceWeight: 0 } },
      ])
      .describe('Embedders to compare; the others are compared with the first.')
      .meta({ source: 'parts of the lexical embedder, one left out at a time' }),
  }),
  async run(given, parameters, watch) {
    const input = withAlphas(given, [0.8]);
    if (input.storedSet) {
      throw new ThetaError('CONFIG_INVALID', 'Protocol embedders trains routers; it cannot score a trained set.', {
        hint: 'Give --train PATH….',
      });
    }
    const variants = parameters.settings.map(({ name, options }) => {
      // The schema fills in defaults once more where an option is not named.
      const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
      const training: TrainingVariant = {
        hyperparameters: input.hyperparameters,
        fitEmbedder: (queries, run) => fitLexicalEmbedder(queries, given, run),
      };
      return { name, x: null, training, warmUpWeight: input.warmUpWeight };
    });
    const shown = {
      settings: parameters.settings.map(({ name, options }) => ({
        name,
        options: { ...options } as Record<string, number>,
      })),
    };
    return runSweep(about, shown, input, withBestSingle(input), variants, 'embedder', watch);
  },
});
