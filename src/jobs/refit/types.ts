import type { Json } from '../../domain/artifact.js';
import type { ErrorCode } from '../../domain/errors.js';
import type { LlmId, RouterId, VersionId } from '../../domain/ids.js';
import type { Estimate, Verdict } from '../../evaluation/report.js';
import type { RefitRule } from './settings.js';

export type RefitTrigger = 'ON_DEMAND' | 'SCHEDULE';

/** What to train anew and when it serves; everything is decided. */
export interface RefitRequest {
  readonly trigger: RefitTrigger;
  readonly label: string;
  /** Routers to train; null repeats the training of the serving version. */
  readonly routers: readonly RouterId[] | null;
  /** Imports to use, by source name; everything stored when empty. */
  readonly sources: readonly string[];
  /** Null repeats that of the serving version. */
  readonly seed: number | null;
  /** By router id; null repeats those of the serving version. */
  readonly hyperparameters: { readonly [router: string]: { readonly [name: string]: Json } } | null;
  /** Name of an embedder; null takes the configured one, as a training does. */
  readonly embedder: string | null;
  readonly alpha: number;
  readonly heldOutShare: number;
  /** New responses that it needs at least; 0 trains anew on what was trained on before. */
  readonly minResponses: number;
  readonly rule: RefitRule;
}

/** The same, as far as somebody has an opinion; the rest is taken from the settings. */
export type RefitAsked = Partial<Omit<RefitRequest, 'rule'>> & { readonly rule?: Partial<RefitRule> };

/** What one version brought on the queries that were compared on. */
export interface VersionFigures {
  /** 100 · (α·performance − β·cost / cost of the dearest LLM), the mean over the queries. */
  readonly reward: number;
  /** Mean observed performance of the chosen LLMs, in [0, 1]. */
  readonly performance: number;
  /** Mean USD per query; null where nothing is known of costs. */
  readonly cost: number | null;
}

/** One router of both versions on the same queries; differences are candidate − serving, with 95 % intervals of a paired bootstrap. */
export interface RouterComparison {
  readonly router: RouterId;
  /** Whether the rule is about it. */
  readonly counts: boolean;
  /** Queries that both answered. */
  readonly queries: number;
  /** Share of them that get another LLM, in [0, 1]. */
  readonly changed: number;
  readonly serving: VersionFigures;
  readonly candidate: VersionFigures;
  readonly reward: Estimate;
  readonly performance: Estimate;
  readonly cost: Estimate | null;
  /** Of the reward. */
  readonly verdict: Verdict;
}

/** Which queries the comparison is on, and which were left out of it. */
export interface RefitData {
  /** Queries with text that were stored. */
  readonly queries: number;
  /** Of them, those the candidate may learn from, and those kept away from it. */
  readonly trained: number;
  readonly heldOut: number;
  /** Responses that the candidate was trained on and the serving version was not, or that have changed since. */
  readonly newResponses: number;
  /** Held out, but with answers of fewer than two LLMs of the default pool: nothing to choose between. */
  readonly noChoice: number;
  /** Of the other held-out queries: those that the serving version has seen, and those on which the candidate knows answers as evidence. */
  readonly seenByServing: number;
  readonly seenByCandidate: number;
  /** Queries compared on. */
  readonly compared: number;
  /** True where too few were left that the serving version had not seen, so that those are among the compared: that favours the serving version. */
  readonly favoursServing: boolean;
}

export type RefitCheckName = 'RULE' | 'QUERIES' | 'ROUTERS' | 'LLMS' | 'REWARD' | 'SERVING';

/** A condition of a promotion. */
export interface RefitCheck {
  readonly name: RefitCheckName;
  readonly met: boolean;
  /** The figures in a sentence. */
  readonly text: string;
}

/** What a refit found, as it is kept. */
export interface RefitReport {
  /** The version that the candidate was compared with. */
  readonly over: VersionId;
  readonly candidate: VersionId;
  readonly alpha: number;
  /** Of training and bootstrap. */
  readonly seed: number;
  readonly resamples: number;
  readonly rule: RefitRule;
  readonly data: RefitData;
  /** Where the USD come from. */
  readonly costSource: 'observed' | 'prices' | 'none';
  readonly routers: readonly RouterComparison[];
  /** Routers of the serving version that the candidate does not have, with the reason where one is known. */
  readonly missing: readonly { readonly router: RouterId; readonly reason: string | null }[];
  /** LLMs of the default pool for which a counted router of the serving version answers and the candidate's does not, and the other way round. */
  readonly lostLlms: readonly LlmId[];
  readonly gainedLlms: readonly LlmId[];
  readonly checks: readonly RefitCheck[];
  /** Whether it serves. */
  readonly promoted: boolean;
  /** Why, or why not, in a sentence or two. */
  readonly reason: string;
}

/** INTERRUPTED: the server ended while the refit waited or ran. */
export type RefitStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'INTERRUPTED';

export interface RefitError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | null;
}

/** A refit as it is stored. Times are milliseconds since 1970. */
export interface StoredRefit {
  /** That of its job. */
  readonly id: string;
  readonly trigger: RefitTrigger;
  readonly label: string;
  readonly status: RefitStatus;
  readonly createdAt: number;
  readonly endedAt: number | null;
  /** When the server that does it last said so. */
  readonly aliveAt: number;
  /** The version it made, from when that is stored. */
  readonly candidate: VersionId | null;
  readonly report: RefitReport | null;
  readonly error: RefitError | null;
}

/** What changes of a stored refit. */
export type RefitChange = Partial<Omit<StoredRefit, 'id' | 'trigger' | 'label' | 'createdAt'>>;

/** Where refits live. */
export interface RefitRepository {
  /** One that is there stays as it is. */
  add(refit: StoredRefit): Promise<void>;
  /** An unknown id changes nothing. */
  change(id: string, change: RefitChange): Promise<void>;
  /** Newest first. */
  list(first: number): Promise<readonly StoredRefit[]>;
  /** Null for an unknown id. */
  get(id: string): Promise<StoredRefit | null>;
}
