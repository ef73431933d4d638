import type { LlmId } from '../../domain/ids.js';
import type { Objective } from '../../domain/objective.js';

/** What a caller wants instead of an α. */
export type Target = MeanTarget | QueryTarget;

/** Holds on average over queries like the held-out ones, on which it is solved. */
export type MeanTarget =
  /** Mean performance of at least `value` times that of the best single LLM; above 0. */
  | { readonly kind: 'SHARE_OF_BEST'; readonly value: number }
  /** At most `value` USD per thousand queries on average; 0 or more. */
  | { readonly kind: 'COST_PER_THOUSAND'; readonly value: number }
  /** `value` in [0, 1] of the way, in mean P̂, from always the cheapest LLM to always the best one. */
  | { readonly kind: 'BALANCE'; readonly value: number };

/** Holds for each query. */
export type QueryTarget =
  /** P̂ of at least `value` in [0, 1], as cheaply as possible. */
  | { readonly kind: 'MIN_PERFORMANCE'; readonly value: number }
  /** An expected cost of at most `value` USD for the answer, as well as possible; 0 or more. */
  | { readonly kind: 'COST_PER_QUERY'; readonly value: number };

export type TargetKind = Target['kind'];

/** A mean over held-out queries with its normal 90 % interval. */
export interface HeldOutMean {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** What the policy behind a target did on the held-out queries. */
export interface HeldOutOutcome {
  readonly queries: number;
  /** Mean performance, in [0, 1]. */
  readonly performance: HeldOutMean;
  /** USD per thousand queries. */
  readonly costPerThousand: HeldOutMean;
  /** The single LLM with the best mean performance, and what it does and costs. */
  readonly bestLlm: LlmId;
  readonly bestLlmPerformance: number;
  readonly bestLlmCostPerThousand: number;
}

/** The weights that a target comes to. */
export interface SolvedTarget {
  readonly target: Target;
  /** Over C = expected cost of the answer / `costScale`. */
  readonly objective: Objective;
  /** USD: the mean expected cost of the dearest LLM's answers to the held-out queries. */
  readonly costScale: number;
  /** Null for a target that holds for each query: nothing has to be solved. */
  readonly heldOut: HeldOutOutcome | null;
}
