import DataLoader from 'dataloader';
import type { LlmId } from '../../domain/ids.js';
import type { DatedPrice } from '../../domain/llm.js';
import type { PriceService } from '../../routing/prices.js';

/** Prices by LLM, newest first; empty for an unpriced one. */
export const priceLoader = (service: Pick<PriceService, 'history'>): DataLoader<LlmId, readonly DatedPrice[]> =>
  new DataLoader(async (ids) => {
    const found = new Map<LlmId, DatedPrice[]>(ids.map((id) => [id, []]));
    for (const price of await service.history(ids)) found.get(price.llm)?.push(price);
    return ids.map((id) => found.get(id) ?? []);
  });
