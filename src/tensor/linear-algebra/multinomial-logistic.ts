import { ThetaError } from '../../domain/errors.js';
import type { Matrix } from '../../domain/matrix.js';
import { breathe } from './breathe.js';
import { choleskySolve, choleskyUpper } from './cholesky.js';
import { gram } from './gram.js';
import { minimise } from './lbfgs.js';
import type { Objective } from './lbfgs.js';

/** Softmax classifier: the probability of class k is ∝ exp(weights[k]·x + intercepts[k]). */
export interface LinearClassifier {
  readonly classes: number;
  readonly dims: number;
  /** [classes, dims], row-major. */
  readonly weights: Float32Array;
  /** [classes] */
  readonly intercepts: Float32Array;
}

export interface LogisticOptions {
  /** C of ½·‖W‖² + C·Σ loss; intercepts are free. Larger fits closer. */
  readonly inverseRegularisation: number;
  readonly maxIterations: number;
  /** Stops when a step lowers the objective by less than this share. */
  readonly tolerance: number;
  /** A start near the answer, for example the fit to a superset of the rows. */
  readonly start?: LinearClassifier | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Multinomial logistic regression of `labels` (0 to classes − 1) on the rows of `x` by L-BFGS over the full batch, so the
 * answer does not depend on any order or seed. The preconditioner is Böhning's (1992) bound of the Hessian.
 * Throws TRAINING_DATA_INSUFFICIENT without rows.
 */
export async function fitMultinomialLogistic(
  x: Matrix,
  labels: Int32Array,
  classes: number,
  options: LogisticOptions,
): Promise<LinearClassifier> {
  if (x.rows === 0) throw new ThetaError('TRAINING_DATA_INSUFFICIENT', 'A classifier needs at least one labelled row.');
  const dims = x.cols;
  const width = dims + 1; // the last column is the intercept
  const parameters = new Float64Array(classes * width);
  for (let k = 0; options.start && k < classes; k++) {
    parameters.set(options.start.weights.subarray(k * dims, (k + 1) * dims), k * width);
    parameters[k * width + dims] = options.start.intercepts[k] as number;
  }
  const objective = logisticObjective(x, labels, classes, options.inverseRegularisation);
  await minimise(objective, parameters, { ...options, onIteration: () => breathe(options.signal) });
  const weights = new Float32Array(classes * dims);
  const intercepts = new Float32Array(classes);
  for (let k = 0; k < classes; k++) {
    weights.set(parameters.subarray(k * width, k * width + dims), k * dims);
    intercepts[k] = parameters[k * width + dims] as number;
  }
  return { classes, dims, weights, intercepts };
}

/** Turns scores into probabilities in place, from `offset` on; subtracting the largest keeps exp from overflowing. */
export function softmax(scores: Float64Array, offset = 0, length = scores.length - offset): void {
  let largest = -Infinity;
  for (let k = 0; k < length; k++) largest = Math.max(largest, scores[offset + k] as number);
  let sum = 0;
  for (let k = 0; k < length; k++) {
    const e = Math.exp((scores[offset + k] as number) - largest);
    scores[offset + k] = e;
    sum += e;
  }
  for (let k = 0; k < length; k++) scores[offset + k] = (scores[offset + k] as number) / sum;
}

/** Writes the class probabilities of one vector (dims numbers of `x` from `at`) to `out` [classes]. */
export function classProbabilities(c: LinearClassifier, x: Float32Array, at: number, out: Float64Array): void {
  for (let k = 0; k < c.classes; k++) {
    let score = c.intercepts[k] as number;
    for (let i = 0, w = k * c.dims; i < c.dims; i++) score += (c.weights[w + i] as number) * (x[at + i] as number);
    out[k] = score;
  }
  softmax(out, 0, c.classes);
}

/** Residuals p − y below this add nothing that a 32-bit weight could show, and skipping them saves most of the work. */
const NEGLIGIBLE = 1e-7;

function logisticObjective(x: Matrix, labels: Int32Array, classes: number, c: number): Objective {
  const dims = x.cols;
  const width = dims + 1;
  const factor = boundFactor(x, c);
  const scores = new Float64Array(classes);
  return {
    size: classes * width,
    evaluate(p, gradient) {
      gradient.fill(0);
      let loss = 0;
      for (let r = 0, at = 0; r < x.rows; r++, at += dims) {
        for (let k = 0; k < classes; k++) {
          const w = k * width;
          let score = p[w + dims] as number;
          for (let i = 0; i < dims; i++) score += (p[w + i] as number) * (x.data[at + i] as number);
          scores[k] = score;
        }
        softmax(scores);
        const label = labels[r] as number;
        loss -= Math.log(Math.max(scores[label] as number, 1e-300));
        for (let k = 0; k < classes; k++) {
          const residual = c * ((scores[k] as number) - (k === label ? 1 : 0));
          if (Math.abs(residual) < c * NEGLIGIBLE) continue;
          const w = k * width;
          for (let i = 0; i < dims; i++)
            gradient[w + i] = (gradient[w + i] as number) + residual * (x.data[at + i] as number);
          gradient[w + dims] = (gradient[w + dims] as number) + residual;
        }
      }
      let penalty = 0;
      for (let k = 0; k < classes; k++) {
        for (let i = k * width; i < k * width + dims; i++) {
          const w = p[i] as number;
          penalty += w * w;
          gradient[i] = (gradient[i] as number) + w;
        }
      }
      return c * loss + penalty / 2;
    },
    precondition(v) {
      for (let k = 0; k < classes; k++) choleskySolve(factor, width, v, k * width);
    },
  };
}

/** Cholesky factor of I + C/2·XᵀX with a column of ones joined to X: it bounds each class's block of the Hessian. */
function boundFactor(x: Matrix, c: number): Float64Array {
  const width = x.cols + 1;
  const joined = new Float32Array(x.rows * width);
  for (let r = 0; r < x.rows; r++) {
    joined.set(x.data.subarray(r * x.cols, (r + 1) * x.cols), r * width);
    joined[r * width + x.cols] = 1;
  }
  const h = gram(joined, x.rows, width);
  for (let i = 0; i < h.length; i++) h[i] = (h[i] as number) * (c / 2);
  for (let i = 0; i < width; i++) h[i * width + i] = (h[i * width + i] as number) + 1;
  return choleskyUpper(h, width);
}
