import type { LlmId, PoolId, RouterId, VersionId } from '../../domain/ids.js';

/** One dimension of θ of one LLM that is another in the second version. */
export interface AbilityChange {
  readonly router: RouterId;
  readonly llm: LlmId;
  readonly dimension: number;
  /** What the dimension stands for; null where the router does not name it. */
  readonly name: string | null;
  /** θ in both versions, on the scale of the router, with its standard deviation; null where the router does not know one. */
  readonly before: { readonly mean: number; readonly deviation: number | null };
  readonly after: { readonly mean: number; readonly deviation: number | null };
}

/** P̂ of one LLM over the probes. */
export interface PerformanceChange {
  readonly llm: LlmId;
  /** Mean P̂, in [0, 1]. */
  readonly before: number;
  readonly after: number;
}

/** Probes whose choice goes from one LLM to another. */
export interface ChoiceMove {
  readonly from: LlmId;
  readonly to: LlmId;
  readonly probes: number;
}

/** What one router decides on the probes in both versions. */
export interface DecisionDiff {
  readonly router: RouterId;
  readonly probes: number;
  /** Share of the probes whose choice is another, in [0, 1], and from which LLM to which, the most frequent first. */
  readonly changed: number;
  readonly moves: readonly ChoiceMove[];
  /** LLMs that only one version can choose. */
  readonly added: readonly LlmId[];
  readonly removed: readonly LlmId[];
  /** LLMs that both can choose, the largest change first; empty for a preference. */
  readonly performance: readonly PerformanceChange[];
  /** Mean P̂ of the chosen LLM, each version by its own P̂; null for a preference. */
  readonly predictedPerformance: { readonly before: number; readonly after: number } | null;
  /** Mean C of the chosen LLM, in [0, 1]. */
  readonly cost: { readonly before: number; readonly after: number };
  /**
   * Mean S = α·P̂ − β·C of the new choices less that of the old ones, both by P̂ of the second version: what the change is worth if that one is
   * right, 0 or more for a router without a rule of its own. Null for a preference.
   */
  readonly gain: number | null;
}

export interface VersionDiff {
  readonly from: VersionId;
  readonly to: VersionId;
  readonly alpha: number;
  readonly pool: PoolId | null;
  /** θ that moved, the largest move in deviations first. */
  readonly abilities: readonly AbilityChange[];
  /** Routers of both versions, the default one first; null where the versions cannot decide on the same queries, and why. */
  readonly decisions: readonly DecisionDiff[] | null;
  readonly reason: string | null;
}
