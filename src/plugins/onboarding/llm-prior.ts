import type { Matrix } from '../../domain/matrix.js';
import { choleskySolve, choleskyUpper } from '../../tensor/linear-algebra/cholesky.js';
import type { LlmFacts } from '../contract.js';
import type { AbilitySpace } from './ability-space.js';
import type { Normal } from './normal.js';
import { spreadFactor } from './spread-factor.js';

/** What is known of an LLM without asking it. */
export interface Described {
  readonly facts: LlmFacts | null;
  /** Embedded profile */
  readonly profile: Float32Array | null;
}

/** How much of the variance of θ between LLMs goes with what they have in common; what is left to 1 is each one's own. */
export interface KernelWeights {
  /** Cosine of profiles around their mean: the linear W·e of paper eq. 4. */
  readonly profile: number;
  readonly family: number;
  /** Within about a factor of `SCALE` in parameters, or in price. */
  readonly size: number;
  readonly price: number;
}

/** Chosen by leaving each LLM of three data sets out in turn, see docs/cold-start.md. */
export const KERNEL: KernelWeights = { profile: 0.1, family: 0.2, size: 0.1, price: 0.1 };

/** e-folding of the kernels in log size and log price: a factor of 4. */
const SCALE = Math.log(4);
/** Variance of the mean of all LLMs before any is seen, in units of that between LLMs: little is known of it. */
const MEAN_VARIANCE = 100;
/** Share of the empirical correlations that is taken away: of few LLMs they are in part chance. */
const SHRINKAGE = 0.3;

/**
 * Prior of θ of an LLM that has not answered: a Gaussian process over LLMs whose kernel is (constant + profile + family + size + price + own) ⊗
 * (covariance of θ between LLMs). `abilities` is θ of the known LLMs, [llms, dims], `known` the LLMs in that order. With nothing in common with any of them
 * it is their mean with their spread.  At least one LLM.
 */
export function llmPrior(
  { abilities, priorVariance, leastVariance }: Pick<AbilitySpace, 'abilities' | 'priorVariance' | 'leastVariance'>,
  known: readonly Described[],
  weights: KernelWeights = KERNEL,
): (newcomer: Described) => Normal {
  const { rows: n, cols: dims } = abilities;
  const centre = centroid(known);
  const own = 1 - weights.profile - weights.family - weights.size - weights.price;
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      gram[i * n + j] =
        MEAN_VARIANCE + (i === j ? 1 : likeness(known[i] as Described, known[j] as Described, centre, weights));
    }
  }
  const factor = choleskyUpper(gram, n);
  const mean = meanRow(abilities);
  const spread = covarianceOf(abilities, mean, priorVariance, leastVariance);
  return (newcomer) => {
    const cross = Float64Array.from(known, (llm) => MEAN_VARIANCE + likeness(llm, newcomer, centre, weights));
    const shares = Float64Array.from(cross);
    choleskySolve(factor, n, shares);
    const explained = shares.reduce((sum, s, j) => sum + s * (cross[j] as number), 0);
    const left = Math.max(own, MEAN_VARIANCE + 1 - explained);
    const theta = Float64Array.from(mean);
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < dims; k++) {
        const apart = (abilities.data[j * dims + k] as number) - (mean[k] as number);
        theta[k] = (theta[k] as number) + (shares[j] as number) * apart;
      }
    }
    return { mean: theta, covariance: spread.map((v) => v * left) };
  };
}

function likeness(a: Described, b: Described, centre: Float64Array | null, w: KernelWeights): number {
  const family = a.facts?.family ?? null;
  return (
    w.profile * cosine(a.profile, b.profile, centre) +
    w.family * (family !== null && family === b.facts?.family ? 1 : 0) +
    w.size * near(a.facts?.sizeBillions, b.facts?.sizeBillions) +
    w.price * near(a.facts?.outputPerMillion, b.facts?.outputPerMillion)
  );
}

/** exp(−½·(ln(a/b)/SCALE)²); 0 where one is not known or not above 0. */
function near(a: number | undefined, b: number | undefined): number {
  if (!((a ?? 0) > 0 && (b ?? 0) > 0)) return 0;
  return Math.exp(-((Math.log((a as number) / (b as number)) / SCALE) ** 2) / 2);
}

function cosine(a: Float32Array | null, b: Float32Array | null, centre: Float64Array | null): number {
  if (!a || !b || !centre) return 0;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let c = 0; c < centre.length; c++) {
    const x = (a[c] as number) - (centre[c] as number);
    const y = (b[c] as number) - (centre[c] as number);
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

/** Mean profile of the LLMs that have one; null where none has. */
function centroid(known: readonly Described[]): Float64Array | null {
  const profiles = known.flatMap(({ profile }) => (profile ? [profile] : []));
  if (profiles.length === 0) return null;
  const out = new Float64Array((profiles[0] as Float32Array).length);
  for (const profile of profiles) profile.forEach((x, c) => (out[c] = (out[c] as number) + x / profiles.length));
  return out;
}

function meanRow({ rows, cols, data }: Matrix): Float64Array {
  const out = new Float64Array(cols);
  data.forEach((x, i) => (out[i % cols] = (out[i % cols] as number) + x / rows));
  return out;
}

/**
 * Covariance of θ between LLMs, [dims, dims]: the empirical one, shrunk towards its diagonal and widened, as it is an
 * estimate (spread-factor.ts). No dimension is taken for known: where all LLMs agree,
 * `leastVariance` is left, and where there is only one LLM `priorVariance`.
 */
function covarianceOf(
  { rows: n, cols: dims, data }: Matrix,
  mean: Float64Array,
  priorVariance: ArrayLike<number>,
  leastVariance: ArrayLike<number>,
): Float64Array {
  const out = new Float64Array(dims * dims);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < dims; i++) {
      const x = (data[j * dims + i] as number) - (mean[i] as number);
      for (let k = 0; k < dims; k++) {
        const y = (data[j * dims + k] as number) - (mean[k] as number);
        const share = i === k ? 1 : 1 - SHRINKAGE;
        out[i * dims + k] = (out[i * dims + k] as number) + (share * x * y) / Math.max(1, n - 1);
      }
    }
  }
  for (let k = 0; k < dims; k++) {
    const at = k * (dims + 1);
    out[at] = Math.max(out[at] as number, (n === 1 ? priorVariance : leastVariance)[k] as number);
  }
  const factor = spreadFactor(n);
  return out.map((v) => v * factor);
}
