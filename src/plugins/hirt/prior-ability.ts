import type { Matrix } from '../../domain/matrix.js';
import { dot, row } from '../../domain/matrix.js';
import { choleskySolve, choleskyUpper } from '../../tensor/linear-algebra/cholesky.js';

/** θ of an LLM without responses: mean + weights·(profile − profileMean). */
export interface PriorAbility {
  /** [dims] mean θ over the LLMs with responses */
  readonly mean: Float32Array;
  /** [dims] how far the θ of one LLM lies from that mean, as a standard deviation */
  readonly deviation: Float32Array;
  /** [dims, profileSize] */
  readonly weights: Float32Array;
  /** [profileSize] */
  readonly profileMean: Float32Array;
}

/** θ of the LLMs with responses; row j of everything is one LLM. */
export interface KnownAbilities {
  /** [llms, dims] */
  readonly abilities: Matrix;
  /** Posterior standard deviations, [llms, dims] */
  readonly deviations: Float32Array;
  /** [llms, profileSize]; a row of zeros where an LLM has no profile. */
  readonly profiles: Matrix;
}

/**
 * The mean of the others, and a ridge of what distinguishes them on their profiles. There are far fewer LLMs than numbers in a
 * profile, so the ridge is solved over LLMs: W = (Θ − mean)ᵀ·(G + shrinkage·I)⁻¹·X, where G holds the inner products of centred
 * profiles X, scaled to a mean diagonal of 1. `priorVariance` ([dims]) counts as one more LLM in the spread.
 */
export function priorAbility(known: KnownAbilities, shrinkage: number, priorVariance: Float64Array): PriorAbility {
  const { abilities, deviations, profiles } = known;
  const dims = abilities.cols;
  const mean = new Float32Array(dims);
  for (let i = 0; i < abilities.data.length; i++) {
    mean[i % dims] = (mean[i % dims] as number) + (abilities.data[i] as number) / abilities.rows;
  }
  const variance = Float64Array.from(priorVariance);
  for (let i = 0; i < abilities.data.length; i++) {
    const apart = (abilities.data[i] as number) - (mean[i % dims] as number);
    variance[i % dims] = (variance[i % dims] as number) + apart ** 2 + (deviations[i] as number) ** 2;
  }
  const deviation = Float32Array.from(variance, (v) => Math.sqrt(v / (abilities.rows + 1)));
  return { mean, deviation, ...profileWeights(abilities, mean, profiles, shrinkage) };
}

function profileWeights(
  abilities: Matrix,
  mean: Float32Array,
  profiles: Matrix,
  shrinkage: number,
): Pick<PriorAbility, 'weights' | 'profileMean'> {
  const dims = abilities.cols;
  const size = profiles.cols;
  const with_ = Array.from({ length: profiles.rows }, (_, j) => j).filter((j) => row(profiles, j).some((x) => x !== 0));
  const profileMean = new Float32Array(size);
  for (const j of with_)
    row(profiles, j).forEach((x, c) => (profileMean[c] = (profileMean[c] as number) + x / with_.length));
  const centred = with_.map((j) => row(profiles, j).map((x, c) => x - (profileMean[c] as number)));
  const n = with_.length;
  const products = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) products[a * n + b] = dot(centred[a] as Float32Array, centred[b] as Float32Array);
  }
  const spread = centred.reduce((sum, _, a) => sum + (products[a * (n + 1)] as number), 0) / Math.max(1, n);
  const weights = new Float32Array(dims * size);
  if (!(spread > 0)) return { weights, profileMean };
  for (let a = 0; a < n; a++) products[a * (n + 1)] = (products[a * (n + 1)] as number) + shrinkage * spread;
  const factor = choleskyUpper(products, n);
  for (let k = 0; k < dims; k++) {
    const dual = Float64Array.from(with_, (j) => (abilities.data[j * dims + k] as number) - (mean[k] as number));
    choleskySolve(factor, n, dual);
    for (let c = 0; c < size; c++) {
      let sum = 0;
      for (let a = 0; a < n; a++) sum += (dual[a] as number) * (centred[a]?.[c] as number);
      weights[k * size + c] = sum;
    }
  }
  return { weights, profileMean };
}
