import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs';
import { ThetaError, throwIfAborted } from '../../domain/errors.js';
import type { RunContext } from '../../domain/run.js';
import type { TensorRuntime } from '../backend.js';
import { countResponses, disposeBatch, gatherBatch, splitQueries } from './batches.js';
import { crossEntropy, priorPenalty } from './loss.js';
import type { EpochLoss, FitOptions, FitResult, ResponseData, ResponseModel } from './types.js';

/** Queries per validation step; bounds memory, changes no result beyond rounding. */
const VALIDATION_BATCH = 2048;

/**
 * Fits a response model with Adam (β₁ = 0.9, β₂ = 0.999, ε = 1e−7). Mini-batches are whole queries in a seeded order; the
 * validation queries stop it early and the best weights come back. Leaves no tensor behind, whether it ends, fails or is
 * cancelled (CANCELLED, within one step). Gives way to the event loop at every step. On wasm and cpu equal seeds
 * give equal bits. Throws HYPERPARAMETER_INVALID when the loss stops being a number.
 */
export async function fit<K extends string>(
  runtime: TensorRuntime,
  model: ResponseModel<K>,
  data: ResponseData,
  options: FitOptions,
  run: RunContext,
): Promise<FitResult<K>> {
  const { tf } = runtime;
  const split = splitQueries(data.vectors.rows, options.validationShare, run.rng.fork('validation'));
  const shuffles = run.rng.fork('shuffle');
  const total = countResponses(data, split.train);
  const tensors = createTensors(runtime, model);
  const variables = Object.values<Tensor>(tensors).filter((t): t is Variable => t instanceof tf.Variable);
  const optimizer = tf.train.adam(options.learningRate, 0.9, 0.999, 1e-7);
  const history: EpochLoss[] = [];
  let best = { epoch: 0, loss: Number.POSITIVE_INFINITY, values: null as Record<K, Float32Array> | null };

  /** One optimiser step; the cross-entropy of the batch, summed. */
  const step = async (queries: Uint32Array): Promise<number> => {
    const batch = gatherBatch(runtime, data, queries);
    // Divided by what a batch of this size weighs on average, not by its own weight: every response counts the same.
    const expected = (queries.length * total.weight) / split.train.length;
    let entropy: Scalar | undefined;
    try {
      optimizer
        .minimize(
          () => {
            const sum = crossEntropy(runtime, model.logits(tensors, batch.vectors), batch);
            entropy = tf.keep(sum.clone());
            return tf.add(
              tf.div(sum, expected),
              tf.div(priorPenalty(runtime, model.parameters, tensors), total.responses),
            );
          },
          true,
          variables,
        )
        ?.dispose();
      return ((await entropy?.data()) as Float32Array)[0] as number;
    } finally {
      entropy?.dispose();
      disposeBatch(batch);
    }
  };

  const validate = async (): Promise<number> => {
    let sum = 0;
    for (let at = 0; at < split.validation.length; at += VALIDATION_BATCH) {
      throwIfAborted(run.signal);
      const batch = gatherBatch(runtime, data, split.validation.slice(at, at + VALIDATION_BATCH));
      const entropy = tf.tidy(() => crossEntropy(runtime, model.logits(tensors, batch.vectors), batch));
      sum += ((await entropy.data()) as Float32Array)[0] as number;
      entropy.dispose();
      disposeBatch(batch);
      await nextTurn();
    }
    return sum / countResponses(data, split.validation).weight;
  };

  try {
    for (let epoch = 1; epoch <= options.epochs; epoch++) {
      shuffles.shuffle(split.train);
      let sum = 0;
      for (let at = 0; at < split.train.length; at += options.batchSize) {
        throwIfAborted(run.signal);
        sum += await step(split.train.slice(at, at + options.batchSize));
        await nextTurn();
      }
      const losses = { loss: sum / total.weight, validationLoss: await validate() };
      checkLoss(losses.loss, epoch, options);
      history.push(losses);
      run.onProgress({ stage: 'train', done: epoch, total: options.epochs, unit: 'epochs', metrics: { ...losses } });
      // Without validation queries the loss is NaN, and the last epoch is the one to keep.
      if (!(losses.validationLoss >= best.loss)) {
        best = { epoch, loss: losses.validationLoss, values: await snapshot(tensors) };
      } else if (epoch - best.epoch >= options.patience) break;
    }
    return { parameters: best.values ?? (await snapshot(tensors)), history, bestEpoch: best.epoch };
  } finally {
    optimizer.dispose();
    for (const tensor of Object.values<Tensor>(tensors)) tensor.dispose();
  }
}

function createTensors<K extends string>({ tf }: TensorRuntime, model: ResponseModel<K>): Record<K, Tensor> {
  const tensors = {} as Record<K, Tensor>;
  for (const name of Object.keys(model.parameters) as K[]) {
    const { initial, shape, priorPrecision } = model.parameters[name];
    const value = tf.tensor(initial, [...shape]);
    tensors[name] = priorPrecision === null ? value : tf.variable(value);
    if (priorPrecision !== null) value.dispose();
  }
  return tensors;
}

async function snapshot<K extends string>(tensors: Record<K, Tensor>): Promise<Record<K, Float32Array>> {
  const values = {} as Record<K, Float32Array>;
  for (const name of Object.keys(tensors) as K[]) values[name] = ((await tensors[name].data()) as Float32Array).slice();
  return values;
}

function checkLoss(loss: number, epoch: number, options: FitOptions): void {
  if (Number.isFinite(loss)) return;
  throw new ThetaError('HYPERPARAMETER_INVALID', `Training diverged: the loss is ${loss} after epoch ${epoch}.`, {
    hint: `Lower the learning rate, now ${options.learningRate}.`,
  });
}
