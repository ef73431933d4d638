import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { TensorRuntime } from '../backend.js';
import type { Parameter } from './types.js';

/** The parameters of a model as tensors: a variable for each that is trained, a constant for each that is not. */
export function createTensors<K extends string>(
  { tf }: TensorRuntime,
  parameters: Readonly<Record<K, Parameter>>,
): Record<K, Tensor> {
  const tensors = {} as Record<K, Tensor>;
  for (const name of Object.keys(parameters) as K[]) {
    const { initial, shape, priorPrecision } = parameters[name];
    const value = tf.tensor(initial, [...shape]);
    tensors[name] = priorPrecision === null ? value : tf.variable(value);
    if (priorPrecision !== null) value.dispose();
  }
  return tensors;
}

/** The tensors that training changes. */
export function trained({ tf }: TensorRuntime, tensors: Readonly<Record<string, Tensor>>): Variable[] {
  return Object.values(tensors).filter((t): t is Variable => t instanceof tf.Variable);
}

/** A copy of the numbers behind each tensor. */
export async function snapshot<K extends string>(
  tensors: Readonly<Record<K, Tensor>>,
): Promise<Record<K, Float32Array>> {
  const values = {} as Record<K, Float32Array>;
  for (const name of Object.keys(tensors) as K[]) values[name] = ((await tensors[name].data()) as Float32Array).slice();
  return values;
}
