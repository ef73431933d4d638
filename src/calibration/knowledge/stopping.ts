import type { Matrix } from '../../domain/matrix.js';
import type { Objective } from '../../domain/objective.js';
import { score } from '../../domain/objective.js';

/** One LLM against the others of a pool. */
export interface Contest {
  /** [draws, queries] P̂ of the LLM under θ drawn from its posterior */
  readonly draws: Matrix;
  /** C of the LLM */
  readonly cost: number;
  /** [queries] P̂ of the LLM as decisions see it */
  readonly predicted: Float32Array;
  /** [queries] best score of the others; −∞ where there are none */
  readonly others: Float64Array;
}

export interface OpenQuestion {
  /** Share of queries × draws whose choice is another than that of decisions now, in [0, 1]. */
  readonly unsettled: number;
  /** Expected reward, in points of 100, that choosing with θ known adds per query; 0 or more. */
  readonly valueOfInformation: number;
}

/**
 * What is left to learn of the LLM for choosing it or not. The value of information is that of perfect information on θ
 * (Raiffa & Schlaifer 1961): E[max(S, best other)] − max(E[S], best other), averaged over queries.
 */
export function openQuestion({ draws, cost, predicted, others }: Contest, objective: Objective): OpenQuestion {
  let changed = 0;
  let value = 0;
  const queries = predicted.length;
  for (let q = 0; q < queries; q++) {
    const rival = others[q] as number;
    const isChosen = score(objective, predicted[q] as number, cost) > rival;
    let known = 0;
    let mean = 0;
    for (let draw = 0; draw < draws.rows; draw++) {
      const own = score(objective, draws.data[draw * queries + q] as number, cost);
      if (own > rival !== isChosen) changed++;
      known += Math.max(own, rival) / draws.rows;
      mean += own / draws.rows;
    }
    value += Number.isFinite(rival) ? Math.max(0, known - Math.max(mean, rival)) : 0;
  }
  return {
    unsettled: changed / Math.max(1, queries * draws.rows),
    valueOfInformation: (100 * value) / Math.max(1, queries),
  };
}

export interface StoppingSettings {
  /** Fewest answers before it may be said to stop: until then the estimate is mostly the prior, which nobody has tested. */
  readonly fewest: number;
  /** Share of choices below which they count as settled. */
  readonly unsettled: number;
  /** Points of reward below which more answers are not worth asking. */
  readonly value: number;
}
