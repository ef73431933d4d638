import type { Objective } from '../../tensor/linear-algebra/lbfgs.js';
import type { OrderedPair } from '../family-order.js';
import type { Layout } from './parameters.js';

/** Which LLMs should not be less able on average than which, and how firmly. */
export interface Ordering {
  readonly pairs: readonly OrderedPair[];
  readonly precision: number;
}

/** Mean ability over the tasks, m_j + Σ_k d_jk / tasks, of each LLM; [llms], in log-odds. */
export const meanAbilities = (x: Float64Array, at: Layout): Float64Array =>
  Float64Array.from({ length: at.llms }, (_, j) => {
    let sum = 0;
    for (let k = 0; k < at.tasks; k++) sum += x[at.ability + j * at.tasks + k] as number;
    return (x[at.overall + j] as number) + sum / at.tasks;
  });

/** The function plus ½·precision·Σ max(0, mean ability of the smaller − of the larger)²: still convex and smooth. */
export function ordered(objective: Objective, at: Layout, { pairs, precision }: Ordering): Objective {
  return {
    ...objective,
    evaluate(x, gradient) {
      let value = objective.evaluate(x, gradient);
      const mean = meanAbilities(x, at);
      const move = (j: number, by: number) => {
        gradient[at.overall + j] = (gradient[at.overall + j] as number) + by;
        for (let k = 0; k < at.tasks; k++) {
          const i = at.ability + j * at.tasks + k;
          gradient[i] = (gradient[i] as number) + by / at.tasks;
        }
      };
      for (const { smaller, larger } of pairs) {
        const inverted = Math.max(0, (mean[smaller] as number) - (mean[larger] as number));
        value += (precision / 2) * inverted ** 2;
        move(smaller, precision * inverted);
        move(larger, -precision * inverted);
      }
      return value;
    },
  };
}
