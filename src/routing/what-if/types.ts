import type { OffPolicyEstimates } from '../../domain/off-policy/estimate.js';
import type { SupportDiagnostics } from '../../domain/off-policy/support.js';
import type { LlmId, PoolId, RouterId } from '../../domain/ids.js';
import type { Price } from '../../domain/llm.js';
import type { DecisionFilter, DecisionRecord } from '../ports.js';
import type { Caller, Ranking } from '../types.js';

/** Which decisions to make again, and what is different; at least one of router, alpha, prices, pool and llms. */
export interface WhatIfRequest {
  readonly filter: DecisionFilter;
  /** Newest decisions to look at, 1 to WHAT_IF_LIMIT. */
  readonly limit?: number | undefined;
  /** A router of the serving set. */
  readonly router?: RouterId | undefined;
  /** α in [0, 1]; that of each decision when absent. */
  readonly alpha?: number | undefined;
  /** Instead of the prices of the catalogue. */
  readonly prices?: ReadonlyMap<LlmId, Price> | undefined;
  /** Candidates; those of each decision when both are absent. `llms` goes before `pool`. */
  readonly pool?: PoolId | undefined;
  readonly llms?: readonly LlmId[] | undefined;
  /** Tokens that an answer is expected to have, for the spend. */
  readonly outputTokens?: number | undefined;
  /** Changed decisions to show. */
  readonly examples?: number | undefined;
}

/** A decision with the ranking that it would have now; the first is the new choice. */
export interface Replayed {
  readonly record: DecisionRecord;
  readonly ranking: Ranking;
}

export const NOT_REPLAYED = {
  TEXT_NOT_STORED:
    'The query text, which is not stored, would have to be read again: by another router, for an LLM that was no candidate, or, where the router gives a preference, for other prices or candidates.',
  CASCADE: 'A cascade decided: it asks several LLMs in turn, and which of them answered is not in the log.',
  ROUTER_NOT_SERVING: 'The router that decided is not in the serving set, so its rule is not known.',
  NO_CANDIDATE: 'None of the LLMs that may be chosen now was, or can be, ranked.',
  REFUSED: 'The request is refused under the new conditions.',
  NO_SHADOW: 'The shadow router decided nothing: shadow mode was off, too many decisions waited, or it had no answer.',
} as const;
export type NotReplayedReason = keyof typeof NOT_REPLAYED;

export interface NotReplayed {
  readonly reason: NotReplayedReason;
  /** For people; of a refusal, the first message. */
  readonly text: string;
  readonly decisions: number;
}

/** Before: as decided. After: as decided again. Over the `decisions` for which both are known. */
export interface BeforeAfter {
  readonly decisions: number;
  readonly before: number;
  readonly after: number;
}

/** USD. `kept`: the LLMs as decided, at the prices of the what-if. */
export interface SpendFigures extends BeforeAfter {
  readonly kept: number;
}

export interface MixShare {
  readonly llm: LlmId;
  /** Shares of the replayed decisions, in [0, 1]. */
  readonly before: number;
  readonly after: number;
}

export interface ExampleChoice {
  readonly llm: LlmId;
  /** P̂ by the router of the what-if; null where it gives none. */
  readonly predictedPerformance: number | null;
}

export interface ChangedDecision {
  readonly id: string;
  readonly createdAt: number;
  readonly query: string | null;
  readonly before: ExampleChoice;
  readonly after: ExampleChoice;
  /** What the new choice scores above the old one under the new conditions; null where the old one is no candidate now. */
  readonly scoreGain: number | null;
}

export type OffPolicyRefusalCode = 'NO_EXPLORATION' | 'NO_OUTCOMES' | 'NO_SUPPORT' | 'SAMPLE_TOO_SMALL';

/** What the outcomes say; exactly one of `estimates` and `refusal` is null. */
export interface OffPolicyReport {
  /** Replayed decisions that were made with exploration on, and those of them that have a score. */
  readonly explored: number;
  readonly scored: number;
  /** Null where nothing is scored. */
  readonly support: SupportDiagnostics | null;
  readonly estimates: OffPolicyEstimates | null;
  readonly refusal: { readonly code: OffPolicyRefusalCode; readonly message: string; readonly hint: string } | null;
}

export interface WhatIf {
  /** Decisions that fit the filter, and the newest of them that were looked at. */
  readonly matching: number;
  readonly examined: number;
  readonly replayed: number;
  readonly notReplayed: readonly NotReplayed[];
  /** Replayed decisions with another choice. */
  readonly changed: number;
  /** Most frequent after the change first. */
  readonly mix: readonly MixShare[];
  /** Mean P̂ by the router that decided; null where it knows it of no decision. */
  readonly performanceAsLogged: BeforeAfter | null;
  /** Mean P̂ by the router of the what-if. */
  readonly performanceAsReplayed: BeforeAfter | null;
  /** Mean C, before and after on one scale. */
  readonly relativeCost: BeforeAfter | null;
  /** Expected USD in total; null where no text is stored. */
  readonly expectedSpendUsd: SpendFigures | null;
  readonly examples: readonly ChangedDecision[];
  readonly offPolicy: OffPolicyReport;
  /** One paragraph with the figures above. */
  readonly text: string;
  /** What to know when reading the figures. */
  readonly notes: readonly string[];
}

/** A what-if at several α: what else is different may be nothing. */
export interface WhatIfCurveRequest extends Omit<WhatIfRequest, 'alpha' | 'examples'> {
  /** 1 to MOST_CURVE_ALPHAS, each in [0, 1]; CURVE_ALPHAS when absent. */
  readonly alphas?: readonly number[] | undefined;
}

export interface WhatIfCurvePoint {
  readonly alpha: number;
  readonly changed: number;
  /** Mean P̂ by the router of the what-if; null where it gives none. */
  readonly performance: BeforeAfter | null;
  readonly relativeCost: BeforeAfter | null;
  readonly expectedSpendUsd: SpendFigures | null;
}

/** By ascending α, all points over the same decisions; `before` is the same in each. */
export interface WhatIfCurve extends Pick<WhatIf, 'matching' | 'examined' | 'replayed' | 'notReplayed'> {
  readonly points: readonly WhatIfCurvePoint[];
}

/** Decisions that a router shadowed. */
export interface ShadowRequest extends Pick<WhatIfRequest, 'filter' | 'limit' | 'outputTokens' | 'examples'> {
  readonly router: RouterId;
}

export interface WhatIfService {
  /** What a router decided silently beside logged decisions, with the same figures. Throws PAGE_INVALID; CANCELLED when the caller has gone. */
  shadow(request: ShadowRequest, caller?: Caller): Promise<WhatIf>;
  /**
   * Makes logged decisions again under other conditions; logs nothing. Throws coded input errors; CANCELLED when the caller has gone or
   * the serving set was replaced meanwhile.
   */
  whatIf(request: WhatIfRequest, caller?: Caller): Promise<WhatIf>;
  /** The trade between cost and performance over α, in one pass. Throws as whatIf does. */
  whatIfCurve(request: WhatIfCurveRequest, caller?: Caller): Promise<WhatIfCurve>;
}

export const WHAT_IF_LIMIT = 100_000;
export const DEFAULT_WHAT_IF_LIMIT = 10_000;
export const CURVE_ALPHAS: readonly number[] = Array.from({ length: 11 }, (_, i) => i / 10);
export const MOST_CURVE_ALPHAS = 101;
