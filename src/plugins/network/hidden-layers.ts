import type { Tensor2D } from '@tensorflow/tfjs';
import type { Rng } from '../../domain/random.js';
import type { TensorRuntime } from '../../tensor/backend.js';
import type { Parameter, Tensors } from '../../tensor/training/types.js';

export interface HiddenOptions {
  /** 0 for a network without hidden layers. */
  readonly hiddenLayers: number;
  /** Units of each. */
  readonly hiddenSize: number;
  /** Of the prior on their weights. */
  readonly hiddenPrecision: number;
}

/** A mask for one layer of one step, [rows, units]: 0 where a unit is off, 1 / (1 − share) where it is on. */
export type Dropout = (rows: number, units: number) => Tensor2D;

/** A stack of layers h ← relu(h·W + b) while it is trained. */
export interface HiddenLayers {
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Units of the last layer, or the inputs where there is none. */
  readonly outputs: number;
  /** [rows, inputs] to [rows, outputs]; `drop` switches units off. */
  forward(p: Tensors<string>, vectors: Tensor2D, drop: Dropout | null): Tensor2D;
}

/** Layers with He's normal start. */
export function hiddenLayers({ tf }: TensorRuntime, inputs: number, h: HiddenOptions, rng: Rng): HiddenLayers {
  const parameters: Record<string, Parameter> = {};
  for (let layer = 0; layer < h.hiddenLayers; layer++) {
    const from = layer === 0 ? inputs : h.hiddenSize;
    parameters[`hiddenWeights${layer}`] = {
      shape: [from, h.hiddenSize],
      initial: normals(from * h.hiddenSize, Math.sqrt(2 / from), rng),
      priorPrecision: h.hiddenPrecision,
    };
    parameters[`hiddenBias${layer}`] = {
      shape: [h.hiddenSize],
      initial: new Float32Array(h.hiddenSize),
      priorPrecision: 0,
    };
  }
  return {
    parameters,
    outputs: h.hiddenLayers === 0 ? inputs : h.hiddenSize,
    forward(p, vectors, drop) {
      let out = vectors;
      for (let layer = 0; layer < h.hiddenLayers; layer++) {
        const weights = p[`hiddenWeights${layer}`] as Tensor2D;
        const linear = tf.add(tf.matMul(out, weights), p[`hiddenBias${layer}`] as Tensor2D);
        out = tf.relu(linear as Tensor2D);
        if (drop) out = tf.mul(out, drop(out.shape[0], out.shape[1]));
      }
      return out;
    },
  };
}

/** Masks drawn from `rng`, equal on every backend; null where nothing is dropped. */
export function seededDropout({ tf }: TensorRuntime, rng: Rng, share: number): Dropout | null {
  if (share === 0) return null;
  const on = 1 / (1 - share);
  return (rows, units) => {
    const mask = Float32Array.from({ length: rows * units }, () => (rng.uniform() < share ? 0 : on));
    return tf.tensor2d(mask, [rows, units]);
  };
}

/** Seeded normal numbers around 0. */
export function normals(length: number, deviation: number, rng: Rng): Float32Array {
  return Float32Array.from({ length }, () => rng.normal() * deviation);
}
