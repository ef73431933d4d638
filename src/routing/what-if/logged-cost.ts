import { relativeCost } from '../../domain/cost.js';
import type { LlmId } from '../../domain/ids.js';
import type { DecisionRecord } from '../ports.js';
import type { Conditions } from './conditions.js';
import { priceUnder } from './conditions.js';
import { participants } from './participants.js';

/** Whether C has to be worked out from output prices: where prices are new, and where a target made the logged C one of expected cost. */
export const byPrice = ({ target }: DecisionRecord, { prices }: Conditions): boolean =>
  prices !== undefined || target !== null;

/**
 * C of those at `kept` (places in the logged ranking) under the conditions. Without new prices the logged C itself, by the dearest of
 * those kept where candidates were named, as a request that names them has it. Else C = output price / dearest,
 * which may be an LLM that the router left out of its ranking. Each kept LLM must have a price then.
 */
export function costsUnder(record: DecisionRecord, kept: readonly number[], conditions: Conditions): Float32Array {
  const { llms, cost } = record.ranking;
  if (!byPrice(record, conditions)) {
    const logged = Float32Array.from(kept, (j) => cost[j] as number);
    return conditions.llms ? relativeCost(logged) : logged;
  }
  const prices = kept.map((j) => priceUnder(conditions, llms[j] as LlmId)?.outputPerMillion as number);
  const outside = conditions.llms ? 0 : dearestOutside(record, conditions);
  return relativeCost([...prices, outside]).slice(0, kept.length);
}

/** Float32 rounding of a C. */
const TOLERANCE = 1e-6;

/**
 * Output price under the conditions of the dearest LLM that took part but was not ranked, because the router cannot predict for it; 0 for
 * none. Who took part is not logged: it is the rest of the pool where the logged C fits that at the prices in force, else one
 * LLM whose price follows from the logged C.
 */
function dearestOutside(record: DecisionRecord, conditions: Conditions): number {
  const { ranking } = record;
  const inForce = (id: LlmId) => conditions.catalogue.llms.get(id)?.price?.outputPerMillion ?? 0;
  const top = ranking.llms.reduce((dearest, id) => (inForce(id) > inForce(dearest) ? id : dearest));
  const c = ranking.cost[ranking.llms.indexOf(top)] as number;
  const rest = participants(record, conditions)?.filter((id) => !ranking.llms.includes(id)) ?? [];
  const dearest = (price: (id: LlmId) => number) => Math.max(0, ...rest.map(price));
  if (record.target || Math.abs(inForce(top) / Math.max(inForce(top), dearest(inForce)) - c) < TOLERANCE) {
    return dearest((id) => priceUnder(conditions, id)?.outputPerMillion ?? 0);
  }
  return c > 0 && c < 1 ? inForce(top) / c : 0;
}

/**
 * C of the old and the new choice on one scale: as logged where nothing moved it, else by output price under the conditions, the
 * dearest of old and new candidates as 1. Null where a price is missing.
 */
export function comparableCosts(
  record: DecisionRecord,
  after: LlmId,
  candidates: readonly LlmId[],
  conditions: Conditions,
): { readonly before: number; readonly after: number } | null {
  const { llms, cost } = record.ranking;
  const [from, to] = [llms.indexOf(record.llm), llms.indexOf(after)];
  if (!byPrice(record, conditions) && to >= 0) return { before: cost[from] as number, after: cost[to] as number };
  const output = (llm: LlmId) => priceUnder(conditions, llm)?.outputPerMillion;
  const [a, b] = [output(record.llm), output(after)];
  if (a === undefined || b === undefined) return null;
  const dearest = Math.max(...[...llms, ...candidates].map((llm) => output(llm) ?? 0));
  return dearest > 0 ? { before: a / dearest, after: b / dearest } : { before: 0, after: 0 };
}
