import { boundedLogit } from '../../domain/calibration/calibration.js';
import type { LlmId } from '../../domain/ids.js';
import { sigmoid } from '../../domain/logistic.js';
import type { Weighed } from './weigh.js';

/** How a statement differs from what the decision predicted. */
export interface Residual {
  readonly reporter: string;
  /** The LLM that it is for or against: the one that answered, or the preferred one. */
  readonly llm: LlmId;
  readonly isPreference: boolean;
  readonly query: string;
  /** What was predicted, in [0, 1]: P̂, or by Bradley and Terry the probability σ(logit P̂ᵢ − logit P̂ⱼ) that the preferred answer is better. */
  readonly predicted: number;
  /** y − predicted, in [−1, 1]. */
  readonly residual: number;
  readonly weight: number;
}

/** Statements on decisions without P̂ have none. */
export function residualsOf(weighed: readonly Weighed[]): Residual[] {
  return weighed.flatMap(({ statement, weight }): Residual[] => {
    const { reporter, llm, predicted, performance, preferred, query } = statement;
    if (predicted === null) return [];
    const of = { reporter, query: query.id, weight };
    if (performance !== null) {
      return [{ ...of, llm, isPreference: false, predicted, residual: performance - predicted }];
    }
    if (!preferred || preferred.predicted === null) return [];
    const better = sigmoid(boundedLogit(preferred.predicted) - boundedLogit(predicted));
    return [{ ...of, llm: preferred.llm, isPreference: true, predicted: better, residual: 1 - better }];
  });
}

/** Variance of a right prediction's residual, for answers that are right or wrong. */
export const varianceOf = (predicted: number): number => predicted * (1 - predicted);
