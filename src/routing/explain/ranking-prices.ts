import type { LlmId } from '../../domain/ids.js';
import type { Catalogue } from '../../domain/llm.js';
import type { ResolvedRequest } from '../route-request.js';
import type { Ranking } from '../types.js';
import type { RankingPrices } from './flip-points.js';

/** The prices that the costs of a decision came from: the request's before the catalogue's (candidates.ts). */
export function rankingPrices(
  { llms }: Ranking,
  { request, pool }: ResolvedRequest,
  catalogue: Catalogue,
): RankingPrices | null {
  const priceOf = (id: LlmId) => (request.prices?.get(id) ?? catalogue.llms.get(id)?.price)?.outputPerMillion;
  const candidates = llms.flatMap((id) => priceOf(id) ?? []);
  if (candidates.length < llms.length) return null;
  const outside = pool.excluded.flatMap(({ llm, code }) =>
    code === 'NOT_SUPPORTED_BY_ROUTER' ? (priceOf(llm) ?? []) : [],
  );
  return { candidates, dearestOutside: Math.max(0, ...outside) };
}
