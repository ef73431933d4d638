import { ThetaError } from '../../domain/errors.js';
import type { Matrix } from '../../domain/matrix.js';
import { breathe } from './breathe.js';
import { dotAt } from './dot-at.js';
import { minimise } from './lbfgs.js';
import { logisticObjective } from './logistic-objective.js';
import { softmax } from './softmax.js';

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
  /** Stops when the next step promises to lower the objective by less than this share. */
  readonly tolerance: number;
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

/** Writes the class probabilities of one vector (dims numbers of `x` from `at`) to `out` [classes]. */
export function classProbabilities(c: LinearClassifier, x: Float32Array, at: number, out: Float64Array): void {
  for (let k = 0; k < c.classes; k++) {
    out[k] = (c.intercepts[k] as number) + dotAt(c.weights, k * c.dims, x, at, c.dims);
  }
  softmax(out);
}
