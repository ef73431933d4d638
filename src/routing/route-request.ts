import { checkPrice } from '../domain/cost.js';
import { ThetaError } from '../domain/errors.js';
import type { Objective } from '../domain/objective.js';
import { objective } from '../domain/objective.js';
import { checkQueryText } from '../domain/query-text.js';
import type { EligiblePool } from './candidates.js';
import { eligiblePool, supportedBy } from './candidates.js';
import type { RouterSet, ServingRouter } from './router-set.js';
import type { Snapshot } from './snapshot.js';
import type { RouteRequest } from './types.js';

/** What applies where a request is silent. */
export interface RoutingDefaults {
  readonly alpha: number;
  /** λ; null takes the one of the router set. */
  readonly warmUpWeight: number | null;
  /** k of the warm-up. */
  readonly warmUpNeighbours: number;
  readonly maxQueryCharacters: number;
  readonly maxBatch: number;
}

/** A request that has been checked and filled in. */
export interface ResolvedRequest {
  readonly request: RouteRequest;
  readonly router: ServingRouter;
  readonly objective: Objective;
  readonly warmUpWeight: number;
  readonly pool: EligiblePool;
}

/** Pools with overrides that were worked out in one call, by what was asked for. */
export type CallPools = Map<string, EligiblePool>;

const MAX_TAGS = 32;
const MAX_TAG_CHARACTERS = 128;

/**
 * Throws the coded input error that says what is wrong; touches nothing but `callPools`, which lets the requests of one
 * call that name equal LLMs and prices share one pool, and so one prediction.
 */
export function resolveRequest(
  request: RouteRequest,
  snapshot: Snapshot,
  defaults: RoutingDefaults,
  callPools: CallPools = new Map(),
): ResolvedRequest {
  checkQueryText(request.query, defaults.maxQueryCharacters);
  const weights = objective(request.alpha ?? defaults.alpha);
  const router = findRouter(snapshot.set, request.router ?? snapshot.set.manifest.defaultRouter);
  if (request.prices) for (const [llm, price] of request.prices) checkPrice(llm, price);
  if (request.tags) checkTags(request.tags);
  return {
    request,
    router,
    objective: weights,
    warmUpWeight: checkWeight(request.warmUpWeight ?? defaults.warmUpWeight ?? snapshot.set.manifest.warmUpWeight),
    pool: supportedPool(request, router, snapshot, callPools),
  };
}

/** Pools without overrides are worked out once per snapshot: most requests name one, and none changes it. */
function supportedPool(
  request: RouteRequest,
  router: ServingRouter,
  snapshot: Snapshot,
  callPools: CallPools,
): EligiblePool {
  const { llms, prices } = request;
  const overridden = llms !== undefined || prices !== undefined;
  const known = overridden ? callPools : snapshot.pools;
  const named = `${router.id} ${request.pool ?? ''}`;
  const key = overridden ? JSON.stringify([named, llms, prices && [...prices]]) : named;
  let pool = known.get(key);
  if (!pool) {
    known.set(key, (pool = supportedBy(eligiblePool(snapshot.catalogue, request), router.id, router.loaded)));
  }
  return pool;
}

function checkTags(tags: readonly string[]): void {
  if (tags.length <= MAX_TAGS && tags.every((tag) => tag.length >= 1 && tag.length <= MAX_TAG_CHARACTERS)) return;
  throw new ThetaError(
    'BAD_USER_INPUT',
    `tags: expected at most ${MAX_TAGS} labels of 1 to ${MAX_TAG_CHARACTERS} characters.`,
    { hint: 'Shorten the labels, or send fewer.' },
  );
}

/** Throws UNKNOWN_ROUTER. */
export function findRouter(set: RouterSet, id: string): ServingRouter {
  const router = set.routers.get(id as ServingRouter['id']);
  if (router) return router;
  throw new ThetaError('UNKNOWN_ROUTER', `No router "${id}" is loaded.`, {
    hint: `Routers: ${[...set.routers.keys()].join(', ')}.`,
  });
}

function checkWeight(weight: number): number {
  if (Number.isFinite(weight) && weight >= 0 && weight <= 1) return weight;
  throw new ThetaError('WARM_UP_OUT_OF_RANGE', `The warm-up weight λ must be a number from 0 to 1, got ${weight}.`, {
    hint: '0 leaves the query vector as it is; 1 replaces it by the mean of its neighbours.',
  });
}
