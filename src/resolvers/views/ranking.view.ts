import type { Catalogue } from '../../domain/llm.js';
import type { RoutingDecision } from '../../routing/types.js';
import type { IntervalType } from '../../schema/calibration.type.js';
import type { RankedLlmType } from '../../schema/ranking.type.js';
import { llmOf } from './catalogue.view.js';

/** The columns of a ranking as one object per LLM, the best `first` of them or all. Intervals are worked out when selected. */
export function rankedLlms(decision: RoutingDecision, catalogue: Catalogue, first?: number): RankedLlmType[] {
  const { ranking } = decision;
  const llms = first === undefined ? ranking.llms : ranking.llms.slice(0, first);
  return llms.map((id, j) => ({
    llm: llmOf(catalogue, id),
    score: ranking.score[j] as number,
    predictedPerformance: ranking.predictedPerformance?.[j] ?? null,
    get performanceInterval() {
      return intervalOf(decision, j, 'performance');
    },
    get outcomeInterval() {
      return intervalOf(decision, j, 'outcome');
    },
    preference: ranking.preference?.[j] ?? null,
    cost: ranking.cost[j] as number,
  }));
}

function intervalOf(decision: RoutingDecision, at: number, which: 'performance' | 'outcome'): IntervalType | null {
  const intervals = decision.intervals(at);
  return intervals && { ...intervals[which], level: intervals.level };
}
