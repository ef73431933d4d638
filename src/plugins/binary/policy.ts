import type { LlmId } from '../../domain/ids.js';
import type { Facets } from '../contract.js';
import type { ThresholdAt } from './threshold.js';

/** Two LLMs by id. */
export interface LlmPair {
  readonly strong: LlmId;
  readonly weak: LlmId;
}

/** What the weak LLM scores below the strong one when the win rate is exactly the threshold, which the strong one has reached. */
const REACHED = 1e-9;

/** Asks the strong LLM where its win rate reaches the threshold, else the weak one; where only one is in the pool, that one. */
export function thresholdPolicy({ strong, weak }: LlmPair, thresholdOf: ThresholdAt): Facets['policy'] {
  return {
    decide(predicted, { llms, cost }, objective) {
      const s = llms.indexOf(strong);
      const w = llms.indexOf(weak);
      if (s < 0 || w < 0) return onlyOne(llms[0] as LlmId, s < 0 ? strong : weak, predicted);
      const winRate = predicted[s] as number;
      const costGap = (cost[s] as number) - (cost[w] as number);
      const threshold = thresholdOf(objective, costGap);
      const margin = winRate - threshold.value;
      const scores = new Float32Array(llms.length);
      scores[s] = margin;
      scores[w] = margin === 0 ? -REACHED : -margin;
      return {
        scores,
        terms:
          margin >= 0
            ? [
                { name: 'win rate', value: winRate },
                { name: '−threshold', value: -threshold.value },
              ]
            : [
                { name: 'threshold', value: threshold.value },
                { name: '−win rate', value: -winRate },
              ],
        reason: why(strong, weak, winRate, threshold),
        steps: null,
      };
    },
  };
}

function onlyOne(llm: LlmId, absent: LlmId, predicted: Float32Array): ReturnType<Facets['policy']['decide']> {
  const value = predicted[0] as number;
  return {
    scores: Float32Array.of(value),
    terms: [{ name: 'win rate', value }],
    reason: `${llm} is the only one of the pair in the pool (its win rate over ${absent} is ${value.toFixed(3)}).`,
    steps: null,
  };
}

function why(strong: LlmId, weak: LlmId, winRate: number, threshold: ReturnType<ThresholdAt>): string {
  const rate = `the win rate ${winRate.toFixed(3)} of ${strong} over ${weak}`;
  if (threshold.value > 1)
    return `${strong} is not worth its cost here whatever the query, so ${rate} does not matter.`;
  const verb = winRate >= threshold.value ? 'reaches' : 'is below';
  const share = `${(100 * threshold.strongShare).toFixed(1)} % of held-out queries`;
  return `${rate[0]?.toUpperCase()}${rate.slice(1)} ${verb} the threshold ${threshold.value.toFixed(3)}, above which ${share} lie.`;
}
