import type { Scalar, Tensor } from '@tensorflow/tfjs';
import type { TensorRuntime } from '../backend.js';
import type { Batch } from './batches.js';
import type { Parameter } from './types.js';

/**
 * Weighted sum of the binary cross-entropy with soft targets (paper eq. 6), from log-odds x:
 * −y·ln σ(x) − (1 − y)·ln(1 − σ(x)) = softplus(x) − x·y, which does not overflow for any x.
 */
export function crossEntropy({ tf }: TensorRuntime, logits: Tensor, batch: Batch): Scalar {
  return tf.sum(tf.mul(batch.weights, tf.sub(tf.softplus(logits), tf.mul(logits, batch.targets))));
}

/** ½·Σ priorPrecision·‖W‖²: minus the log of the normal priors, up to a constant. */
export function priorPenalty<K extends string>(
  { tf }: TensorRuntime,
  parameters: Readonly<Record<K, Parameter>>,
  tensors: Readonly<Record<K, Tensor>>,
): Scalar {
  let total: Scalar = tf.scalar(0);
  for (const name of Object.keys(parameters) as K[]) {
    const precision = parameters[name].priorPrecision;
    if (precision) total = tf.add(total, tf.mul(tf.sum(tf.square(tensors[name])), precision / 2));
  }
  return total;
}
