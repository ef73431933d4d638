import { z } from 'zod';
import { ThetaError } from '../../domain/errors.js';
import { fitLexicalEmbedder } from '../../tensor/embedders/lexical/index.js';
import { lexicalOptionsSchema } from '../../tensor/embedders/lexical/options.js';
import type { TrainingVariant } from '../evaluation-routers.js';
import type { Watch } from '../worker-messages.js';
import type { ProtocolInput } from './protocol.js';
import { defineProtocol } from './protocol.js';
import { withAlphas, withBestSingle } from './routers.js';
import { runSweep } from './run-sweep.js';

const about = { id: 'embedders', title: 'Embedders', reproduces: 'Tables 6 and 8' };

const LEXICAL = 'lexical';

/** Each option is optional here: what a setting does not name takes the embedder's default. */
const setting = z
  .strictObject({
    name: z.string().min(1).describe('Names its rows.'),
    embedder: z.string().min(1).default(LEXICAL).describe('Name of an embedder, as THETA_EMBEDDER takes it.'),
    options: lexicalOptionsSchema.partial().default({}).describe('Options of the lexical embedder; no other has any.'),
  })
  .refine(({ embedder, options }) => embedder === LEXICAL || Object.values(options).every((o) => o === undefined), {
    error: 'options are of the lexical embedder; leave them out with another one',
  });
type Setting = z.infer<typeof setting>;

export const embedders = defineProtocol({
  ...about,
  description:
    'The same routers on vectors of several embedders; what embedding costs counts. The others are compared with the first.',
  parameters: z.strictObject({
    settings: z
      .array(setting)
      .min(2)
      .default([
        { name: 'lexical', embedder: LEXICAL, options: {} },
        { name: 'lexical, 64 dimensions', embedder: LEXICAL, options: { dims: 64 } },
        { name: 'lexical, 256 dimensions', embedder: LEXICAL, options: { dims: 256 } },
        { name: 'lexical without tasks', embedder: LEXICAL, options: { taskWeight: 0 } },
        { name: 'lexical without surface features', embedder: LEXICAL, options: { surfaceWeight: 0 } },
      ])
      .describe('Embedders to compare; the others are compared with the first.')
      .meta({ source: 'parts of the lexical embedder, one left out at a time' }),
  }),
  embedders: ({ settings }) => settings.flatMap(({ embedder }) => (embedder === LEXICAL ? [] : [embedder])),
  async run(given, { settings }, watch) {
    const input = { ...withAlphas(given, [0.8]), embedder: null };
    if (input.storedSet) {
      throw new ThetaError('CONFIG_INVALID', 'Protocol embedders trains routers; it cannot score a trained set.', {
        hint: 'Give --train PATH….',
      });
    }
    const variants = [];
    for (const one of settings) {
      const training = await trainingOf(one, input, watch);
      variants.push({ name: one.name, x: null, training, warmUpWeight: input.warmUpWeight });
    }
    const shown = {
      settings: settings.map(({ name, embedder, options }) => ({
        name,
        embedder,
        options: { ...options } as Record<string, number>,
      })),
    };
    return runSweep(about, shown, input, withBestSingle(input), variants, 'embedder', watch);
  },
});

async function trainingOf(
  { embedder, options }: Setting,
  { embedders: source, hyperparameters }: ProtocolInput,
  watch: Watch,
): Promise<TrainingVariant> {
  if (embedder !== LEXICAL) {
    return { hyperparameters, fitEmbedder: null, embedder: await source.open(source.spec(embedder), watch) };
  }
  // The schema fills in defaults once more where an option is not named.
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { hyperparameters, fitEmbedder: (queries, run) => fitLexicalEmbedder(queries, given, run) };
}
