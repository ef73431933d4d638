import type { LlmId } from '../../domain/ids.js';
import type { SpendRequest } from '../assignment/expected-spend.js';
import { heldOutSpend } from '../assignment/expected-spend.js';
import { priceOf } from '../expected-cost/decision-costs.js';
import type { ResolvedRequest } from '../route-request.js';
import type { RouterSet } from '../router-set.js';
import type { Snapshot } from '../snapshot.js';
import type { HeldOutCurve } from './held-out-curve.js';
import { heldOutCurve } from './held-out-curve.js';

/** Curves of a version by what they depend on. A few megabytes each, so only the last few are kept. */
const known = new WeakMap<RouterSet, Map<string, Promise<HeldOutCurve>>>();
const MOST_KNOWN = 16;

/** What a trade-off depends on besides the version; a resolved request has it. */
export interface CurveOf {
  readonly router: ResolvedRequest['router'];
  readonly pool: { readonly candidates: { readonly llms: readonly LlmId[] } };
  readonly request: SpendRequest;
  readonly warmUpWeight: number;
}

/** The trade-off of a request on the held-out queries of its version, worked out once for equal router, pool, prices, tokens and λ. */
export function curveOf(
  { router, pool, request, warmUpWeight }: CurveOf,
  { set, catalogue }: Pick<Snapshot, 'set' | 'catalogue'>,
  heldOut: NonNullable<RouterSet['heldOut']>,
  warmUpNeighbours: number,
): Promise<HeldOutCurve> {
  const { llms } = pool.candidates;
  const prices = llms.map((llm: LlmId) => priceOf(request, catalogue, llm));
  const { contextTokens, cachedInputTokens } = request;
  const key = JSON.stringify([
    router.id,
    llms,
    prices,
    contextTokens,
    cachedInputTokens,
    warmUpWeight,
    warmUpNeighbours,
  ]);
  let curves = known.get(set);
  if (!curves) known.set(set, (curves = new Map<string, Promise<HeldOutCurve>>()));
  const found = curves.get(key);
  if (found) {
    // Last used last: the first is the one to go.
    curves.delete(key);
    curves.set(key, found);
    return found;
  }
  const made = heldOutSpend(heldOut, request, llms, { set, catalogue }).then((spend) =>
    heldOutCurve({ router, llms, warmUpWeight }, spend, { set, heldOut, warmUpNeighbours }),
  );
  if (curves.size >= MOST_KNOWN) curves.delete(curves.keys().next().value as string);
  curves.set(key, made);
  // A failure is told to whoever waits for it now; the next request tries again.
  made.catch(() => curves.delete(key));
  return made;
}
