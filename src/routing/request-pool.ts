import type { EligiblePool, PoolChoice } from './candidates.js';
import { eligiblePool, supportedBy } from './candidates.js';
import { requirementsOf } from './constraints/requirements.js';
import type { Constraints } from './constraints/types.js';
import type { ServingRouter } from './router-set.js';
import type { Snapshot } from './snapshot.js';

/** Pools with overrides that were worked out in one call, by what was asked for. */
export type CallPools = Map<string, EligiblePool>;

/** What decides who may be chosen; the constraints have been checked. */
export interface PoolRequest extends PoolChoice {
  readonly constraints: Constraints | null;
  readonly inputTokens: number;
}

/** Pools without overrides are worked out once per snapshot: most requests name one, and none changes it. */
export function requestPool(
  request: PoolRequest,
  router: ServingRouter,
  snapshot: Snapshot,
  callPools: CallPools,
): EligiblePool {
  const { llms, prices, served, constraints, inputTokens } = request;
  const overridden = llms !== undefined || prices !== undefined || served !== undefined || constraints !== null;
  const known = overridden ? callPools : snapshot.pools;
  const named = `${router.id} ${request.pool ?? ''}`;
  const asked = () =>
    JSON.stringify([named, llms, prices && [...prices], served && [...served], constraints, inputTokens]);
  const key = overridden ? asked() : named;
  let pool = known.get(key);
  if (!pool) {
    const requirements = constraints ? requirementsOf(constraints, inputTokens) : [];
    pool = supportedBy(eligiblePool(snapshot.catalogue, request, requirements), router);
    if (constraints) pool = sharingCandidates(pool, router.id, callPools);
    known.set(key, pool);
  }
  return pool;
}

/**
 * Texts of different length differ in the figures of what is left out, mostly not in who is left: equal candidates become one
 * object, by which requests are grouped into one prediction.
 */
function sharingCandidates(pool: EligiblePool, router: string, callPools: CallPools): EligiblePool {
  const { llms, cost } = pool.candidates;
  const key = JSON.stringify(['candidates', router, llms, [...cost]]);
  const twin = callPools.get(key);
  if (!twin) callPools.set(key, pool);
  return twin ? { ...pool, candidates: twin.candidates } : pool;
}
