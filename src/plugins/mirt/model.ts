import type { Scalar, Tensor2D } from '@tensorflow/tfjs';
import type { Matrix } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import type { TensorRuntime } from '../../tensor/backend.js';
import type { ResponseModel, Tensors } from '../../tensor/training/types.js';
import type { OrderedPair } from '../family-order.js';
import type { MirtHyperparameters } from './hyperparameters.js';

export type MirtParameter =
  | 'discriminationWeights' /* [embeddingSize, dims] */
  | 'discriminationBias' /* [dims] */
  | 'difficultyWeights' /* [embeddingSize, 1] */
  | 'difficultyBias' /* [1] */
  | 'abilityWeights' /* [profileSize, dims] */
  | 'abilityOffsets' /* [llms, dims] */
  | 'profiles'; /* [llms, profileSize], constant */

/** θ = W_θ·profile + offset, a = W_a·z + a₀ or its softplus, b = W_b·z + b₀; log-odds a·θ − b (paper eq. 4, 5). */
export function mirtModel(
  { tf }: TensorRuntime,
  embeddingSize: number,
  profiles: Matrix,
  h: MirtHyperparameters,
  rng: Rng,
  pairs: readonly OrderedPair[] = [],
): ResponseModel<MirtParameter> {
  const normal = (length: number, deviation: number) => Float32Array.from({ length }, () => rng.normal() * deviation);
  const { dims } = h;
  const abilityOf = (p: Tensors<MirtParameter>): Tensor2D =>
    tf.add(tf.matMul(p.profiles as Tensor2D, p.abilityWeights as Tensor2D), p.abilityOffsets);
  /** A row per pair: 1 at the smaller LLM, −1 at the larger. */
  const contrasts = new Float32Array(pairs.length * profiles.rows);
  pairs.forEach(({ smaller, larger }, i) => {
    contrasts[i * profiles.rows + smaller] = 1;
    contrasts[i * profiles.rows + larger] = -1;
  });
  return {
    ...(pairs.length > 0 &&
      h.orderingPrecision > 0 && {
        /** ½·precision·Σ max(0, ā·θ_smaller − ā·θ_larger)², ā = a of an average query: what the pair differs by there, in log-odds. */
        penalty(p: Tensors<MirtParameter>) {
          const average = h.form === 'monotone' ? tf.softplus(p.discriminationBias) : p.discriminationBias;
          const overall = tf.sum(tf.mul(abilityOf(p), average), 1, true);
          // A matrix product where a gather would do: its gradient is there on every backend.
          const inverted = tf.relu(tf.matMul(tf.tensor2d(contrasts, [pairs.length, profiles.rows]), overall));
          return tf.mul<Scalar>(tf.sum(tf.square(inverted)), h.orderingPrecision / 2);
        },
      }),
    parameters: {
      discriminationWeights: {
        shape: [embeddingSize, dims],
        initial: normal(embeddingSize * dims, 0.01),
        priorPrecision: h.discriminationPrecision,
      },
      // 1/√dims makes the first log-odds spread like θ itself; the bias is the discrimination of an average query and is
      // not shrunk, because every LLM's overall ability passes through it.
      discriminationBias: { shape: [dims], initial: new Float32Array(dims).fill(dims ** -0.5), priorPrecision: 0 },
      difficultyWeights: {
        shape: [embeddingSize, 1],
        initial: new Float32Array(embeddingSize),
        priorPrecision: h.difficultyPrecision,
      },
      difficultyBias: { shape: [1], initial: new Float32Array(1), priorPrecision: 0 },
      abilityWeights: {
        shape: [profiles.cols, dims],
        initial: new Float32Array(profiles.cols * dims),
        priorPrecision: h.abilityPrecision,
      },
      abilityOffsets: {
        shape: [profiles.rows, dims],
        initial: levelled(normal(profiles.rows * dims, 0.1), pairs, dims),
        priorPrecision: h.abilityPrecision,
      },
      profiles: { shape: [profiles.rows, profiles.cols], initial: profiles.data, priorPrecision: null },
    },
    logits(p, vectors) {
      const linear = tf.add(tf.matMul(vectors, p.discriminationWeights as Tensor2D), p.discriminationBias);
      const discrimination = h.form === 'monotone' ? tf.softplus(linear) : linear;
      const ability = abilityOf(p);
      const difficulty = tf.add(tf.matMul(vectors, p.difficultyWeights as Tensor2D), p.difficultyBias);
      return tf.sub(tf.matMul(discrimination as Tensor2D, ability, false, true), difficulty);
    },
  };
}

/**
 * Offsets [llms, dims] in which ordered LLMs start out equally able on average. A pair that starts inverted would draw gradients so large
 * that Adam, which divides by their recent size, hardly hears the responses afterwards.
 */
function levelled(offsets: Float32Array, pairs: readonly OrderedPair[], dims: number): Float32Array {
  for (const j of new Set(pairs.flatMap(({ smaller, larger }) => [smaller, larger]))) {
    const own = offsets.subarray(j * dims, (j + 1) * dims);
    const mean = own.reduce((sum, o) => sum + o / dims, 0);
    own.forEach((o, k) => (own[k] = o - mean));
  }
  return offsets;
}
