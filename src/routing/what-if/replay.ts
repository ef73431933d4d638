import type { LlmId } from '../../domain/ids.js';
import { objective } from '../../domain/objective.js';
import type { Candidates } from '../../plugins/contract.js';
import { facet } from '../../plugins/contract.js';
import { withFirst } from '../exploration.js';
import type { DecisionRecord } from '../ports.js';
import { rank } from '../ranking.js';
import type { ServingRouter } from '../router-set.js';
import { asksFor } from '../targets/check-target.js';
import type { Ranking, RouteRequest } from '../types.js';
import type { Conditions } from './conditions.js';
import { priceUnder } from './conditions.js';
import { byPrice, costsUnder } from './logged-cost.js';
import { participants } from './participants.js';
import type { NotReplayedReason } from './types.js';

/** How one decision is made again: from its own numbers, by asking with its text, or not at all. */
export type Plan =
  | { readonly kind: 'ranking'; readonly ranking: Ranking }
  | { readonly kind: 'request'; readonly request: RouteRequest }
  | { readonly kind: 'none'; readonly reason: NotReplayedReason };

/**
 * The ranking with the LLM in front that would answer: a safe LLM that was taken, because the query was unlike the training queries, would
 * be again under another router, α or price, where it may be chosen. What it is then compared with is itself.
 */
export function asAnswered(record: DecisionRecord, ranking: Ranking): Ranking {
  return record.abstained ? withFirst(ranking, Math.max(0, ranking.llms.indexOf(record.llm))) : ranking;
}

const none = (reason: NotReplayedReason): Plan => ({ kind: 'none', reason });

export function planReplay(record: DecisionRecord, conditions: Conditions): Plan {
  const decided = conditions.set.routers.get(record.router);
  if (decided?.plugin.capabilities.includes('cascade')) return none('CASCADE');
  const asked = conditions.router ?? record.router;
  const router = conditions.set.routers.get(asked);
  if (!router) return none('ROUTER_NOT_SERVING');
  if (!numbersSuffice(record, router, conditions)) return byText(record, asked, conditions);
  const ranking = fromNumbers(record, router, conditions);
  return ranking ? { kind: 'ranking', ranking } : none('NO_CANDIDATE');
}

/** Whether the logged numbers are all that this router would look at. */
function numbersSuffice(
  record: DecisionRecord,
  router: ServingRouter,
  { set, router: asked, llms, prices, alpha }: Conditions,
): boolean {
  const serving = record.version === set.manifest.version;
  if (asked !== undefined && !(asked === record.router && serving)) return false;
  // A target is solved for the candidates and their prices.
  if (record.target && alpha === undefined) return false;
  // A preference is among the candidates at their costs; P̂ is of one LLM alone.
  if (router.plugin.output === 'preference' && (prices !== undefined || llms !== null)) return false;
  // A rule of the router's own belongs to its version.
  if (router.plugin.capabilities.includes('policy') && !serving) return false;
  return llms === null || llms.every((id) => record.ranking.llms.includes(id) || !router.loaded.supports(id));
}

/** The ranking that `route` would give for the same predictions. Null where no candidate is left. */
function fromNumbers(record: DecisionRecord, router: ServingRouter, conditions: Conditions): Ranking | null {
  const { llms, predictedPerformance, preference } = record.ranking;
  const kept = inPoolOrder(record, conditions).filter(
    (j) => !byPrice(record, conditions) || priceUnder(conditions, llms[j] as LlmId) !== null,
  );
  if (kept.length === 0) return null;
  const logged = (predictedPerformance ?? preference) as Float32Array;
  const predicted = Float32Array.from(kept, (j) => logged[j] as number);
  const candidates = { llms: kept.map((j) => llms[j] as LlmId), cost: costsUnder(record, kept, conditions) };
  return weigh(predicted, candidates, router, conditions.alpha ?? record.alpha);
}

/** The ranking that the same predictions have under another α; `order` breaks ties. */
export function reweigh(ranking: Ranking, order: readonly LlmId[], router: ServingRouter, alpha: number): Ranking {
  const { llms, predictedPerformance, preference, cost } = ranking;
  const places = placesIn(llms, order);
  const column = (values: Float32Array) => Float32Array.from(places, (j) => values[j] as number);
  const candidates = { llms: places.map((j) => llms[j] as LlmId), cost: column(cost) };
  return weigh(column((predictedPerformance ?? preference) as Float32Array), candidates, router, alpha);
}

function weigh(
  predicted: Float32Array,
  candidates: Candidates,
  { plugin, loaded }: ServingRouter,
  alpha: number,
): Ranking {
  const weights = objective(alpha);
  const policy = facet(plugin, loaded, 'policy')?.decide(predicted, candidates, weights) ?? null;
  return rank(predicted, candidates, plugin.output, weights, policy?.scores ?? null);
}

/** The order that breaks ties: of the named candidates, of the pool, or else as logged. */
export const poolOrder = ({ ranking, pool }: DecisionRecord, { llms, catalogue }: Conditions): readonly LlmId[] =>
  llms ?? (pool === null ? null : catalogue.pools.get(pool)?.llms) ?? ranking.llms;

/** Places in the logged ranking of those that may be chosen now. */
function inPoolOrder(record: DecisionRecord, conditions: Conditions): number[] {
  const places = placesIn(record.ranking.llms, poolOrder(record, conditions));
  return conditions.llms === null
    ? places
    : places.filter((j) => conditions.llms?.includes(record.ranking.llms[j] as LlmId));
}

/** Places in `llms` in another order; what that lacks comes last, as it stood. */
function placesIn(llms: readonly LlmId[], order: readonly LlmId[]): number[] {
  const place = new Map(order.map((id, i) => [id, i]));
  const at = (j: number) => place.get(llms[j] as LlmId) ?? Infinity;
  return llms.map((_, j) => j).sort((x, y) => (at(x) === at(y) ? x - y : at(x) - at(y)));
}

function byText(record: DecisionRecord, router: ServingRouter['id'], conditions: Conditions): Plan {
  const { catalogue, alpha, prices } = conditions;
  if (record.query === null) return none('TEXT_NOT_STORED');
  const { query, warmUpWeight } = record;
  const aim =
    record.target && alpha === undefined ? { objective: asksFor(record.target) } : { alpha: alpha ?? record.alpha };
  const shared = { query, router, prices, warmUpWeight, ...aim };
  if (!conditions.llms && record.pool !== null && participants(record, conditions)) {
    return { kind: 'request', request: { ...shared, pool: record.pool } };
  }
  const llms = conditions.llms ?? record.ranking.llms.filter((id) => catalogue.llms.has(id));
  return llms.length === 0 ? none('NO_CANDIDATE') : { kind: 'request', request: { ...shared, llms } };
}
