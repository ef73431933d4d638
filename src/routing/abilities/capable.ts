import { ThetaError } from '../../domain/errors.js';
import type { RouterId } from '../../domain/ids.js';
import type { Capability, Facets } from '../../plugins/contract.js';
import { facet } from '../../plugins/contract.js';
import { findRouter } from '../route-request.js';
import type { RouterSet, ServingRouter } from '../router-set.js';

/** What a router lacks, in words. */
const LACKS: Readonly<Record<'abilities' | 'itemParameters', string>> = {
  abilities: 'no abilities',
  itemParameters: 'no item parameters, so no difficulty of queries',
};

export const routersWith = (set: RouterSet, capability: Capability): ServingRouter[] =>
  [...set.routers.values()].filter(({ plugin }) => plugin.capabilities.includes(capability));

/**
 * The named router with the facet that is asked of it; without a name the default router where it has it, else the first that has.
 * Throws UNKNOWN_ROUTER, or BAD_USER_INPUT saying which routers have it.
 */
export function capableRouter<K extends 'abilities' | 'itemParameters'>(
  set: RouterSet,
  capability: K,
  id: RouterId | undefined,
): { readonly router: ServingRouter; readonly facet: Facets[K] } {
  const capable = routersWith(set, capability);
  const { defaultRouter } = set.manifest;
  const router = id === undefined ? (capable.find((r) => r.id === defaultRouter) ?? capable[0]) : findRouter(set, id);
  const found = router && facet(router.plugin, router.loaded, capability);
  if (router && found) return { router, facet: found };
  throw new ThetaError(
    'BAD_USER_INPUT',
    id === undefined ? `No router of this version has ${capability}.` : `Router ${id} has ${LACKS[capability]}.`,
    { hint: capable.length > 0 ? routerHint(capable) : 'Train one that has, for example hirt.' },
  );
}

export const routerHint = (routers: readonly ServingRouter[]): string =>
  `Routers that have: ${routers.map((r) => r.id).join(', ') || 'none'}.`;
