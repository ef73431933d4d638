import { checkPrice } from '../../domain/cost.js';
import { ThetaError } from '../../domain/errors.js';
import type { LlmId, PoolId, RouterId } from '../../domain/ids.js';
import type { Catalogue, Price } from '../../domain/llm.js';
import { objective } from '../../domain/objective.js';
import { eligiblePool, findLlm } from '../candidates.js';
import { findRouter } from '../route-request.js';
import type { RouterSet } from '../router-set.js';
import type { WhatIfRequest } from './types.js';

/** A checked request against one snapshot: what is different. */
export interface Conditions {
  readonly set: RouterSet;
  readonly catalogue: Catalogue;
  readonly router: RouterId | undefined;
  readonly alpha: number | undefined;
  readonly prices: ReadonlyMap<LlmId, Price> | undefined;
  /** Those that may be chosen, in pool order; null leaves it to each decision. */
  readonly llms: readonly LlmId[] | null;
  /** Those of a named pool that may be chosen; null for a pool that is gone or empty. */
  readonly pool: (id: PoolId) => readonly LlmId[] | null;
}

/** Throws BAD_USER_INPUT, ALPHA_OUT_OF_RANGE, PRICE_INVALID, UNKNOWN_ROUTER, UNKNOWN_LLM, UNKNOWN_POOL, EMPTY_POOL or EVALUATION_ONLY. */
export function conditionsOf(request: WhatIfRequest, set: RouterSet, catalogue: Catalogue): Conditions {
  const { router, alpha, prices, pool, llms } = request;
  if ([router, alpha, prices, pool, llms].every((given) => given === undefined)) {
    throw new ThetaError(
      'BAD_USER_INPUT',
      'Nothing is different: expected one of router, alpha, prices, pool and llms.',
      {
        hint: 'Say what to change, for example alpha: 0.5.',
      },
    );
  }
  if (alpha !== undefined) objective(alpha);
  for (const [llm, price] of prices ?? []) {
    findLlm(catalogue, llm);
    checkPrice(llm, price);
  }
  if (router !== undefined) expectReplayable(set, router);
  const chosen = pool === undefined && llms === undefined ? null : eligiblePool(catalogue, { pool, llms, prices });
  if (chosen?.candidates.llms.length === 0) {
    throw new ThetaError('EMPTY_POOL', `None of these LLMs may be chosen: ${chosen.excluded[0]?.reason}`, {
      hint: 'Name other LLMs, or give prices for those that have none.',
    });
  }
  const rest = { router, alpha, prices, llms: chosen?.candidates.llms ?? null };
  return { set, catalogue, ...rest, pool: poolsOf(catalogue, prices) };
}

/** Nothing is different. */
export const asDecided = (set: RouterSet, catalogue: Catalogue): Conditions => ({
  set,
  catalogue,
  router: undefined,
  alpha: undefined,
  prices: undefined,
  llms: null,
  pool: poolsOf(catalogue, undefined),
});

function poolsOf(catalogue: Catalogue, prices: Conditions['prices']): Conditions['pool'] {
  const pools = new Map<PoolId, readonly LlmId[] | null>();
  return (id) => {
    let known = pools.get(id);
    if (known === undefined) {
      const some = (catalogue.pools.get(id)?.llms.length ?? 0) > 0;
      pools.set(id, (known = some ? eligiblePool(catalogue, { pool: id, prices }).candidates.llms : null));
    }
    return known;
  };
}

/** Throws UNKNOWN_ROUTER, EVALUATION_ONLY, or BAD_USER_INPUT for a cascade. */
export function expectReplayable(set: RouterSet, id: RouterId): void {
  const { plugin } = findRouter(set, id);
  if (plugin.evaluationOnly) {
    throw new ThetaError('EVALUATION_ONLY', `Router ${id} needs the true responses of a query.`, {
      hint: 'Use it with `theta evaluate`.',
    });
  }
  if (plugin.capabilities.includes('cascade')) {
    throw new ThetaError(
      'BAD_USER_INPUT',
      `Router ${id} is a cascade: which LLM answers depends on answers not given yet.`,
      {
        hint: 'Measure it with `theta evaluate`, or name a router that chooses one LLM.',
      },
    );
  }
}

/** The price that holds under the conditions; null for an unpriced LLM or one that has left the catalogue. */
export const priceUnder = ({ prices, catalogue }: Pick<Conditions, 'prices' | 'catalogue'>, llm: LlmId): Price | null =>
  prices?.get(llm) ?? catalogue.llms.get(llm)?.price ?? null;
