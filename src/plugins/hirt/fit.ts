import { throwIfAborted } from '../../domain/errors.js';
import { breathe } from '../../tensor/linear-algebra/breathe.js';
import { minimise } from '../../tensor/linear-algebra/lbfgs.js';
import type { TrainingRun } from '../contract.js';
import type { Ordering } from './ordering.js';
import { ordered } from './ordering.js';
import type { Layout } from './parameters.js';
import type { Observations } from './posterior.js';
import { negativeLogPosterior } from './posterior.js';

/** Stops when a step promises to lower the objective by less than this share: far below what moves a prediction visibly. */
const TOLERANCE = 1e-6;

export interface Fit {
  /** The parameters at the one maximum of the posterior, as `layoutOf` lays them out. */
  readonly parameters: Float64Array;
  readonly iterations: number;
  /** −log posterior in nats, up to a constant */
  readonly value: number;
}

/** Maximises the posterior by L-BFGS from zero; no seed is involved. */
export async function fitPosterior(
  data: Observations,
  at: Layout,
  precision: Float64Array,
  maxIterations: number,
  run: TrainingRun,
  ordering: Ordering = { pairs: [], precision: 0 },
): Promise<Fit> {
  throwIfAborted(run.signal);
  const parameters = new Float64Array(at.size);
  let iterations = 0;
  const posterior = negativeLogPosterior(data, at, precision);
  const objective = ordering.pairs.length > 0 ? ordered(posterior, at, ordering) : posterior;
  const value = await minimise(objective, parameters, {
    maxIterations,
    tolerance: TOLERANCE,
    onIteration: async (done, now) => {
      iterations = done;
      run.onProgress({
        stage: 'abilities',
        done,
        total: null,
        unit: 'steps',
        metrics: { loss: now / data.responses.performance.length },
      });
      await breathe(run.signal);
    },
  });
  return { parameters, iterations, value };
}
