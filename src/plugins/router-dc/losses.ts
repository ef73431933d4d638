import type { Tensor2D } from '@tensorflow/tfjs';
import type { TensorRuntime } from '../../tensor/backend.js';

/** Far below every cosine / temperature, yet finite. */
const NEVER = -1e9;

/** Rows divided by their length; the small term keeps a row of zeros at zeros. */
export function unit({ tf }: TensorRuntime, x: Tensor2D): Tensor2D {
  return tf.div(x, tf.sqrt(tf.add(tf.sum(tf.square(x), 1, true), 1e-12)));
}

/**
 * Σ over the positives of a row of −ln(e^{x⁺} / (e^{x⁺} + Σ e^{x⁻})), [rows, 1]: both losses of the paper have this form (eq. 3, 5).
 * It is softplus(ln Σ e^{x⁻} − x⁺), which does not overflow and is 0 for a row without negatives. `positive` and
 * `negative` are masks of the shape of `similarity`.
 */
export function contrastive(
  { tf }: TensorRuntime,
  similarity: Tensor2D,
  positive: Tensor2D,
  negative: Tensor2D,
): Tensor2D {
  const away = tf.logSumExp(tf.add(similarity, tf.mul(tf.sub(1, negative), NEVER)), 1, true);
  return tf.sum(tf.mul(positive, tf.softplus(tf.sub(away, similarity))), 1, true);
}
