import type { LlmId } from '../../domain/ids.js';
import type { Objective } from '../../domain/objective.js';
import type { Candidates } from '../contract.js';

/** Pools and objectives whose rule is remembered; the one not used for longest goes first. */
const REMEMBERED = 256;

/**
 * Rules depend on α and on the pool with its costs, not on the query: each is worked out once. `solve` gets the candidates in
 * one canonical order, cheapest first, so that a rule does not depend on how the pool is written.
 */
export function rememberPolicies<T>(solve: (candidates: Candidates, objective: Objective) => T) {
  const known = new Map<string, T>();
  /** Requests hand over the same pool object again and again: no key has to be written for those. */
  const byObject = new WeakMap<Candidates, { readonly alpha: number; readonly rule: T }>();

  return (candidates: Candidates, { alpha, beta }: Objective): T => {
    const last = byObject.get(candidates);
    if (last?.alpha === alpha) return last.rule;
    const sorted = cheapestFirst(candidates);
    const key = JSON.stringify([alpha, sorted.llms, [...sorted.cost]]);
    let rule = known.get(key);
    if (rule === undefined) rule = solve(sorted, { alpha, beta });
    else known.delete(key);
    known.set(key, rule);
    if (known.size > REMEMBERED) known.delete(known.keys().next().value as string);
    byObject.set(candidates, { alpha, rule });
    return rule;
  };
}

/** Equal costs by id. */
function cheapestFirst({ llms, cost }: Candidates): Candidates {
  const order = llms.map((_, j) => j);
  const byId = (a: number, b: number) => ((llms[a] as LlmId) < (llms[b] as LlmId) ? -1 : 1);
  order.sort((a, b) => (cost[a] as number) - (cost[b] as number) || byId(a, b));
  return { llms: order.map((j) => llms[j] as LlmId), cost: Float32Array.from(order, (j) => cost[j] as number) };
}
