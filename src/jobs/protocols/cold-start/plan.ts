import type { AnchorSelection } from '../../../calibration/types.js';
import type { LlmId, RouterId } from '../../../domain/ids.js';

/** What is asked of a cold-start study. */
export interface ColdStartPlan {
  readonly routers: readonly RouterId[];
  /** The newcomers, left out one at a time. */
  readonly llms: readonly LlmId[];
  /** Numbers of anchor queries, ascending, each once. */
  readonly anchors: readonly number[];
  readonly selections: readonly AnchorSelection[];
  /** Standard deviations of P̂ that the lower bound lies below it. */
  readonly caution: number;
}
