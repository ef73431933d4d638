import { symmetricEigen } from '../../tensor/linear-algebra/symmetric-eigen.js';

/** The particularities of the LLMs in few dimensions: residual_j ≈ mean + Σ_k abilities[j, k]·directions[k]. */
export interface ResidualDimensions {
  readonly dims: number;
  /** [size] mean over LLMs, which belongs to the difficulty. */
  readonly mean: Float64Array;
  /** [dims, size] */
  readonly directions: Float64Array;
  /** [llms, dims] */
  readonly abilities: Float64Array;
}

/** Directions with less than this share of the first one's strength are rounding. */
const NEGLIGIBLE = 1e-9;

/**
 * The approximation of the centred rows of `residual` [llms, size] in at most `most` dimensions that loses least of residual·z over
 * the training queries, the strongest dimension first (Eckart and Young 1936, in the metric of `scatter` = Σ z·zᵀ over
 * `queries` vectors, [size, size]). Each direction has a mean square of 1 over these queries, so that abilities are in log-odds;
 * its sign makes the ability of largest size positive, so that equal data give equal bits.
 */
export function residualDimensions(
  residual: Float64Array,
  llms: number,
  scatter: Float64Array,
  queries: number,
  most: number,
): ResidualDimensions {
  const size = residual.length / llms;
  const mean = new Float64Array(size);
  for (let i = 0; i < residual.length; i++)
    mean[i % size] = (mean[i % size] as number) + (residual[i] as number) / llms;
  const centred = residual.map((v, i) => v - (mean[i % size] as number));
  const spread = product(centred, llms, scatter, size);
  const products = new Float64Array(llms * llms);
  for (let a = 0; a < llms; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let c = 0; c < size; c++) sum += (centred[a * size + c] as number) * (spread[b * size + c] as number);
      products[a * llms + b] = sum / queries;
      products[b * llms + a] = sum / queries;
    }
  }
  const { values, vectors } = symmetricEigen(products, llms);
  const floor = NEGLIGIBLE * Math.max(values[0] ?? 0, Number.MIN_VALUE);
  const dims = Math.min(most, values.filter((v) => v > floor).length);
  const abilities = new Float64Array(llms * dims);
  const directions = new Float64Array(dims * size);
  for (let k = 0; k < dims; k++) {
    const column = Float64Array.from({ length: llms }, (_, j) => vectors[j * llms + k] as number);
    const scale = Math.sqrt(values[k] as number) * Math.sign(largest(column));
    for (let j = 0; j < llms; j++) {
      const u = column[j] as number;
      abilities[j * dims + k] = u * scale;
      for (let c = 0; c < size; c++) {
        directions[k * size + c] =
          (directions[k * size + c] as number) + (u / scale) * (centred[j * size + c] as number);
      }
    }
  }
  return { dims, mean, directions, abilities };
}

/** rows·square, [llms, size] */
function product(rows: Float64Array, llms: number, square: Float64Array, size: number): Float64Array {
  const out = new Float64Array(llms * size);
  for (let j = 0; j < llms; j++) {
    for (let i = 0; i < size; i++) {
      const x = rows[j * size + i] as number;
      if (x === 0) continue;
      for (let c = 0; c < size; c++) {
        out[j * size + c] = (out[j * size + c] as number) + x * (square[i * size + c] as number);
      }
    }
  }
  return out;
}

/** The element of largest size, the first of several. */
function largest(x: Float64Array): number {
  let best = 0;
  for (const v of x) if (Math.abs(v) > Math.abs(best)) best = v;
  return best;
}
