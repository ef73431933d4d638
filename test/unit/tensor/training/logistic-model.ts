import type { Tensor2D } from '@tensorflow/tfjs';
import { matrix } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { RunContext } from '../../../../src/domain/run.js';
import type { TensorRuntime } from '../../../../src/tensor/backend.js';
import type { ResponseData, ResponseModel } from '../../../../src/tensor/training/types.js';

/** Logistic regression per LLM: the smallest model that the loop can fit. */
export function logisticModel({ tf }: TensorRuntime, d: number, m: number, l2 = 0): ResponseModel<'w' | 'b'> {
  return {
    parameters: {
      w: { shape: [d, m], initial: new Float32Array(d * m), priorPrecision: l2 },
      b: { shape: [m], initial: new Float32Array(m), priorPrecision: 0 },
    },
    logits: (p, vectors) => tf.add(tf.matMul(vectors, p.w as Tensor2D), p.b),
  };
}

/** Responses of `m` LLMs to `n` queries with true weights `w` ([d, m]) and no bias; `missing` of them unobserved. */
export function logisticData(n: number, d: number, m: number, seed: number, missing = 0) {
  const rng = seededRng(seed);
  const w = Float32Array.from({ length: d * m }, () => rng.normal());
  const vectors = matrix(
    n,
    d,
    Float32Array.from({ length: n * d }, () => rng.normal()),
  );
  const targets = matrix(n, m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let x = 0;
      for (let k = 0; k < d; k++) x += (vectors.data[i * d + k] as number) * (w[k * m + j] as number);
      const y = rng.uniform() < 1 / (1 + Math.exp(-x)) ? 1 : 0;
      targets.data[i * m + j] = rng.uniform() < missing ? Number.NaN : y;
    }
  }
  const data: ResponseData = { vectors, targets, weights: new Float32Array(n).fill(1) };
  return { data, w };
}

export function runContext(seed: number, more: Partial<RunContext> = {}): RunContext {
  return { signal: new AbortController().signal, seed, rng: seededRng(seed), onProgress: () => {}, ...more };
}
