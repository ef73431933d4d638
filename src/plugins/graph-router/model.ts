import type { Tensor2D } from '@tensorflow/tfjs';
import type { Matrix } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import type { TensorRuntime } from '../../tensor/backend.js';
import type { ResponseModel } from '../../tensor/training/types.js';
import type { GraphRouterHyperparameters } from './hyperparameters.js';

export type GraphParameter =
  | 'queryWeights' /* [embeddingSize, dims] */
  | 'neighbourWeights' /* [embeddingSize, dims] */
  | 'queryMessageWeights' /* [llms, dims] */
  | 'taskMessageWeights' /* [llms, dims] */
  | 'hiddenBias' /* [dims] */
  | 'difficultyWeights' /* [embeddingSize, 1] */
  | 'profileWeights' /* [profileSize, dims + 1]; the last column is the level of the LLM */
  | 'edgeWeights' /* [embeddingSize, dims + 1] */
  | 'llmOffsets' /* [llms, dims + 1] */
  | 'level' /* [1] */
  | 'trust' /* [2]: of the query message and of the task message about the LLM itself, in units of TRUST_UNIT */
  | 'profiles' /* [llms, profileSize], constant */
  | 'edgeMessages'; /* [llms, embeddingSize], constant */

/**
 * Trust is of the order of 1 to 4, other weights of 0.1, and Adam takes steps of one size: without a unit of its own trust would
 * stay where it started.
 */
export const TRUST_UNIT = 20;

/**
 * Two rounds of messages, then edge prediction (README.md). Input rows are [vector | mean neighbour vector | query messages |
 * task messages] of one query; the last of each kind of messages, about LLMs in general, takes no part in training.
 */
export function graphModel(
  { tf }: TensorRuntime,
  embeddingSize: number,
  profiles: Matrix,
  edgeMessages: Matrix,
  means: Float32Array,
  h: GraphRouterHyperparameters,
  rng: Rng,
): ResponseModel<GraphParameter> {
  const normal = (length: number, deviation: number) => Float32Array.from({ length }, () => rng.normal() * deviation);
  const zeros = (length: number) => new Float32Array(length);
  const { dims } = h;
  const llms = profiles.rows;
  // Levels start where the means of the LLMs are, so that what is trained is the difference that a query makes.
  const levels = Float32Array.from(means, logOdds);
  const level = levels.reduce((sum, x) => sum + x, 0) / llms;
  const offsets = normal(llms * (dims + 1), 0.1);
  levels.forEach((x, j) => (offsets[j * (dims + 1) + dims] = x - level));
  return {
    parameters: {
      queryWeights: {
        shape: [embeddingSize, dims],
        initial: normal(embeddingSize * dims, 0.05),
        priorPrecision: h.queryPrecision,
      },
      neighbourWeights: {
        shape: [embeddingSize, dims],
        initial: zeros(embeddingSize * dims),
        priorPrecision: h.queryPrecision,
      },
      queryMessageWeights: { shape: [llms, dims], initial: zeros(llms * dims), priorPrecision: h.messagePrecision },
      taskMessageWeights: { shape: [llms, dims], initial: zeros(llms * dims), priorPrecision: h.messagePrecision },
      hiddenBias: { shape: [dims], initial: new Float32Array(dims).fill(0.5), priorPrecision: 0 },
      difficultyWeights: {
        shape: [embeddingSize, 1],
        initial: zeros(embeddingSize),
        priorPrecision: h.queryPrecision,
      },
      profileWeights: {
        shape: [profiles.cols, dims + 1],
        initial: zeros(profiles.cols * (dims + 1)),
        priorPrecision: h.llmPrecision,
      },
      edgeWeights: {
        shape: [embeddingSize, dims + 1],
        initial: zeros(embeddingSize * (dims + 1)),
        priorPrecision: h.llmPrecision,
      },
      llmOffsets: { shape: [llms, dims + 1], initial: offsets, priorPrecision: h.llmPrecision },
      level: { shape: [1], initial: Float32Array.of(level), priorPrecision: 0 },
      // A residual of performance of 0.1 is about 0.4 in log-odds near one half; the two share most of it at first.
      trust: { shape: [2], initial: new Float32Array(2).fill(1.5 / TRUST_UNIT), priorPrecision: 0 },
      profiles: { shape: [profiles.rows, profiles.cols], initial: profiles.data, priorPrecision: null },
      edgeMessages: { shape: [llms, embeddingSize], initial: edgeMessages.data, priorPrecision: null },
    },
    logits(p, input) {
      const rows = input.shape[0];
      const take = (from: number, count: number) => tf.slice(input, [0, from], [rows, count]);
      const query = take(0, embeddingSize);
      const neighbours = take(embeddingSize, embeddingSize);
      const fromQueries = take(2 * embeddingSize, llms);
      const fromTasks = take(2 * embeddingSize + llms + 1, llms);
      const hidden = tf.relu<Tensor2D>(
        tf.addN([
          tf.matMul(query, p.queryWeights as Tensor2D),
          tf.matMul(neighbours, p.neighbourWeights as Tensor2D),
          tf.matMul(fromQueries, p.queryMessageWeights as Tensor2D),
          tf.add(tf.matMul(fromTasks, p.taskMessageWeights as Tensor2D), p.hiddenBias),
        ]),
      );
      const nodes = tf.addN([
        tf.matMul(p.profiles as Tensor2D, p.profileWeights as Tensor2D),
        tf.matMul(p.edgeMessages as Tensor2D, p.edgeWeights as Tensor2D),
        p.llmOffsets as Tensor2D,
      ]);
      const states = tf.slice(nodes, [0, 0], [llms, dims]);
      const nodeLevels = tf.add(tf.reshape(tf.slice(nodes, [0, dims], [llms, 1]), [1, llms]), p.level);
      const trust = tf.mul(p.trust, TRUST_UNIT);
      const trusted = tf.add(
        tf.mul(fromQueries, tf.slice(trust, [0], [1])),
        tf.mul(fromTasks, tf.slice(trust, [1], [1])),
      );
      const ease = tf.sub(nodeLevels, tf.matMul(query, p.difficultyWeights as Tensor2D));
      return tf.add(tf.add(tf.matMul(hidden, states, false, true), ease), trusted);
    },
  };
}

/** ln(ȳ / (1 − ȳ)), kept finite where an LLM was always or never right. */
function logOdds(mean: number): number {
  const kept = Math.min(0.99, Math.max(0.01, mean));
  return Math.log(kept / (1 - kept));
}
