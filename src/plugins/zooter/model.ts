import type { Scalar, Tensor2D } from '@tensorflow/tfjs';
import type { Rng } from '../../domain/random.js';
import type { TensorRuntime } from '../../tensor/backend.js';
import type { Batch } from '../../tensor/training/batches.js';
import { countResponses, gatherBatch } from '../../tensor/training/batches.js';
import type { QueryLoss } from '../../tensor/training/descend.js';
import type { ResponseData } from '../../tensor/training/types.js';
import { hiddenLayers, seededDropout } from '../network/hidden-layers.js';
import type { ZooterHyperparameters } from './hyperparameters.js';

/** Far below every logit, yet finite: an LLM that was not observed gets probability 0 and no gradient. */
const NEVER = -1e9;

/**
 * Σ_q w_q·KL(s*(q) ‖ Z(q)) in nats, [], with Z the softmax of `logits` over the LLMs observed on the query.
 * `batch.weights` holds w_q where observed and 0 elsewhere, `batch.targets` holds s*, 0 where not observed.
 */
export function divergence({ tf }: TensorRuntime, logits: Tensor2D, batch: Omit<Batch, 'vectors'>): Scalar {
  const unseen = tf.cast(tf.equal(batch.weights, 0), 'float32');
  const predicted = tf.logSoftmax(tf.add(logits, tf.mul(unseen, NEVER)));
  // s·ln s → 0 as s → 0; the floor only keeps the logarithm finite.
  const wanted = tf.log(tf.maximum(batch.targets, 1e-30));
  return tf.sum(tf.mul(batch.weights, tf.mul(batch.targets, tf.sub(wanted, predicted))));
}

/** The routing function Z: logits u_j·x + c_j over the last hidden layer x, or over the vector where there is none. */
export function zooterLoss(
  runtime: TensorRuntime,
  data: ResponseData,
  h: ZooterHyperparameters,
  rng: Rng,
): QueryLoss<string> {
  const { tf } = runtime;
  const llms = data.targets.cols;
  const hidden = hiddenLayers(runtime, data.vectors.cols, h, rng.fork('initial'));
  const drop = seededDropout(runtime, rng.fork('dropout'), h.dropout);
  return {
    parameters: {
      ...hidden.parameters,
      llmWeights: {
        shape: [hidden.outputs, llms],
        initial: new Float32Array(hidden.outputs * llms),
        priorPrecision: h.llmPrecision,
      },
      llmBias: { shape: [llms], initial: new Float32Array(llms), priorPrecision: 0 },
    },
    queries: data.vectors.rows,
    weights: Float64Array.from(data.weights),
    responses: countResponses(data.targets),
    loss(p, queries, phase) {
      const batch = gatherBatch(runtime, data, queries);
      const last = hidden.forward(p, batch.vectors, phase === 'train' ? drop : null);
      const logits = tf.add(tf.matMul(last, p['llmWeights'] as Tensor2D), p['llmBias'] as Tensor2D);
      return divergence(runtime, logits as Tensor2D, batch);
    },
  };
}
