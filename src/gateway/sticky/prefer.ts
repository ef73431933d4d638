import type { LlmId } from '../../domain/ids.js';
import type { Catalogue } from '../../domain/llm.js';
import type { ExpectedCost } from '../../routing/expected-cost/expected-cost.js';
import type { RoutingDecision } from '../../routing/types.js';
import type { KeepOrSwitch } from './keep.js';
import { keepOrSwitch, unitOfCost } from './keep.js';
import type { Recalled } from './memory.js';

/**
 * Weighs the cache of a running conversation against a decision. Null where that has no say: a preference and a rule of a router's own are not on
 * the scale of S, a safe LLM and one that exploration drew were chosen for other reasons, and the LLM of before may be no candidate any more.
 */
export function preferKept(
  recalled: Recalled,
  { ranking, objective, policy, abstention, exploration }: RoutingDecision,
  costs: readonly ExpectedCost[],
  catalogue: Catalogue,
): KeepOrSwitch | null {
  if (policy || !ranking.predictedPerformance || abstention?.abstained || exploration?.explored) return null;
  const at = ranking.llms.indexOf(recalled.llm);
  const cost = costs[at];
  if (!cost) return null;
  const outputPerMillion = (llm: LlmId) => catalogue.llms.get(llm)?.price?.outputPerMillion ?? Number.NaN;
  const unitUsd = unitOfCost(ranking, outputPerMillion, cost.outputTokens);
  return keepOrSwitch({ recalled, price: cost.price, ranking, objective, unitUsd });
}
