import type { Tensor2D } from '@tensorflow/tfjs';
import type { TensorRuntime } from '../../tensor/backend.js';
import type { ResponseModel } from '../../tensor/training/types.js';
import type { ScorerHyperparameters } from './scorer-hyperparameters.js';

export type ScorerParameter =
  'shared' /* [embeddingSize, 1] */ | 'deviations' /* [embeddingSize, llms] */ | 'offsets'; /* [llms] */

/**
 * Log-odds of a right answer of LLM j: (w + d_j)·z + o_j. What makes a query hard is mostly hard for all, so the weights
 * have a part w that the LLMs share and a strongly shrunken part d_j of their own. Convex, so it starts from zero.
 */
export function scorerModel(
  { tf }: TensorRuntime,
  embeddingSize: number,
  llms: number,
  h: ScorerHyperparameters,
): ResponseModel<ScorerParameter> {
  const zeros = (shape: readonly number[], priorPrecision: number) => ({
    shape,
    initial: new Float32Array(shape.reduce((x, y) => x * y, 1)),
    priorPrecision,
  });
  return {
    parameters: {
      shared: zeros([embeddingSize, 1], h.difficultyPrecision),
      deviations: zeros([embeddingSize, llms], h.deviationPrecision),
      offsets: zeros([llms], 0),
    },
    logits(p, vectors) {
      const weights = tf.add(p.shared, p.deviations);
      return tf.add(tf.matMul(vectors, weights as Tensor2D), p.offsets);
    },
  };
}
