import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import { ThetaError, throwIfAborted } from '../../domain/errors.js';
import type { RunContext } from '../../domain/run.js';
import type { TensorRuntime } from '../backend.js';
import { splitQueries } from './batches.js';
import { priorPenalty } from './loss.js';
import type { EpochLoss, FitOptions, FitResult, Parameter, Penalty, Tensors } from './types.js';
import { createTensors, snapshot, trained } from './variables.js';

/** Queries per validation step unless the loss says otherwise; bounds memory. */
const VALIDATION_BATCH = 2048;

export type Phase = 'train' | 'validate';

/** A loss over queries, to be minimised; fit() makes the common one, of a response model under cross-entropy. */
export interface QueryLoss<K extends string> {
  readonly parameters: Readonly<Record<K, Parameter>>;
  /** Queries 0 … queries − 1 can be asked for. */
  readonly queries: number;
  /** What each query counts for in the mean loss, [queries], 0 or more. */
  readonly weights: Float64Array;
  /** Responses that each query brings, [queries]: the priors are divided by their number. */
  readonly responses: Uint16Array;
  /** Queries per validation step, where the usual number takes too much memory. */
  readonly validationBatch?: number;
  /** What a prior says beyond those of `parameters`. */
  readonly penalty?: Penalty<K>;
  /** Weighted sum of the loss over `queries`, built of tensors. Called inside a tidy: what it makes is cleaned up. */
  loss(parameters: Tensors<K>, queries: Uint32Array, phase: Phase): Scalar;
}

/**
 * Minimises Σ loss / Σ weights plus the priors with Adam (β₁ = 0.9, β₂ = 0.999, ε = 1e−7) over mini-batches of queries in a
 * seeded order; held-out queries stop it early and the best parameters come back. Leaves no tensor behind, whether it
 * ends, fails or is cancelled (CANCELLED, within one step); gives way to the event loop at every step. On wasm and cpu equal
 * seeds give equal bits. `progress` places the epochs of one of several runs: `done` counts from it up to its total. Throws
 * HYPERPARAMETER_INVALID when the loss stops being a number.
 */
export async function descend<K extends string>(
  runtime: TensorRuntime,
  model: QueryLoss<K>,
  options: FitOptions,
  run: RunContext,
  progress: { readonly done: number; readonly total: number } = { done: 0, total: options.epochs },
): Promise<FitResult<K>> {
  const { tf } = runtime;
  throwIfAborted(run.signal);
  const split = splitQueries(model.queries, options.validationShare, run.rng.fork('validation'));
  const shuffles = run.rng.fork('shuffle');
  const total = sumAt(model.weights, split.train);
  const responses = sumAt(model.responses, split.train);
  const tensors: Record<K, Tensor> = createTensors(runtime, model.parameters);
  const variables = trained(runtime, tensors);
  const optimizer = tf.train.adam(options.learningRate, 0.9, 0.999, 1e-7);
  const history: EpochLoss[] = [];
  let best = { epoch: 0, loss: Number.POSITIVE_INFINITY, values: null as Record<K, Float32Array> | null };

  const priors = (): Scalar => {
    const own = priorPenalty(runtime, model.parameters, tensors);
    return model.penalty ? tf.add(own, model.penalty(tensors)) : own;
  };

  /** One optimiser step; the loss of the batch, summed. */
  const step = async (queries: Uint32Array): Promise<number> => {
    // Divided by what a batch of this size weighs on average, not by its own weight: every query counts as it should.
    const expected = (queries.length * total) / split.train.length;
    let batchLoss: Scalar | undefined;
    try {
      optimizer
        .minimize(
          () => {
            const sum = model.loss(tensors, queries, 'train');
            batchLoss = tf.keep(sum.clone());
            return tf.add(tf.div(sum, expected), tf.div(priors(), responses));
          },
          true,
          variables,
        )
        ?.dispose();
      return ((await batchLoss?.data()) as Float32Array)[0] as number;
    } finally {
      batchLoss?.dispose();
    }
  };

  const validate = async (): Promise<number> => {
    const size = model.validationBatch ?? VALIDATION_BATCH;
    let sum = 0;
    for (let at = 0; at < split.validation.length; at += size) {
      throwIfAborted(run.signal);
      const queries = split.validation.slice(at, at + size);
      const loss = tf.tidy(() => model.loss(tensors, queries, 'validate'));
      sum += ((await loss.data()) as Float32Array)[0] as number;
      loss.dispose();
      await nextTurn();
    }
    return sum / sumAt(model.weights, split.validation);
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
      const losses = { loss: sum / total, validationLoss: await validate() };
      checkLoss(losses.loss, epoch, options);
      history.push(losses);
      const done = progress.done + epoch;
      run.onProgress({ stage: 'train', done, total: progress.total, unit: 'epochs', metrics: { ...losses } });
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

function sumAt(values: Float64Array | Uint16Array, queries: Uint32Array): number {
  let sum = 0;
  for (const q of queries) sum += values[q] as number;
  return sum;
}

function checkLoss(loss: number, epoch: number, options: FitOptions): void {
  if (Number.isFinite(loss)) return;
  throw new ThetaError('HYPERPARAMETER_INVALID', `Training diverged: the loss is ${loss} after epoch ${epoch}.`, {
    hint: `Lower the learning rate, now ${options.learningRate}.`,
  });
}
