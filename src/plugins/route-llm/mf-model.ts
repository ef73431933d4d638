import type { Tensor2D } from '@tensorflow/tfjs';
import type { Rng } from '../../domain/random.js';
import type { TensorRuntime } from '../../tensor/backend.js';
import type { ResponseModel } from '../../tensor/training/types.js';
import type { Pair } from '../binary/comparisons.js';

export type MfParameter =
  | 'llmVectors' /* v, [llms, dims] */
  | 'projection' /* W₁, [embeddingSize, dims] */
  | 'projectionBias' /* b, [dims] */
  | 'output' /* w₂, [dims] */
  | 'differences'; /* [llms, pairs], constant: +1 for the first LLM of a pair, −1 for the second */

/** Keeps the norm of a vector of zeros from dividing by zero. */
const TINY = 1e-12;

/** Log-odds of the first LLM of each pair: δ(first, q) − δ(second, q) with δ(M, q) = w₂·(v_M/‖v_M‖ ∘ (W₁ᵀq + b)). */
export function mfModel(
  { tf }: TensorRuntime,
  embeddingSize: number,
  llms: number,
  pairs: readonly Pair[],
  h: { readonly dims: number; readonly precision: number },
  rng: Rng,
): ResponseModel<MfParameter> {
  const { dims } = h;
  const normal = (length: number, deviation: number) => Float32Array.from({ length }, () => rng.normal() * deviation);
  const differences = new Float32Array(llms * pairs.length);
  pairs.forEach(({ strong, weak }, p) => {
    differences[strong * pairs.length + p] = 1;
    differences[weak * pairs.length + p] = -1;
  });
  return {
    parameters: {
      // Only the direction of v counts, so there is nothing to shrink.
      llmVectors: { shape: [llms, dims], initial: normal(llms * dims, 1), priorPrecision: 0 },
      projection: {
        shape: [embeddingSize, dims],
        initial: normal(embeddingSize * dims, 0.01),
        priorPrecision: h.precision,
      },
      projectionBias: { shape: [dims], initial: normal(dims, 0.1), priorPrecision: 0 },
      output: { shape: [dims], initial: new Float32Array(dims).fill(1), priorPrecision: 1 },
      differences: { shape: [llms, pairs.length], initial: differences, priorPrecision: null },
    },
    logits(p, z) {
      const norm = tf.sqrt(tf.add(tf.sum(tf.square(p.llmVectors), 1, true), TINY));
      const directions = tf.div(p.llmVectors, norm);
      const projected = tf.mul(tf.add(tf.matMul(z, p.projection as Tensor2D), p.projectionBias), p.output);
      const delta = tf.matMul(projected, directions, false, true);
      return tf.matMul(delta, p.differences);
    },
  };
}

/** The log-odds of one pair as a linear function of z: W₁·(w₂ ∘ (v_strong − v_weak)) and b·(w₂ ∘ (v_strong − v_weak)), v normalised. */
export function pairLogOdds(
  p: Readonly<Record<MfParameter, Float32Array>>,
  { strong, weak }: Pair,
): { weights: Float32Array; bias: Float32Array } {
  const dims = p.output.length;
  const direction = (llm: number) => {
    const v = p.llmVectors.subarray(llm * dims, (llm + 1) * dims);
    const norm = Math.sqrt(v.reduce((sum, x) => sum + x * x, TINY));
    return v.map((x) => x / norm);
  };
  const [s, w] = [direction(strong), direction(weak)];
  const gap = p.output.map((x, k) => x * ((s[k] as number) - (w[k] as number)));
  const product = (values: Float32Array, at: number) =>
    gap.reduce((sum, x, k) => sum + x * (values[at + k] as number), 0);
  const size = p.projection.length / dims;
  return {
    weights: Float32Array.from({ length: size }, (_, c) => product(p.projection, c * dims)),
    bias: Float32Array.of(product(p.projectionBias, 0)),
  };
}
