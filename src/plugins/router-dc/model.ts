import type { Tensor2D } from '@tensorflow/tfjs';
import type { Matrix } from '../../domain/matrix.js';
import { row, takeRows } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import type { TensorRuntime } from '../../tensor/backend.js';
import { countResponses } from '../../tensor/training/batches.js';
import type { QueryLoss } from '../../tensor/training/descend.js';
import type { Parameter } from '../../tensor/training/types.js';
import { hiddenLayers, normals, seededDropout } from '../network/hidden-layers.js';
import { llmContrast, queryContrast } from './contrasts.js';
import type { RouterDcHyperparameters } from './hyperparameters.js';
import { contrastive, unit } from './losses.js';

export interface ContrastiveData {
  /** [queries, embeddingSize] */
  readonly vectors: Matrix;
  /** [queries, llms], NaN where not observed. */
  readonly targets: Matrix;
  /** [queries] */
  readonly weights: Float32Array;
  /** [queries] */
  readonly clusters: Int32Array;
}

/** Query encoding E(q), a head over the frozen embedding, and LLM embeddings k_j; the dual contrastive loss (eq. 6). */
export function routerDcLoss(
  runtime: TensorRuntime,
  data: ContrastiveData,
  h: RouterDcHyperparameters,
  rng: Rng,
): QueryLoss<string> {
  const { tf } = runtime;
  const llms = data.targets.cols;
  const initial = rng.fork('initial');
  const hidden = hiddenLayers(runtime, data.vectors.cols, { ...h, hiddenPrecision: h.headPrecision }, initial);
  const drop = seededDropout(runtime, rng.fork('dropout'), h.dropout);
  const draws = rng.fork('contrasts');
  const parameters: Readonly<Record<string, Parameter>> = {
    ...hidden.parameters,
    headWeights: {
      shape: [hidden.outputs, h.dims],
      initial: normals(hidden.outputs * h.dims, hidden.outputs ** -0.5, initial),
      priorPrecision: h.headPrecision,
    },
    headBias: { shape: [h.dims], initial: normals(h.dims, 0.1, initial), priorPrecision: 0 },
    // Only its direction counts, so a prior would do nothing but let it drift to zero.
    llmEmbeddings: { shape: [llms, h.dims], initial: normals(llms * h.dims, 1, initial), priorPrecision: 0 },
  };
  return {
    parameters,
    queries: data.vectors.rows,
    weights: Float64Array.from(data.weights),
    responses: countResponses(data.targets),
    // The sample-sample loss compares all pairs of a batch.
    validationBatch: 512,
    loss(p, queries, phase) {
      // The same contrasts at every validation, or their luck would decide which epoch is best.
      const source = phase === 'train' ? draws : rng.fork('validation contrasts');
      const vectors = takeRows(data.vectors, queries);
      const last = hidden.forward(
        p,
        tf.tensor2d(vectors.data, [vectors.rows, vectors.cols]),
        phase === 'train' ? drop : null,
      );
      const head = tf.add<Tensor2D>(tf.matMul(last, p['headWeights'] as Tensor2D), p['headBias'] as Tensor2D);
      const encodings = unit(runtime, head);
      const embeddings = unit(runtime, p['llmEmbeddings'] as Tensor2D);
      const toLlms = sampleLlm(encodings, embeddings, queries, source);
      const total =
        h.sampleWeight === 0
          ? toLlms
          : tf.add(toLlms, tf.mul(sampleSample(encodings, queries, source), h.sampleWeight));
      const weights = Float32Array.from(queries, (q) => data.weights[q] as number);
      return tf.sum(tf.mul(total, tf.tensor2d(weights, [queries.length, 1])));
    },
  };

  function sampleLlm(encodings: Tensor2D, embeddings: Tensor2D, queries: Uint32Array, source: Rng): Tensor2D {
    const { positive, negative, positiveOf, negativeOf } = maskPair(queries.length, llms);
    queries.forEach((q, i) => {
      llmContrast(row(data.targets, q), h.positives, h.negatives, source, positiveOf(i), negativeOf(i));
    });
    const similarity = tf.div<Tensor2D>(tf.matMul(encodings, embeddings, false, true), h.temperature);
    const shape: [number, number] = [queries.length, llms];
    return contrastive(runtime, similarity, tf.tensor2d(positive, shape), tf.tensor2d(negative, shape));
  }

  function sampleSample(encodings: Tensor2D, queries: Uint32Array, source: Rng): Tensor2D {
    const clusters = Int32Array.from(queries, (q) => data.clusters[q] as number);
    const { positive, negative, positiveOf, negativeOf } = maskPair(queries.length, queries.length);
    clusters.forEach((_, i) => queryContrast(i, clusters, h.otherQueries, source, positiveOf(i), negativeOf(i)));
    const similarity = tf.div<Tensor2D>(tf.matMul(encodings, encodings, false, true), h.temperature);
    const shape: [number, number] = [queries.length, queries.length];
    return contrastive(runtime, similarity, tf.tensor2d(positive, shape), tf.tensor2d(negative, shape));
  }
}

function maskPair(rows: number, cols: number) {
  const positive = new Float32Array(rows * cols);
  const negative = new Float32Array(rows * cols);
  return {
    positive,
    negative,
    positiveOf: (i: number) => positive.subarray(i * cols, (i + 1) * cols),
    negativeOf: (i: number) => negative.subarray(i * cols, (i + 1) * cols),
  };
}
