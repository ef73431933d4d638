import type { Tensor2D } from '@tensorflow/tfjs';
import type { Matrix } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import type { TensorRuntime } from '../backend.js';
import type { ResponseData } from './types.js';

/** Which queries train and which validate. */
export interface Split {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}

/** A seeded random split; at least one query stays on each side unless `share` is 0. */
export function splitQueries(queries: number, share: number, rng: Rng): Split {
  const order = rng.shuffle(Uint32Array.from({ length: queries }, (_, i) => i));
  const held = share === 0 ? 0 : Math.min(queries - 1, Math.max(1, Math.round(queries * share)));
  return { train: order.slice(held), validation: order.slice(0, held) };
}

/** Tensors of some queries; made inside a tidy, which cleans them up. */
export interface Batch {
  readonly vectors: Tensor2D;
  /** y, 0 where not observed. */
  readonly targets: Tensor2D;
  /** Weight of each pair, 0 where not observed. */
  readonly weights: Tensor2D;
}

export function gatherBatch(runtime: TensorRuntime, data: ResponseData, queries: Uint32Array): Batch {
  const { tf } = runtime;
  const d = data.vectors.cols;
  const m = data.targets.cols;
  const vectors = new Float32Array(queries.length * d);
  const targets = new Float32Array(queries.length * m);
  const weights = new Float32Array(queries.length * m);
  queries.forEach((q, i) => {
    vectors.set(data.vectors.data.subarray(q * d, (q + 1) * d), i * d);
    for (let j = 0; j < m; j++) {
      const y = data.targets.data[q * m + j] as number;
      if (Number.isNaN(y)) continue;
      targets[i * m + j] = y;
      weights[i * m + j] = data.weights[q] as number;
    }
  });
  return {
    vectors: tf.tensor2d(vectors, [queries.length, d]),
    targets: tf.tensor2d(targets, [queries.length, m]),
    weights: tf.tensor2d(weights, [queries.length, m]),
  };
}

/** Observed responses of each query, [queries]; `targets` is [queries, llms], NaN where not observed. */
export function countResponses(targets: Matrix): Uint16Array {
  const counts = new Uint16Array(targets.rows);
  for (let i = 0; i < targets.data.length; i++) {
    if (Number.isNaN(targets.data[i])) continue;
    const q = Math.floor(i / targets.cols);
    counts[q] = (counts[q] as number) + 1;
  }
  return counts;
}
