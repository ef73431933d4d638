import type { Tensor2D } from '@tensorflow/tfjs';
import type { Matrix } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import type { TensorRuntime } from '../../tensor/backend.js';
import type { ResponseModel } from '../../tensor/training/types.js';
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
): ResponseModel<MirtParameter> {
  const normal = (length: number, deviation: number) => Float32Array.from({ length }, () => rng.normal() * deviation);
  const { dims } = h;
  return {
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
        initial: normal(profiles.rows * dims, 0.1),
        priorPrecision: h.abilityPrecision,
      },
      profiles: { shape: [profiles.rows, profiles.cols], initial: profiles.data, priorPrecision: null },
    },
    logits(p, vectors) {
      const linear = tf.add(tf.matMul(vectors, p.discriminationWeights as Tensor2D), p.discriminationBias);
      const discrimination = h.form === 'monotone' ? tf.softplus(linear) : linear;
      const ability = tf.add(tf.matMul(p.profiles as Tensor2D, p.abilityWeights as Tensor2D), p.abilityOffsets);
      const difficulty = tf.add(tf.matMul(vectors, p.difficultyWeights as Tensor2D), p.difficultyBias);
      return tf.sub(tf.matMul(discrimination as Tensor2D, ability as Tensor2D, false, true), difficulty);
    },
  };
}
