import type { Matrix } from '../domain/matrix.js';
import { matrix } from '../domain/matrix.js';

/** z = (e − mean)·scale: coordinates around 0 with a mean square of 1 over all of them. */
export interface Standardisation {
  /** [embeddingSize] */
  readonly mean: Float64Array;
  readonly scale: number;
}

/** Leaves coordinates as they are. */
export const unscaled = (size: number): Standardisation => ({ mean: new Float64Array(size), scale: 1 });

/**
 * One scale for all coordinates: their relative sizes carry meaning (the leading directions of a projection hold more
 * signal), and scaling each to variance 1 would blow up the noise of the last ones.
 */
export function measure(vectors: Matrix): Standardisation {
  const { rows, cols, data } = vectors;
  const mean = new Float64Array(cols);
  for (let i = 0; i < data.length; i++) mean[i % cols] = (mean[i % cols] as number) + (data[i] as number) / rows;
  let square = 0;
  for (let i = 0; i < data.length; i++) square += ((data[i] as number) - (mean[i % cols] as number)) ** 2;
  return { mean, scale: square > 0 ? Math.sqrt(data.length / square) : 1 };
}

export function standardise(vectors: Matrix, { mean, scale }: Standardisation): Matrix {
  const out = matrix(vectors.rows, vectors.cols);
  for (let i = 0; i < out.data.length; i++) {
    out.data[i] = ((vectors.data[i] as number) - (mean[i % vectors.cols] as number)) * scale;
  }
  return out;
}

/**
 * Turns W·z + bias into V·e + c, so that prediction works on the vectors as they come. `weights` is [embeddingSize, outputs];
 * the result is [outputs, embeddingSize], whose rows a prediction walks through in memory order.
 */
export function fold(
  weights: Float32Array,
  bias: Float32Array,
  { mean, scale }: Standardisation,
): { weights: Float32Array; bias: Float32Array } {
  const outputs = bias.length;
  const size = mean.length;
  const folded = new Float32Array(weights.length);
  const shifted = Float32Array.from(bias, (b, k) => {
    let shift = 0;
    for (let c = 0; c < size; c++) {
      const w = (weights[c * outputs + k] as number) * scale;
      folded[k * size + c] = w;
      shift += w * (mean[c] as number);
    }
    return b - shift;
  });
  return { weights: folded, bias: shifted };
}
