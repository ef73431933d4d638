import type { Artifact } from '../domain/artifact.js';
import type { AbilityPrior } from './contract.js';

/** What an artifact without hyper-parameters in its meta is taken to be trained with: the defaults of mirt and nirt. */
const DEFAULTS = { abilityPrecision: 1, taskWeightExponent: 0.5 };

/** A router that was trained without a prior on θ gets a vague one: with none at all nothing bounds θ of an LLM without responses. */
const LEAST_PRECISION = 0.01;

/** The prior of θ and the weights of responses as the hyper-parameters in the meta of an artifact say. */
export function priorOf({ meta }: Artifact): Omit<AbilityPrior, 'scale'> {
  const given = (meta['hyperparameters'] ?? {}) as Partial<typeof DEFAULTS>;
  const { abilityPrecision, taskWeightExponent } = { ...DEFAULTS, ...given };
  return { precision: Math.max(LEAST_PRECISION, abilityPrecision), taskWeightExponent };
}
