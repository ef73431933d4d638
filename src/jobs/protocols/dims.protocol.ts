import { z } from 'zod';
import { ThetaError } from '../../domain/errors.js';
import type { RouterId } from '../../domain/ids.js';
import type { ProtocolInput } from './protocol.js';
import { defineProtocol } from './protocol.js';
import { withAlphas } from './routers.js';
import { runSweep } from './run-sweep.js';

const about = { id: 'dims', title: 'Number of ability dimensions', reproduces: 'Figure 8' };

export const dims = defineProtocol({
  ...about,
  description:
    'Routers that have the hyper-parameter `dims`, trained with several numbers of ability dimensions. The others are compared with the first.',
  parameters: z.strictObject({
    dims: z
      .array(z.int().min(1).max(256))
      .min(2)
      .default([25, 5, 15, 35, 45])
      .describe('Numbers of dimensions; the others are compared with the first.')
      .meta({ source: 'paper Figure 8 shows five values around its 25; which ones the text does not say' }),
  }),
  async run(given, parameters, watch) {
    const input = withAlphas(given, [0.8]);
    const routers = withDims(input);
    const variants = [...new Set(parameters.dims)].map((n) => ({
      name: `N = ${n}`,
      x: n,
      warmUpWeight: input.warmUpWeight,
      training: {
        fitEmbedder: null,
        hyperparameters: {
          ...input.hyperparameters,
          ...Object.fromEntries(routers.map((id) => [id, { ...input.hyperparameters[id], dims: n }])),
        },
      },
    }));
    return runSweep(about, parameters, input, routers, variants, 'N', watch);
  },
});

/** Those of the named routers that have `dims`, or the baseline where none is named. Throws CONFIG_INVALID for none. */
function withDims(input: ProtocolInput): RouterId[] {
  const { plugins } = input.training.factory;
  const named = input.routers.length > 0 ? [...new Set(input.routers)] : [input.baseline];
  const has = (id: RouterId) =>
    'dims' in ((plugins.get(id).hyperparameters as { readonly shape?: object }).shape ?? {});
  const left = named.filter(has);
  if (input.storedSet === null && left.length > 0) return left;
  throw new ThetaError(
    'CONFIG_INVALID',
    input.storedSet
      ? 'Protocol dims trains routers; it cannot score a trained set.'
      : `None of ${named.join(', ')} has the hyper-parameter dims.`,
    { hint: `Routers with it: ${plugins.ids.filter(has).join(', ') || 'none'}; give --train.` },
  );
}
