import type { Matrix } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import type { Parameter } from '../../tensor/training/types.js';
import type { NirtHyperparameters } from './hyperparameters.js';

export type NirtParameter =
  | 'discriminationWeights' /* [embeddingSize, 1] */
  | 'discriminationBias' /* [1] */
  | 'difficultyWeights' /* [embeddingSize, dims] */
  | 'difficultyBias' /* [dims] */
  | 'sharedDifficulty' /* [embeddingSize, 1], the same for every ability */
  | 'relevanceWeights' /* [embeddingSize, dims] */
  | 'abilityWeights' /* [profileSize, dims] */
  | 'abilityOffsets' /* [llms, dims] */
  | 'firstWeights' /* [dims, units], before the softplus that keeps them from being negative */
  | 'firstBias' /* [units] */
  | 'secondWeights' /* [units, 1], likewise; two-layer only */
  | 'secondBias' /* [1]; two-layer only */
  | 'profiles'; /* [llms, profileSize], constant */

interface Shapes {
  readonly vectors: Matrix;
  readonly relevance: Matrix;
  readonly profiles: Matrix;
}

/** Where training starts, and the priors that hold the weights together. */
export function nirtParameters(
  { vectors, relevance, profiles }: Shapes,
  h: NirtHyperparameters,
  rng: Rng,
): Readonly<Record<NirtParameter, Parameter>> {
  const dims = relevance.cols;
  const units = h.network === 'single' ? 1 : h.hiddenSize;
  const normal = (length: number, mean: number, deviation: number) =>
    Float32Array.from({ length }, () => mean + rng.normal() * deviation);
  const block = (shape: readonly number[], initial: Float32Array, priorPrecision: number | null): Parameter => ({
    shape,
    initial,
    priorPrecision,
  });
  const zeros = (length: number) => new Float32Array(length);
  const size = vectors.cols;
  // With a at half its range, r at 1/dims and dθ/dx = ¼ this lets the first log-odds spread like the offsets of θ do; in two
  // layers the first one is as small as keeps tanh off its flat ends.
  const weight = (8 * Math.sqrt(dims)) / h.maxDiscrimination;
  const first = h.network === 'single' ? Math.log(Math.expm1(weight)) : -1;
  return {
    discriminationWeights: block([size, 1], zeros(size), h.discriminationPrecision),
    discriminationBias: block([1], zeros(1), 0),
    difficultyWeights: block([size, dims], normal(size * dims, 0, 0.01), h.difficultyPrecision),
    difficultyBias: block([dims], zeros(dims), 0),
    sharedDifficulty: block([size, 1], zeros(size), h.sharedDifficultyPrecision),
    relevanceWeights: block([size, dims], zeros(size * dims), h.learnedRelevance ? h.relevancePrecision : null),
    abilityWeights: block([profiles.cols, dims], zeros(profiles.cols * dims), h.abilityPrecision),
    abilityOffsets: block([profiles.rows, dims], normal(profiles.rows * dims, 0, 0.1), h.abilityPrecision),
    firstWeights: block([dims, units], normal(dims * units, first, 0.1), h.networkPrecision),
    firstBias: block([units], zeros(units), 0),
    secondWeights: block(
      [units, 1],
      normal(units, Math.log(1 / units), 0.1),
      h.network === 'single' ? null : h.networkPrecision,
    ),
    secondBias: block([1], zeros(1), h.network === 'single' ? null : 0),
    profiles: block([profiles.rows, profiles.cols], profiles.data, null),
  };
}
