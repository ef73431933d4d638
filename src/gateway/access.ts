import type { LlmId, PoolId } from '../domain/ids.js';
import type { Catalogue } from '../domain/llm.js';
import type { Principal } from '../domain/principal.js';
import { may } from '../domain/principal.js';
import { GatewayError } from './gateway-error.js';

const forbidden = (message: string, param?: string): GatewayError =>
  new GatewayError(403, 'permission_error', 'forbidden', message, { param });

/** Throws GatewayError 403. */
export function expectRoute(principal: Principal): void {
  if (!may(principal, 'route'))
    throw forbidden(`${principal.role} may not ask for answers: the permission route is needed.`);
}

/** The pool to route over for whoever asks; undefined for the default one. Throws GatewayError 403 for a pool that is not open to them. */
export function poolFor(asked: PoolId | undefined, { pools }: Principal, catalogue: Catalogue): PoolId | undefined {
  if (pools === null) return asked;
  const open = pools.join(', ') || 'none';
  if (asked !== undefined) {
    if (pools.includes(asked)) return asked;
    throw forbidden(`The pool ${asked} is not open to you. Open: ${open}.`, 'model');
  }
  const ordinary = [...catalogue.pools.values()].find(({ isDefault }) => isDefault);
  if (ordinary && pools.includes(ordinary.id)) return ordinary.id;
  if (pools.length === 1) return pools[0];
  throw forbidden(`The default pool is not open to you; name one in the model. Open: ${open}.`, 'model');
}

/** Whether an LLM is in any pool that is open to whoever asks. */
export const isOpen = (llm: LlmId, { pools }: Principal, catalogue: Catalogue): boolean =>
  pools === null || pools.some((pool) => catalogue.pools.get(pool)?.llms.includes(llm) === true);

/** Throws GatewayError 403. */
export function expectOpen(llm: LlmId, principal: Principal, catalogue: Catalogue): void {
  if (!isOpen(llm, principal, catalogue)) throw forbidden(`${llm} is in no pool that is open to you.`, 'model');
}
