import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { Matrix } from '../../domain/matrix.js';
import { takeRows } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import type { TensorRuntime } from '../../tensor/backend.js';
import { gatherBatch } from '../../tensor/training/batches.js';
import type { QueryLoss } from '../../tensor/training/descend.js';
import { crossEntropy } from '../../tensor/training/loss.js';
import type { ResponseData, Tensors } from '../../tensor/training/types.js';
import type { NirtHyperparameters } from './hyperparameters.js';
import type { NirtParameter } from './parameters.js';
import { nirtParameters } from './parameters.js';

/** What NIRT is fitted to. */
export interface NirtData extends ResponseData {
  /** r̄, [queries, dims]: the annotated relevance of each query, before the softmax. */
  readonly relevance: Matrix;
  /** [llms, profileSize] */
  readonly profiles: Matrix;
}

/** What is read off queries and LLMs before φ. */
interface Read {
  /** a·r, [queries, dims] */
  readonly scale: Tensor2D;
  /** b, [queries, dims] */
  readonly difficulty: Tensor2D;
  /** θ, [llms, dims] */
  readonly ability: Tensor2D;
}

/** The cross-entropy of NIRT (paper eq. 6–9). Dropout acts in training only, unlike in the published code. */
export function nirtLoss(
  runtime: TensorRuntime,
  data: NirtData,
  h: NirtHyperparameters,
  rng: Rng,
): QueryLoss<NirtParameter> {
  const { tf } = runtime;
  const { rows, cols, data: targets } = data.targets;
  const responses = new Uint16Array(rows);
  for (let i = 0; i < targets.length; i++) {
    if (!Number.isNaN(targets[i])) responses[Math.floor(i / cols)] = (responses[Math.floor(i / cols)] as number) + 1;
  }
  const dropouts = rng.fork('dropout');
  const parameters = nirtParameters(data, h, rng.fork('initial'));

  const affine = (x: Tensor2D, weights: Tensor, bias: Tensor): Tensor2D =>
    tf.add(tf.matMul(x, weights as Tensor2D), bias);

  /** Σ_k w_k·a·r_k·(θ_k − b_k) + b₁ as one matrix product, without a tensor of queries × LLMs × dims. */
  const single = (p: Tensors<NirtParameter>, { scale, difficulty, ability }: Read): Tensor2D => {
    const weighted: Tensor2D = tf.mul(scale, tf.transpose(tf.softplus(p.firstWeights)));
    const atDifficulty = tf.sum(tf.mul(weighted, difficulty), 1, true);
    return tf.add(tf.sub(tf.matMul(weighted, ability, false, true), atDifficulty), p.firstBias);
  };

  const twoLayer = (p: Tensors<NirtParameter>, { scale, difficulty, ability }: Read, dropout: number): Tensor2D => {
    const [queries, dims] = scale.shape;
    const centred = tf.sub(tf.expandDims(ability, 0), tf.expandDims(difficulty, 1));
    const x: Tensor2D = tf.reshape(tf.mul(centred, tf.expandDims(scale, 1)), [-1, dims]);
    let hidden: Tensor2D = tf.tanh(affine(x, tf.softplus(p.firstWeights), p.firstBias));
    if (dropout > 0) hidden = tf.dropout(hidden, dropout, undefined, dropouts.integer(2 ** 31)) as Tensor2D;
    const out = affine(hidden, tf.softplus(p.secondWeights), p.secondBias);
    return tf.reshape(out, [queries, ability.shape[0]]);
  };

  const logits = (p: Tensors<NirtParameter>, vectors: Tensor2D, annotated: Tensor2D, dropout: number): Tensor2D => {
    const a = tf.mul(tf.sigmoid(affine(vectors, p.discriminationWeights, p.discriminationBias)), h.maxDiscrimination);
    const shared = tf.matMul(vectors, p.sharedDifficulty);
    const sharp: Tensor2D = tf.mul(annotated, h.relevanceSharpness);
    const shifted = h.learnedRelevance ? tf.add(sharp, tf.matMul(vectors, p.relevanceWeights as Tensor2D)) : sharp;
    const read: Read = {
      scale: tf.mul(tf.softmax(shifted), a),
      difficulty: tf.sigmoid(tf.add(affine(vectors, p.difficultyWeights, p.difficultyBias), shared)),
      ability: tf.sigmoid(affine(p.profiles as Tensor2D, p.abilityWeights, p.abilityOffsets)),
    };
    return h.network === 'single' ? single(p, read) : twoLayer(p, read, dropout);
  };

  return {
    parameters,
    queries: rows,
    weights: Float64Array.from(responses, (n, q) => n * (data.weights[q] as number)),
    responses,
    loss(p, queries, phase) {
      const batch = gatherBatch(runtime, data, queries);
      const relevance = takeRows(data.relevance, queries);
      const annotated = tf.tensor2d(relevance.data, [relevance.rows, relevance.cols]);
      return crossEntropy(runtime, logits(p, batch.vectors, annotated, phase === 'train' ? h.dropout : 0), batch);
    },
  };
}
