import DataLoader from 'dataloader';
import type { GatewayCall, GatewayCallRepository } from '../../gateway/ports.js';

/** Calls of the gateway by decision id; null for a decision that was made without it. */
export const gatewayCallLoader = (
  repository: Pick<GatewayCallRepository, 'byIds'>,
): DataLoader<string, GatewayCall | null> =>
  new DataLoader(async (ids) => {
    const found = new Map((await repository.byIds(ids)).map((call) => [call.id, call]));
    return ids.map((id) => found.get(id) ?? null);
  });
