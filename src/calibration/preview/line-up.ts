import { checkPrice, relativeCost } from '../../domain/cost.js';
import { ThetaError } from '../../domain/errors.js';
import type { LlmId, PoolId } from '../../domain/ids.js';
import type { Catalogue, Price } from '../../domain/llm.js';
import { eligiblePool, findLlm } from '../../routing/candidates.js';
import type { RouterSet, ServingRouter } from '../../routing/router-set.js';
import { whyNoContest } from './contestants.js';
import type { PreviewRequest } from './types.js';

/** Who is chosen from, with and without the LLM in question. */
export interface LineUp {
  readonly pool: PoolId;
  readonly change: 'ADD' | 'REMOVE';
  /** Those that the router can predict for, the LLM in question among them, in pool order. */
  readonly llms: readonly LlmId[];
  /** Column of the LLM in question. */
  readonly own: number;
  /** C of each by output price, the dearest of the pool as 1; `without` the LLM in question, of which it then says nothing. */
  readonly cost: { readonly with: Float32Array; readonly without: Float32Array };
  /** Of the request; empty without a price of its own. */
  readonly prices: ReadonlyMap<LlmId, Price>;
}

/** Throws UNKNOWN_LLM, UNKNOWN_POOL, EMPTY_POOL, PRICE_INVALID, NO_ELIGIBLE_LLM without a price, or UNSUPPORTED_POOL. */
export function lineUp(
  { llm, pool, price }: Pick<PreviewRequest, 'llm' | 'pool' | 'price'>,
  router: ServingRouter,
  set: RouterSet,
  catalogue: Catalogue,
): LineUp {
  const { name, price: listed } = findLlm(catalogue, llm);
  if (price) checkPrice(llm, price);
  if (!price && !listed) throw unpriced(name, llm);
  const prices = new Map(price ? [[llm, price] as const] : []);
  const eligible = eligiblePool(catalogue, { pool, prices });
  expectPredicted(llm, router, set);
  const now = eligible.candidates.llms;
  const isMember = now.includes(llm);
  const all = isMember ? now : [...now, llm];
  const outputPrice = (id: LlmId) => (prices.get(id) ?? catalogue.llms.get(id)?.price)?.outputPerMillion as number;
  const costWith = relativeCost(all.map(outputPrice));
  // Who takes part sets the scale of C, predicted for or not, as in a decision.
  const costWithout = relativeCost(all.map((id) => (id === llm ? 0 : outputPrice(id))));
  const kept = all.flatMap((id, j) => (router.loaded.supports(id) ? [j] : []));
  if (kept.length < 2) throw alone(llm, eligible.pool as PoolId, router);
  const at = (cost: Float32Array) => Float32Array.from(kept, (j) => cost[j] as number);
  const llms = kept.map((j) => all[j] as LlmId);
  return {
    pool: eligible.pool as PoolId,
    change: isMember ? 'REMOVE' : 'ADD',
    llms,
    own: llms.indexOf(llm),
    cost: { with: at(costWith), without: at(costWithout) },
    prices,
  };
}

function expectPredicted(llm: LlmId, { id, loaded }: ServingRouter, set: RouterSet): void {
  if (loaded.supports(llm)) return;
  const able = [...set.routers.values()].filter((r) => whyNoContest(r) === null && r.loaded.supports(llm));
  throw new ThetaError('UNSUPPORTED_POOL', `Router ${id} has no responses of ${llm} to predict from.`, {
    hint:
      able.length > 0
        ? `Preview it with one that can: ${able.map((r) => r.id).join(', ')}.`
        : 'Give it a profile, or submit its answers to anchor queries.',
  });
}

const unpriced = (name: string, llm: LlmId): ThetaError =>
  new ThetaError('NO_ELIGIBLE_LLM', `${name} has no price; unpriced is not free.`, {
    hint: `Give price in the request, or set one of ${llm} with setPrice.`,
  });

const alone = (llm: LlmId, pool: PoolId, router: ServingRouter): ThetaError =>
  new ThetaError(
    'EMPTY_POOL',
    `Pool "${pool}" has no other LLM than ${llm} that router ${router.id} may choose, so there is nothing to compare with.`,
    { hint: 'Name a pool with other LLMs.' },
  );
