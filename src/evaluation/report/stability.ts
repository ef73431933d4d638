import type { Estimate } from './rows.js';

/** What changing the texts in one way, or in all ways, does to the choices of a router at one α. Differences are new − old. */
export interface StabilityRow {
  readonly testSet: string;
  readonly router: string;
  readonly alpha: number;
  /** Kind of change, for example `typos`; null for all kinds together. */
  readonly kind: string | null;
  /** Test queries that a change of this kind, or of any, applies to. */
  readonly queries: number;
  /** Changes after which another LLM answers. */
  readonly flips: number;
  /**
   * Share of the changed queries that keep their LLM, in [0, 1]; over all kinds the mean over queries of the share of a query's changes
   * that it survives. Null where nothing could be changed.
   */
  readonly kept: Estimate | null;
  /** Mean difference in observed performance, in [−1, 1], over the changed queries. Null, like what follows, over all kinds. */
  readonly performance: Estimate | null;
  /** Mean difference in reward. */
  readonly reward: Estimate | null;
  /** The same two over the queries alone whose LLM changed; null where none did. */
  readonly flippedPerformance: Estimate | null;
  readonly flippedReward: Estimate | null;
  /** Share of the flips between LLMs of equal observed performance on the query; null where none flipped. */
  readonly equallyGood: Estimate | null;
  /** Mean |difference| of P̂ over queries and LLMs; null for a router that predicts no performance. */
  readonly prediction: Estimate | null;
}
