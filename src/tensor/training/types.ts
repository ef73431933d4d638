import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { Matrix } from '../../domain/matrix.js';

/** What a response model is fitted to. Row i of everything is query i. */
export interface ResponseData {
  /** [queries, embeddingSize] */
  readonly vectors: Matrix;
  /** [queries, llms] y in [0, 1]; NaN where not observed, which then takes no part in the loss. */
  readonly targets: Matrix;
  /** [queries] weight of each query, 0 or more; only their ratios matter. */
  readonly weights: Float32Array;
}

/** A block of numbers of a model before training. */
export interface Parameter {
  readonly shape: readonly number[];
  readonly initial: Float32Array;
  /**
   * Precision of a normal prior around 0 (1 / variance), 0 for none: the loss gains ½·priorPrecision·‖W‖² per data set, so
   * that shrinkage weakens as responses grow, as partial pooling wants. Null for a constant, which is not trained.
   */
  readonly priorPrecision: number | null;
}

export type Tensors<K extends string> = Readonly<Record<K, Tensor>>;

/** −log of a prior over all parameters, up to a constant; built of tensors. */
export type Penalty<K extends string> = (parameters: Tensors<K>) => Scalar;

/** A differentiable model of responses. */
export interface ResponseModel<K extends string> {
  readonly parameters: Readonly<Record<K, Parameter>>;
  /** Log-odds of P̂, [queries, llms], for query vectors [queries, embeddingSize]. */
  logits(parameters: Tensors<K>, vectors: Tensor2D): Tensor2D;
  /** What a prior says beyond those of `parameters`, in nats per data set like them; absent for nothing. */
  readonly penalty?: Penalty<K>;
}

export interface FitOptions {
  /** Most passes over the data. */
  readonly epochs: number;
  /** Queries per step; a query comes with all of its responses. */
  readonly batchSize: number;
  /** Adam's step size. */
  readonly learningRate: number;
  /** Share of queries held out for early stopping, in [0, 1); 0 trains on all of them for all epochs. */
  readonly validationShare: number;
  /** Epochs without a better validation loss before training stops. */
  readonly patience: number;
}

/** Mean binary cross-entropy per response, in nats, after one epoch. */
export interface EpochLoss {
  readonly loss: number;
  /** NaN without a validation split. */
  readonly validationLoss: number;
}

export interface FitResult<K extends string> {
  /** Of the epoch with the best validation loss, or of the last one without a validation split. */
  readonly parameters: Readonly<Record<K, Float32Array>>;
  /** One entry per epoch that ran. */
  readonly history: readonly EpochLoss[];
  /** Number of the epoch that `parameters` come from, from 1. */
  readonly bestEpoch: number;
}
