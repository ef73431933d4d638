import type { Artifact } from '../domain/artifact.js';
import type { AbilityPrior } from './contract.js';

/** What an artifact without hyper-parameters in its meta is taken to be trained with: the defaults of mirt and nirt. */
const DEFAULTS = { abilityPrecision: 1, taskWeightExponent: 0.5 };

/** The prior of θ and the weights of responses as the hyper-parameters in the meta of an artifact say. */
export function priorOf({ meta }: Artifact): Omit<AbilityPrior, 'scale'> {
  const given = (meta['hyperparameters'] ?? {}) as Partial<typeof DEFAULTS>;
  const { abilityPrecision, taskWeightExponent } = { ...DEFAULTS, ...given };
  return { precision: abilityPrecision, taskWeightExponent };
}
