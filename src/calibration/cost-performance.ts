import { ThetaError } from '../domain/errors.js';
import type { LlmId, PoolId, RouterId, VersionId } from '../domain/ids.js';
import type { Catalogue, Llm } from '../domain/llm.js';
import type { QueryBatch } from '../plugins/contract.js';
import { findPool } from '../routing/candidates.js';
import { findRouter } from '../routing/route-request.js';
import type { RouterSet } from '../routing/router-set.js';
import { describeKnowledge } from './knowledge/describe-knowledge.js';

export interface CostPerformanceRequest {
  /** Only the LLMs of this pool; the whole catalogue when absent. */
  readonly pool?: PoolId | undefined;
  /** The default router when absent. */
  readonly router?: RouterId | undefined;
}

/** What a router expects of one LLM on the same queries as of all others. */
export interface CostPerformancePoint {
  readonly llm: LlmId;
  /** Mean P̂, in [0, 1]. */
  readonly performance: number;
  /** Half-width of its 90 % interval; null where the router does not know it. */
  readonly halfWidth: number | null;
  /** Whether it is on the Pareto hull: priced, not retired, and none of the others such is as cheap per output token and as good, and better in one of both. */
  readonly isEfficient: boolean;
}

export interface CostPerformance {
  readonly router: RouterId;
  readonly version: VersionId;
  /** Queries that the means are over. */
  readonly queries: number;
  /** LLMs that the router predicts for, in the order of the pool or catalogue. */
  readonly points: readonly CostPerformancePoint[];
}

/** Throws UNKNOWN_POOL, UNKNOWN_ROUTER, or BAD_USER_INPUT for a router that gives a preference. */
export async function costPerformance(
  { pool, router: id }: CostPerformanceRequest,
  { set, catalogue }: { readonly set: RouterSet; readonly catalogue: Catalogue },
  batch: QueryBatch,
): Promise<CostPerformance> {
  const llms = pool === undefined ? [...catalogue.llms.keys()] : findPool(catalogue, pool).llms;
  const router = findRouter(set, id ?? set.manifest.defaultRouter);
  if (router.plugin.output !== 'performance') {
    throw new ThetaError('BAD_USER_INPUT', `Router ${router.id} gives a preference, which is no performance.`, {
      hint: 'Name a router whose `output` is PERFORMANCE.',
    });
  }
  const known: Omit<CostPerformancePoint, 'isEfficient'>[] = [];
  for (const llm of llms) {
    const { performance } = await describeKnowledge(router, llm, batch);
    if (performance) known.push({ llm, performance: performance.mean, halfWidth: performance.halfWidth });
  }
  const efficient = hull(
    known.flatMap(({ llm, performance }) => {
      const price = offeredPrice(catalogue.llms.get(llm));
      return price === null ? [] : [{ llm, performance, price }];
    }),
  );
  return {
    router: router.id,
    version: set.manifest.version,
    queries: batch.vectors.rows,
    points: known.map((point) => ({ ...point, isEfficient: efficient.has(point.llm) })),
  };
}

/** USD per million output tokens, as C has it; null for an LLM that cannot be chosen. */
const offeredPrice = (llm: Llm | undefined): number | null =>
  llm && llm.status !== 'RETIRED' ? (llm.price?.outputPerMillion ?? null) : null;

interface Offer {
  readonly llm: LlmId;
  readonly performance: number;
  readonly price: number;
}

/** Offers that no other beats: from the cheapest on, each that is better than all cheaper ones; equals stay together. */
export function hull(offers: readonly Offer[]): ReadonlySet<LlmId> {
  const order = [...offers].sort((a, b) => a.price - b.price || b.performance - a.performance);
  const kept = new Set<LlmId>();
  let last: Offer | null = null;
  for (const offer of order) {
    const isEqual = last?.price === offer.price && last.performance === offer.performance;
    if (last && offer.performance <= last.performance && !isEqual) continue;
    kept.add(offer.llm);
    last = offer;
  }
  return kept;
}
