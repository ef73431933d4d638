import { dotAt } from '../../tensor/linear-algebra/dot-at.js';
import type { ItemInformation } from './items.js';

/** How much is still to be learned about θ while queries are asked one after the other. */
export interface InformationGain {
  /** Nats that an answer to the query in `row` is expected to tell: half of what it adds to log det of the posterior precision. */
  gain(row: number): number;
  /** Takes the query as asked: what its answer tells is no longer new, neither from it nor from queries like it. */
  ask(row: number): void;
}

/**
 * Fisher information of a Bernoulli answer at the posterior mean: P̂·(1 − P̂)·g·gᵀ with g = ∂ log-odds / ∂θ. A rank-one update of the precision
 * adds log(1 + P̂·(1 − P̂)·gᵀΣg) to its log determinant and takes P̂·(1 − P̂)·Σg·(Σg)ᵀ / (1 + P̂·(1 − P̂)·gᵀΣg) from the covariance Σ
 * (Sherman–Morrison), so gᵀΣg of every other query follows in `dims` multiplications.
 */
export function informationGain({ predicted, sensitivity, covariance }: ItemInformation): InformationGain {
  const { rows, cols: dims, data: g } = sensitivity;
  const sigma = Float64Array.from(covariance);
  const weight = Float64Array.from(predicted, (p) => p * (1 - p));
  const variance = new Float64Array(rows);
  const column = new Float64Array(dims);
  /** Σ·g of one query, left in `column`. */
  const project = (row: number) => {
    for (let i = 0; i < dims; i++) column[i] = dotAt(sigma, i * dims, g, row * dims, dims);
  };
  for (let row = 0; row < rows; row++) {
    project(row);
    variance[row] = dotAt(column, 0, g, row * dims, dims);
  }
  const growth = (row: number) => (weight[row] as number) * Math.max(0, variance[row] as number);
  return {
    gain: (row) => Math.log1p(growth(row)) / 2,
    ask(row) {
      project(row);
      const factor = (weight[row] as number) / (1 + growth(row));
      for (let other = 0; other < rows; other++) {
        const shared = dotAt(column, 0, g, other * dims, dims);
        variance[other] = (variance[other] as number) - factor * shared * shared;
      }
      for (let i = 0; i < dims; i++) {
        const scaled = factor * (column[i] as number);
        for (let k = 0; k < dims; k++) {
          sigma[i * dims + k] = (sigma[i * dims + k] as number) - scaled * (column[k] as number);
        }
      }
    },
  };
}
