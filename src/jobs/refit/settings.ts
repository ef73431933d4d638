/** When a candidate serves without anybody looking at it. */
export const PROMOTE_RULES = ['never', 'not-worse', 'better'] as const;
export type PromoteRule = (typeof PROMOTE_RULES)[number];

/** Which routers a rule is about: the one that requests get which name none, or each that both versions have. */
export const COUNTED_ROUTERS = ['default', 'all'] as const;
export type CountedRouters = (typeof COUNTED_ROUTERS)[number];

/** The operator's rule. */
export interface RefitRule {
  readonly promote: PromoteRule;
  /** Points of reward, 0 or more: "not worse" holds where the lower end of the interval of the difference is −margin or above. */
  readonly margin: number;
  /** Queries that neither version has seen which a promotion needs at least. */
  readonly minQueries: number;
  readonly routers: CountedRouters;
  /** Whether a candidate may serve that cannot answer for an LLM of the default pool for which the serving version can. */
  readonly allowLostLlms: boolean;
}

export interface RefitSettings {
  readonly rule: RefitRule;
  /** Weight of performance in the reward, in [0, 1]. */
  readonly alpha: number;
  /** Share of the stored queries that no candidate is trained on, in [0.02, 0.5]. */
  readonly heldOutShare: number;
}

export const DEFAULT_REFIT_RULE: RefitRule = {
  promote: 'never',
  margin: 1,
  minQueries: 100,
  routers: 'default',
  allowLostLlms: false,
};

export const DEFAULT_REFIT_SHARE = 0.1;

/** Replicates of the bootstrap behind an interval: its ends then move by about a thirtieth of its width. */
export const REFIT_RESAMPLES = 2000;

/** Fewer queries than this give no interval that is worth looking at. */
export const FEWEST_COMPARED = 20;
