import DataLoader from 'dataloader';
import type { DecisionRecord, DecisionRepository } from '../../routing/ports.js';

/** Logged decisions by id, null for one that is not logged. */
export const decisionLoader = (
  repository: Pick<DecisionRepository, 'byIds'>,
): DataLoader<string, DecisionRecord | null> =>
  new DataLoader(async (ids) => {
    const found = new Map((await repository.byIds(ids)).map((record) => [record.id, record]));
    return ids.map((id) => found.get(id) ?? null);
  });
