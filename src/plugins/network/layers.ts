import type { Artifact } from '../../domain/artifact.js';
import { tensorOf } from '../../domain/artifact.js';
import { affine } from '../../tensor/linear-algebra/affine.js';
import type { Standardisation } from '../standardisation.js';
import { fold, unscaled } from '../standardisation.js';

/** One layer of a trained network, as prediction walks through it. */
export interface Layer {
  /** [outputs, inputs], row-major. */
  readonly weights: Float32Array;
  /** [outputs] */
  readonly bias: Float32Array;
}

/**
 * Layers as training leaves them ([inputs, outputs], over standardised vectors) as prediction wants them: [outputs, inputs],
 * the first over vectors as they come.
 */
export function foldLayers(trained: readonly Layer[], scaling: Standardisation): readonly Layer[] {
  return trained.map(({ weights, bias }, i) =>
    fold(weights, bias, i === 0 ? scaling : unscaled(weights.length / bias.length)),
  );
}

/** The hidden layers of a training run (hidden-layers.ts), to which the caller adds the last one. */
export function trainedHidden(parameters: Readonly<Record<string, Float32Array>>, layers: number): Layer[] {
  return Array.from({ length: layers }, (_, i) => ({
    weights: parameters[`hiddenWeights${i}`] as Float32Array,
    bias: parameters[`hiddenBias${i}`] as Float32Array,
  }));
}

/** The outputs at `columns` of a layer of shape [inputs, outputs]. */
export function takeOutputs({ weights, bias }: Layer, columns: readonly number[]): Layer {
  const outputs = bias.length;
  const kept = new Float32Array((weights.length / outputs) * columns.length);
  for (let i = 0; i < weights.length / outputs; i++) {
    columns.forEach((j, to) => (kept[i * columns.length + to] = weights[i * outputs + j] as number));
  }
  return { weights: kept, bias: Float32Array.from(columns, (j) => bias[j] as number) };
}

/**
 * Returns a function from a vector to the outputs of the last layer; between layers stands relu(x) = max(0, x). The answer is
 * a buffer that the next call overwrites.
 */
export function forward(layers: readonly Layer[]): (vector: Float32Array) => Float32Array {
  const buffers = layers.map(({ bias }) => new Float32Array(bias.length));
  return (vector) => {
    let x = vector;
    layers.forEach(({ weights, bias }, i) => {
      const out = buffers[i] as Float32Array;
      affine(weights, bias, x, out);
      if (i < layers.length - 1) for (let k = 0; k < out.length; k++) if ((out[k] as number) < 0) out[k] = 0;
      x = out;
    });
    return x;
  };
}

/** Tensors of an artifact that hold these layers; readLayers finds them by the same prefix. */
export function layerTensors(layers: readonly Layer[], prefix = ''): Record<string, Float32Array> {
  return Object.fromEntries(
    layers.flatMap(({ weights, bias }, i) => [
      [`${prefix}weights${i}`, weights],
      [`${prefix}bias${i}`, bias],
    ]),
  );
}

/** Throws ARTIFACT_CORRUPT unless layers of these sizes (inputs, units of each layer) are there. */
export function readLayers(artifact: Artifact, sizes: readonly number[], prefix = ''): readonly Layer[] {
  return sizes.slice(1).map((outputs, i) => ({
    weights: tensorOf(artifact, `${prefix}weights${i}`, 'Float32Array', outputs * (sizes[i] as number)),
    bias: tensorOf(artifact, `${prefix}bias${i}`, 'Float32Array', outputs),
  }));
}

/** Inputs and units of each layer, what readLayers needs. */
export function layerSizes(layers: readonly Layer[]): number[] {
  const [first] = layers;
  return first ? [first.weights.length / first.bias.length, ...layers.map(({ bias }) => bias.length)] : [];
}
