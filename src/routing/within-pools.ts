import { ThetaError } from '../domain/errors.js';
import type { LlmId, PoolId } from '../domain/ids.js';
import type { Catalogue } from '../domain/llm.js';
import type { Principal } from '../domain/principal.js';

/** Where the LLMs of a request come from. */
interface Choice {
  readonly pool?: PoolId | undefined;
  readonly llms?: readonly LlmId[] | undefined;
}

/**
 * The request as its caller may make it: over a pool of the caller's, or over LLMs that its pools hold. One that names
 * neither gets the default pool where that is the caller's, else the first of the caller's. Throws FORBIDDEN.
 */
export function withinPools<R extends Choice>(request: R, catalogue: Catalogue, principal: Principal | undefined): R {
  const pools = principal?.pools ?? null;
  if (pools === null) return request;
  const hint = `It may use: ${pools.join(', ')}.`;
  if (request.llms !== undefined) {
    const held = new Set(pools.flatMap((id) => catalogue.pools.get(id)?.llms ?? []));
    const other = request.llms.find((id) => !held.has(id));
    if (other === undefined) return request;
    throw new ThetaError('FORBIDDEN', `No pool of this key holds the LLM "${other}".`, { hint });
  }
  if (request.pool === undefined) {
    const isDefault = (id: PoolId) => catalogue.pools.get(id)?.isDefault === true;
    return { ...request, pool: pools.find(isDefault) ?? pools[0] };
  }
  if (pools.includes(request.pool)) return request;
  throw new ThetaError('FORBIDDEN', `The key may not route over the pool "${request.pool}".`, { hint });
}
