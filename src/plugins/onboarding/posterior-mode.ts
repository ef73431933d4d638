import { choleskySolve, choleskyUpper } from '../../tensor/linear-algebra/cholesky.js';
import type { Normal } from './normal.js';
import { inverse, quadraticForm } from './normal.js';

/** A part of −log likelihood as a function of θ. */
export interface Term {
  /** Its value in nats. */
  value(theta: Float64Array): number;
  /** Adds its derivative to `gradient`, [dims], and its curvature (Gauss and Newton's, never negative) to `curvature`, [dims, dims]. Returns its value. */
  accumulate(theta: Float64Array, gradient: Float64Array, curvature: Float64Array): number;
}

/** Newton's method ends where a step promises to gain less than this, in nats. */
const LEAST_GAIN = 1e-12;
/** Quadratic convergence takes under ten; what is left then is rounding. */
const MOST_STEPS = 100;
const MOST_HALVINGS = 40;

/**
 * The mode of the posterior of θ under a normal prior, and the inverse of the curvature there (Laplace's approximation: MacKay, Information
 * Theory, Inference, and Learning Algorithms, 2003, chapter 27). Newton's method from the mean of the prior, each step halved until it gains what a step
 * of its length must; no chance is involved. Without terms the prior comes back as it is.
 */
export function posteriorMode(prior: Normal, terms: readonly Term[]): Normal {
  if (terms.length === 0) return prior;
  const dims = prior.mean.length;
  const precision = inverse(prior.covariance, dims);
  let theta: Float64Array = Float64Array.from(prior.mean);
  const gradient = new Float64Array(dims);
  const curvature = new Float64Array(dims * dims);
  const apart = (at: Float64Array) => at.map((t, k) => t - (prior.mean[k] as number));
  const valueAt = (at: Float64Array) =>
    terms.reduce((sum, term) => sum + term.value(at), quadraticForm(precision, apart(at)) / 2);
  const differentiate = (): number => {
    const away = apart(theta);
    gradient.fill(0);
    curvature.set(precision);
    for (let i = 0; i < dims; i++) {
      for (let k = 0; k < dims; k++) {
        gradient[i] = (gradient[i] as number) + (precision[i * dims + k] as number) * (away[k] as number);
      }
    }
    return terms.reduce(
      (sum, term) => sum + term.accumulate(theta, gradient, curvature),
      quadraticForm(precision, away) / 2,
    );
  };
  let value = differentiate();
  for (let step = 0; step < MOST_STEPS; step++) {
    const direction = Float64Array.from(gradient);
    choleskySolve(choleskyUpper(Float64Array.from(curvature), dims), dims, direction);
    const promised = direction.reduce((sum, d, k) => sum + d * (gradient[k] as number), 0);
    if (!(promised > LEAST_GAIN)) break;
    const next = descend(theta, direction, value, promised, valueAt);
    if (next === null) break;
    theta = next;
    value = differentiate();
  }
  return { mean: theta, covariance: inverse(curvature, dims) };
}

/** Armijo's condition with the usual constant (Nocedal and Wright, Numerical Optimization, 2006, algorithm 3.1); null where rounding leaves no gain. */
function descend(
  theta: Float64Array,
  direction: Float64Array,
  value: number,
  promised: number,
  valueAt: (theta: Float64Array) => number,
): Float64Array | null {
  for (let halving = 0, length = 1; halving < MOST_HALVINGS; halving++, length /= 2) {
    const next = theta.map((t, k) => t - length * (direction[k] as number));
    if (valueAt(next) <= value - 1e-4 * length * promised) return next;
  }
  return null;
}
