import { z } from 'zod';
import { ThetaError } from '../../domain/errors.js';
import type { RouterId } from '../../domain/ids.js';
import { familyPairs } from '../../plugins/family-order.js';
import { familiesOf } from '../families.js';
import { pairTables } from './ordered-pairs.js';
import type { ProtocolInput } from './protocol.js';
import { defineProtocol } from './protocol.js';
import { withAlphas } from './routers.js';
import { runSweep } from './run-sweep.js';

const about = { id: 'ordering', title: 'Order of sizes within families', reproduces: 'Limitations' };
const NAME = 'orderingPrecision';

export const ordering = defineProtocol({
  ...about,
  description:
    'Routers that can be told that a larger LLM of a family is at least as able on average as a smaller one, trained with several precisions of that prior. The others are compared with the first; pairs that are inverted all the same are counted.',
  parameters: z.strictObject({
    precisions: z
      .array(z.number().min(0).max(1e6))
      .min(2)
      .default([0, 1e3, 1e5])
      .describe('Precisions of the prior; the others are compared with the first. 0 is off.')
      .meta({
        source: 'our choice: beside some 5,000 responses of an LLM the first weighs as much, the second rules',
      }),
  }),
  async run(given, parameters, watch) {
    const input = withAlphas(given, [0.8]);
    const routers = withOrdering(input);
    const variants = [...new Set(parameters.precisions)].map((precision) => ({
      name: precision === 0 ? 'off' : `precision ${precision}`,
      x: null,
      warmUpWeight: input.warmUpWeight,
      training: {
        fitEmbedder: null,
        hyperparameters: {
          ...input.hyperparameters,
          ...Object.fromEntries(routers.map((id) => [id, { ...input.hyperparameters[id], [NAME]: precision }])),
        },
      },
    }));
    return runSweep(about, parameters, input, routers, variants, 'order', watch, (study) =>
      pairTables(study, (responses) =>
        familyPairs({ responses, ...familiesOf(responses.llms, input.training.catalogue) }),
      ),
    );
  },
});

/** Those of the named routers that have the hyper-parameter, or the baseline where none is named. Throws CONFIG_INVALID for none. */
function withOrdering(input: ProtocolInput): RouterId[] {
  const { plugins } = input.training.factory;
  const named = input.routers.length > 0 ? [...new Set(input.routers)] : [input.baseline];
  const has = (id: RouterId) => NAME in ((plugins.get(id).hyperparameters as { readonly shape?: object }).shape ?? {});
  const left = named.filter(has);
  if (input.storedSet === null && left.length > 0) return left;
  throw new ThetaError(
    'CONFIG_INVALID',
    input.storedSet
      ? 'Protocol ordering trains routers; it cannot score a trained set.'
      : `None of ${named.join(', ')} has the hyper-parameter ${NAME}.`,
    { hint: `Routers with it: ${plugins.ids.filter(has).join(', ') || 'none'}; give --train.` },
  );
}
