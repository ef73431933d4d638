import { ThetaError } from '../../domain/errors.js';
import type { Catalogue } from '../../domain/llm.js';
import type { RoutingDecision } from '../../routing/types.js';
import type { IntervalType } from '../../schema/calibration.type.js';
import type { RankedLlmType } from '../../schema/ranking.type.js';
import { llmOf } from './catalogue.view.js';

import type { ExpectedCostType } from '../../schema/expected-cost.type.js';

/** The expected cost of candidate `j` of a ranking. */
export async function expectedCostView(decision: RoutingDecision, j: number): Promise<ExpectedCostType> {
  const cost = (await decision.expectedCosts())[j];
  if (!cost) throw new ThetaError('INTERNAL', `The decision ${decision.id} has no expected cost for candidate ${j}.`);
  return cost;
}

/** The columns of a ranking as one object per LLM, the best `first` of them or all. Intervals and costs are worked out when selected. */
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
    get expectedCost() {
      return expectedCostView(decision, j);
    },
  }));
}

function intervalOf(decision: RoutingDecision, at: number, which: 'performance' | 'outcome'): IntervalType | null {
  const intervals = decision.intervals(at);
  return intervals && { ...intervals[which], level: intervals.level };
}
