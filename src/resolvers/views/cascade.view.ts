import type { Catalogue } from '../../domain/llm.js';
import type { RoutingDecision } from '../../routing/types.js';
import type { CascadeType } from '../../schema/cascade.type.js';
import { llmOf } from './catalogue.view.js';

/** The steps of a cascade with the costs of this decision; null for a router that asks one LLM, and where a safe one is asked instead. */
export function cascadeView(
  { policy, ranking, abstention }: RoutingDecision,
  catalogue: Catalogue,
): CascadeType | null {
  if (!policy?.steps || abstention?.abstained) return null;
  const steps = policy.steps.map(({ llm, ...step }) => ({
    ...step,
    llm: llmOf(catalogue, llm),
    cost: ranking.cost[ranking.llms.indexOf(llm)] as number,
  }));
  return {
    steps,
    expectedPerformance: policy.expectedPerformance ?? null,
    expectedCost: steps.reduce((sum, { reach, cost }) => sum + reach * cost, 0),
    reason: policy.reason,
  };
}
