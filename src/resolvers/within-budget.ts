import { expectBudget } from '../access/spending.js';
import type { BatchResult } from '../routing/assignment/types.js';
import { chosenAt } from '../routing/exploration.js';
import type { RouteResult } from '../routing/types.js';
import type { ApiContext } from './context.js';

type Decided = RouteResult | readonly RouteResult[] | BatchResult;

/**
 * Decides where the caller's budget of the day allows it, and charges what the answers of the chosen LLMs are expected to
 * cost. Throws BUDGET_EXHAUSTED. The last request before the end may go over it by its own cost.
 */
export async function withinBudget<R extends Decided>(context: ApiContext, decide: () => Promise<R>): Promise<R> {
  const { principal } = context;
  if ((principal.limits?.dailyBudgetUsd ?? null) === null) return decide();
  const { spending } = context.services.access;
  await expectBudget(spending, principal);
  const decided = await decide();
  spending.charge(principal, await expectedUsd(decided));
  return decided;
}

async function expectedUsd(decided: Decided): Promise<number> {
  if ('kind' in decided) {
    if (decided.kind === 'assignment') return decided.expectedSpendUsd;
    return decided.kind === 'decision' ? expectedUsdOf(decided) : 0;
  }
  let sum = 0;
  for (const result of decided) if (result.kind === 'decision') sum += await expectedUsdOf(result);
  return sum;
}

/** Of the LLM that was chosen, which need not be the first of the ranking, and of embedding the query. */
async function expectedUsdOf(decision: Extract<RouteResult, { kind: 'decision' }>): Promise<number> {
  const costs = await decision.candidateCosts();
  return (costs[chosenAt(decision)] as number) + decision.embeddingCost;
}
