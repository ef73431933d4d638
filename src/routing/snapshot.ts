import type { Catalogue } from '../domain/llm.js';
import type { EligiblePool } from './candidates.js';
import type { RouterSet } from './router-set.js';

/** What a request sees from start to end; a new version or catalogue is a new snapshot. */
export interface Snapshot {
  readonly set: RouterSet;
  readonly catalogue: Catalogue;
  /** Named pools as worked out per router, filled on first use. */
  readonly pools: Map<string, EligiblePool>;
}

export const createSnapshot = (set: RouterSet, catalogue: Catalogue): Snapshot => ({
  set,
  catalogue,
  pools: new Map(),
});
