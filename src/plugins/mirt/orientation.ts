import type { MirtWeights } from './artifact.js';

/**
 * With a = W_a·e the likelihood does not know up from down: a dimension can change sign in a and θ at once without any
 * prediction moving. Flips each dimension whose discrimination is negative on an average query, so that a higher θ means
 * better answers on average wherever that is possible. `averageDiscrimination` is a at the mean training vector, [dims].
 */
export function orient(weights: MirtWeights, averageDiscrimination: Float32Array): MirtWeights {
  const { dims } = weights;
  const sign = averageDiscrimination.map((a) => (a < 0 ? -1 : 1));
  /** `position` finds the dimension that element i belongs to. */
  const flip = (values: Float32Array, position: (i: number) => number) =>
    values.map((v, i) => v * (sign[position(i)] as number));
  const byRow = (i: number) => Math.floor(i / weights.embeddingSize);
  return {
    ...weights,
    discriminationWeights: flip(weights.discriminationWeights, byRow),
    discriminationBias: flip(weights.discriminationBias, (k) => k),
    abilityWeights: flip(weights.abilityWeights, byRow),
    abilities: flip(weights.abilities, (i) => i % dims),
  };
}
