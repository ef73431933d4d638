import type { LlmId, PoolId, RouterId, VersionId } from '../../domain/ids.js';
import type { Price } from '../../domain/llm.js';
import type { ObjectiveRequest } from '../../routing/targets/check-target.js';
import type { Target } from '../../routing/targets/types.js';
import type { Caller } from '../../routing/types.js';

/** Queries to look at: of logged decisions, or those that no router was trained on. */
export type PreviewSource = 'RECENT' | 'HELD_OUT';

export interface PreviewRequest {
  readonly llm: LlmId;
  /** The default pool when absent. */
  readonly pool?: PoolId | undefined;
  /** The default router when absent. */
  readonly router?: RouterId | undefined;
  /** α in [0, 1]; when absent that of each logged decision, or the default of the server. */
  readonly alpha?: number | undefined;
  /** Instead of `alpha`. */
  readonly objective?: ObjectiveRequest | undefined;
  /** RECENT when absent. */
  readonly on?: PreviewSource | undefined;
  /** Which logged decisions of the pool: milliseconds since 1970, from inclusive, to exclusive. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly tag?: string | undefined;
  /** Newest logged decisions to look at, 1 to PREVIEW_LIMIT. */
  readonly limit?: number | undefined;
  /** Of the LLM, instead of that of the catalogue. */
  readonly price?: Price | undefined;
  /** Queries to show, 0 or more. */
  readonly examples?: number | undefined;
}

/** A figure with the ends of its 90 % interval. */
export interface Ranged {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A mean over queries for the pool without and with the LLM; `change` is with − without. */
export interface Effect {
  readonly without: number;
  readonly with: number;
  readonly change: Ranged;
}

/** The figures where P̂ of the LLM is at the lower end of its 90 % interval on every query. */
export interface CautiousPreview {
  readonly share: number;
  /** with − without */
  readonly performanceChange: number;
  readonly costPerThousandChange: number;
  readonly rewardChange: number | null;
}

/** An LLM that gives queries to the LLM in question. */
export interface Displaced {
  readonly llm: LlmId;
  /** Shares of all queries, in [0, 1]: what it answers without and with the LLM in the pool, and what it gives to it. */
  readonly without: number;
  readonly with: number;
  readonly lost: Ranged;
  /** Mean P̂ of both on those that it gives; null where it gives none now. */
  readonly predicted: { readonly displaced: number; readonly llm: number } | null;
  /** Its observed mean performance there; null where nothing was observed. */
  readonly observed: { readonly mean: number; readonly queries: number } | null;
}

export type PreviewPartKind = 'TASK' | 'ABILITY' | 'DIFFICULTY';

/** A part of the queries. */
export interface PreviewPart {
  readonly kind: PreviewPartKind;
  readonly name: string;
  readonly queries: number;
  /** Share of them that the LLM takes. */
  readonly share: Ranged;
  /** with − without, mean P̂ over them. */
  readonly performanceChange: number;
  /** Half-width of the 90 % interval of P̂ of the LLM, mean over them; null where the router does not know it. */
  readonly halfWidth: number | null;
  /** Who loses most of them; null where the LLM takes none. */
  readonly displaces: LlmId | null;
}

/** A query that the LLM takes. */
export interface PreviewExample {
  /** Id of the logged decision, or of the held-out query. */
  readonly id: string;
  /** Null where it is not stored. */
  readonly text: string | null;
  readonly task: string | null;
  readonly from: LlmId;
  /** P̂ of both. */
  readonly predicted: { readonly displaced: number; readonly llm: number };
  /** Half-width of the 90 % interval of the latter; null where the router does not know it. */
  readonly halfWidth: number | null;
}

/** An ability of which less is known than of the LLMs that the router was trained on. */
export interface WeakAbility {
  readonly ability: string;
  /** Posterior standard deviation of θ, and the median one of the trained LLMs, on the scale of θ. */
  readonly deviation: number;
  readonly typicalDeviation: number;
  /** Answers of the LLM to queries that need it more than any other ability. */
  readonly answers: number;
  /** Of the queries that it takes, those that need it more than any other. */
  readonly queries: number;
  /** Tasks whose queries need it most, at most three: what to ask more anchor queries of. Empty where no task is known. */
  readonly tasks: readonly string[];
}

export interface LlmPreview {
  readonly llm: LlmId;
  /** ADD: the pool may not choose it now. REMOVE: it may, and `without` is what removing it leads to. */
  readonly change: 'ADD' | 'REMOVE';
  readonly pool: PoolId;
  readonly router: RouterId;
  readonly version: VersionId;
  /** Null towards a target, and where each logged decision keeps its own. */
  readonly alpha: number | null;
  readonly target: Target | null;
  /** What was looked at, which is HELD_OUT where too few logged decisions can be. */
  readonly on: PreviewSource;
  readonly queries: number;
  /** Logged decisions that fit, those of them that were looked at, and those without a text, which cannot be used. All 0 where none were asked for. */
  readonly decisions: { readonly matching: number; readonly examined: number; readonly withoutText: number };
  /** Answers that the estimate of the LLM rests on besides training. */
  readonly answers: number;
  /** Whether the router says how sure it is of P̂ of the LLM; else intervals know of the sampling of queries only. */
  readonly knowsDeviation: boolean;
  /** Share of queries that the LLM takes. */
  readonly share: Ranged;
  /** Mean P̂ of the chosen LLM. */
  readonly performance: Effect;
  /** Expected USD per thousand queries. */
  readonly costPerThousand: Effect;
  /** Of the cost, in per cent of that without the LLM; null where that is 0. */
  readonly costPercent: Ranged | null;
  /** α·P̂ − β·C in points of 100, C on the scale of the pool with the LLM; null towards a target. */
  readonly reward: Effect | null;
  /** Null where the router does not say how sure it is. */
  readonly cautious: CautiousPreview | null;
  /** Who loses most first. */
  readonly displaced: readonly Displaced[];
  /** Largest share taken first. */
  readonly where: readonly PreviewPart[];
  /** Largest gain in P̂ first. */
  readonly examples: readonly PreviewExample[];
  /** What matters most for the queries that it takes first; null for a router without abilities. */
  readonly weakAbilities: readonly WeakAbility[] | null;
  /** One paragraph with these figures. */
  readonly text: string;
  /** What to know when reading them. */
  readonly notes: readonly string[];
}

export interface PreviewService {
  /**
   * What a pool would do with an LLM in it that it cannot choose now, or without one that it can. Changes and logs nothing. Throws coded input
   * errors; UNSUPPORTED_POOL where the router cannot predict for the LLM, NO_ELIGIBLE_LLM where it has no price, CANCELLED.
   */
  preview(request: PreviewRequest, caller?: Caller): Promise<LlmPreview>;
}

export const PREVIEW_LIMIT = 10_000;
export const DEFAULT_PREVIEW_LIMIT = 2_000;
