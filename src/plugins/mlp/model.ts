import type { Tensor2D } from '@tensorflow/tfjs';
import type { Rng } from '../../domain/random.js';
import type { TensorRuntime } from '../../tensor/backend.js';
import { countResponses, gatherBatch } from '../../tensor/training/batches.js';
import type { QueryLoss } from '../../tensor/training/descend.js';
import { crossEntropy } from '../../tensor/training/loss.js';
import type { ResponseData } from '../../tensor/training/types.js';
import { hiddenLayers, normals, seededDropout } from '../network/hidden-layers.js';
import type { MlpHyperparameters } from './hyperparameters.js';

/** Log-odds (s + u_j)·x + c_j over the last hidden layer x: s is what all LLMs share, u_j what sets LLM j apart. */
export function mlpLoss(
  runtime: TensorRuntime,
  data: ResponseData,
  h: MlpHyperparameters,
  rng: Rng,
): QueryLoss<string> {
  const { tf } = runtime;
  const llms = data.targets.cols;
  const initial = rng.fork('initial');
  const hidden = hiddenLayers(runtime, data.vectors.cols, h, initial);
  const drop = seededDropout(runtime, rng.fork('dropout'), h.dropout);
  const responses = countResponses(data.targets);
  return {
    parameters: {
      ...hidden.parameters,
      sharedWeights: {
        shape: [hidden.outputs, 1],
        initial: new Float32Array(hidden.outputs),
        priorPrecision: h.sharedPrecision,
      },
      llmWeights: {
        shape: [hidden.outputs, llms],
        initial: normals(hidden.outputs * llms, hidden.outputs ** -0.5, initial),
        priorPrecision: h.llmPrecision,
      },
      llmBias: { shape: [llms], initial: new Float32Array(llms), priorPrecision: 0 },
    },
    queries: data.vectors.rows,
    // Every response of a query counts with the weight of the query.
    weights: Float64Array.from(responses, (count, q) => count * (data.weights[q] as number)),
    responses,
    loss(p, queries, phase) {
      const batch = gatherBatch(runtime, data, queries);
      const last = hidden.forward(p, batch.vectors, phase === 'train' ? drop : null);
      const weights = tf.add(p['llmWeights'] as Tensor2D, p['sharedWeights'] as Tensor2D);
      const logits = tf.add(tf.matMul(last, weights as Tensor2D), p['llmBias'] as Tensor2D);
      return crossEntropy(runtime, logits, batch);
    },
  };
}
