import type { Tensor2D } from '@tensorflow/tfjs';
import { sigmoid } from '../../domain/logistic.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import type { TensorRuntime } from '../../tensor/backend.js';
import { dotAt } from '../../tensor/linear-algebra/dot-at.js';
import { fit } from '../../tensor/training/fit.js';
import type { ResponseModel } from '../../tensor/training/types.js';
import type { TrainingRun } from '../contract.js';
import { fold, measure, standardise } from '../standardisation.js';
import type { HybridLlmHyperparameters } from './hyperparameters.js';

/** log-odds = v·relu(W·e + b) + c, or v·e + c without a hidden layer; over vectors as the embedder gives them. */
export interface Head {
  /** [hidden, embeddingSize]; empty for none. */
  readonly hiddenWeights: Float32Array;
  /** [hidden] */
  readonly hiddenBias: Float32Array;
  /** [hidden], or [embeddingSize] without a hidden layer. */
  readonly outputWeights: Float32Array;
  /** [1] */
  readonly outputBias: Float32Array;
}

type HeadOptions = Pick<
  HybridLlmHyperparameters,
  'hidden' | 'precision' | 'learningRate' | 'batchSize' | 'epochs' | 'patience' | 'validationShare'
>;
type Layer = 'hidden' | 'output';

/** Fits win rates, [queries] in [0, 1], to vectors, [queries, embeddingSize], by cross-entropy with soft targets. */
export async function fitHead(
  vectors: Matrix,
  winRates: Float32Array,
  h: HeadOptions,
  run: TrainingRun,
): Promise<Head> {
  const runtime = await run.tensor();
  const scaling = measure(vectors);
  const data = {
    vectors: standardise(vectors, scaling),
    targets: matrix(winRates.length, 1, Float32Array.from(winRates)),
    weights: new Float32Array(winRates.length).fill(1),
  };
  const model = headModel(runtime, vectors.cols, h, run.rng.fork('hybrid-llm/initial'));
  const { parameters: p } = await fit(runtime, model, data, h, run);
  const none = new Float32Array(0);
  if (h.hidden === 0) {
    const output = fold(p.outputWeights, p.outputBias, scaling);
    return { hiddenWeights: none, hiddenBias: none, outputWeights: output.weights, outputBias: output.bias };
  }
  const hidden = fold(p.hiddenWeights, p.hiddenBias, scaling);
  return { ...p, hiddenWeights: hidden.weights, hiddenBias: hidden.bias };
}

function headModel(
  { tf }: TensorRuntime,
  size: number,
  { hidden, precision }: HeadOptions,
  rng: Rng,
): ResponseModel<`${Layer}Weights` | `${Layer}Bias`> {
  const normal = (length: number, deviation: number) => Float32Array.from({ length }, () => rng.normal() * deviation);
  // A layer that takes no part is a constant: an optimiser refuses a variable that the loss does not depend on.
  const layer = (inputs: number, outputs: number, deviation: number, used = true) => ({
    weights: {
      shape: [inputs, outputs],
      initial: normal(inputs * outputs, deviation),
      priorPrecision: used ? precision : null,
    },
    bias: { shape: [outputs], initial: new Float32Array(outputs), priorPrecision: used ? 0 : null },
  });
  const first = layer(size, Math.max(1, hidden), Math.sqrt(2 / size), hidden > 0);
  const last = layer(hidden || size, 1, hidden > 0 ? Math.sqrt(1 / hidden) : 0);
  return {
    parameters: {
      hiddenWeights: first.weights,
      hiddenBias: first.bias,
      outputWeights: last.weights,
      outputBias: last.bias,
    },
    logits(p, z) {
      const units = hidden > 0 ? tf.relu(tf.add(tf.matMul(z, p.hiddenWeights as Tensor2D), p.hiddenBias)) : z;
      return tf.add(tf.matMul(units as Tensor2D, p.outputWeights as Tensor2D), p.outputBias);
    },
  };
}

/** Win rate of the strong LLM for row `query` of `vectors`, in [0, 1]. */
export function headWinRate(head: Head, { cols, data }: Matrix, query: number): number {
  const at = query * cols;
  let x = head.outputBias[0] as number;
  if (head.hiddenBias.length === 0) return sigmoid(x + dotAt(head.outputWeights, 0, data, at, cols));
  for (let k = 0; k < head.hiddenBias.length; k++) {
    const unit = dotAt(head.hiddenWeights, k * cols, data, at, cols) + (head.hiddenBias[k] as number);
    if (unit > 0) x += unit * (head.outputWeights[k] as number);
  }
  return sigmoid(x);
}
