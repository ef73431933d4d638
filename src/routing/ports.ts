import type { Json } from '../domain/artifact.js';
import type { RouterCalibration } from '../domain/calibration/router-calibration.js';
import type { LlmId, PoolId, RouterId, VersionId } from '../domain/ids.js';
import type { Catalogue, DatedPrice, Price } from '../domain/llm.js';
import { answerLengthsDigest } from './expected-cost/manifest.js';
import type { Target } from './targets/types.js';
import type { Ranking } from './types.js';

/** What a stored router set consists of; blobs are named by their digest (SHA-256, hexadecimal). */
export interface RouterSetManifest {
  readonly version: VersionId;
  /** For people, for example "bootstrap" or "trained on billing tickets". */
  readonly label: string;
  /** Milliseconds since 1970; 0 in the shipped bootstrap, whose bytes must not depend on the day. */
  readonly createdAt: number;
  readonly seed: number;
  readonly defaultRouter: RouterId;
  /** λ that validated best for this set. */
  readonly warmUpWeight: number;
  readonly embedder: string;
  readonly reference: string;
  /** The queries kept aside; null where none were. */
  readonly heldOut: string | null;
  /** What is known of LLMs beyond the training responses; null where nothing is. */
  readonly evidence: string | null;
  readonly routers: readonly RouterEntry[];
  /** Data sources, counts, measured quality. */
  readonly summary: { readonly [key: string]: Json };
}

export interface RouterEntry {
  readonly id: RouterId;
  readonly digest: string;
  /** Absent where nothing was held out, and for a router that gives a preference. */
  readonly calibration?: RouterCalibration | undefined;
}

/** The digests of everything that a set consists of. */
export const digestsOf = ({
  embedder,
  reference,
  heldOut,
  evidence,
  summary,
  routers,
}: RouterSetManifest): string[] => [
  embedder,
  reference,
  ...[heldOut ?? []].flat(),
  ...[evidence ?? []].flat(),
  ...[answerLengthsDigest({ summary }) ?? []].flat(),
  ...routers.map(({ digest }) => digest),
];

/** A version began to serve. */
export interface Promotion {
  readonly version: VersionId;
  /** Milliseconds since 1970. */
  readonly promotedAt: number;
  /** Whether it had served before and was gone back to. */
  readonly isRollback: boolean;
  /** Why, where something decided by itself; null where somebody did. */
  readonly reason: string | null;
}

/** Where trained router sets live. */
export interface RouterSetRepository {
  /** The set that serves; null before any was saved. */
  current(): Promise<RouterSetManifest | null>;
  list(): Promise<readonly RouterSetManifest[]>;
  /** Stores manifest and blobs in one transaction; a version is never overwritten. */
  save(manifest: RouterSetManifest, blobs: ReadonlyMap<string, Uint8Array>): Promise<void>;
  /**
   * Makes a stored version the serving one. Throws UNKNOWN_VERSION; with `over`, UPDATE_OUTDATED where another version than that serves. `reason` is
   * kept with the promotion.
   */
  promote(version: VersionId, over?: VersionId, reason?: string): Promise<void>;
  /** Which versions began to serve, oldest first. */
  promotions(): Promise<readonly Promotion[]>;
  /** Makes the version serve that did before `over`, which must serve; the history says that it was gone back to. Throws as promote(). */
  rollBack(to: VersionId, over: VersionId): Promise<void>;
  /** Throws ARTIFACT_CORRUPT when the blob is missing. */
  blob(digest: string): Promise<Uint8Array>;
}

export interface CatalogueRepository {
  load(): Promise<Catalogue>;
}

/** Every price with the moment from which it holds; none is ever rewritten. */
export interface PriceTable {
  /** Every price these LLMs have had or will have: by LLM, newest first. */
  priceHistory(llms: readonly LlmId[]): Promise<readonly DatedPrice[]>;
  /** The price of every LLM at a moment (milliseconds since 1970), by id; an LLM that had none is missing. */
  pricesAt(at: number): Promise<readonly DatedPrice[]>;
  /** The first moment after `after` from which a price holds; null for none. */
  nextPriceChange(after: number): Promise<number | null>;
  /** A price from a moment on. Throws PRICE_INVALID, also when another starts at that very moment, and UNKNOWN_LLM. */
  addPrice(llm: LlmId, price: Price, effectiveFrom: number, source: string): Promise<void>;
}

/** A decision as it is logged. */
export interface DecisionRecord {
  readonly id: string;
  readonly createdAt: number;
  /** Null where the operator chose not to store texts. */
  readonly query: string | null;
  /** SHA-256 of a text that is stored, else what privacy makes of it, hexadecimal: repeats can be counted without texts. Null where not even that is kept. */
  readonly queryHash: string | null;
  readonly router: RouterId;
  readonly version: VersionId;
  readonly pool: PoolId | null;
  readonly alpha: number;
  /** What was asked for instead of α, which is then the one that met it; null where α was given. */
  readonly target: Target | null;
  readonly warmUpWeight: number;
  /** The chosen one: the first of the ranking, or another of it where exploration drew it or the router abstained. */
  readonly llm: LlmId;
  /** Another LLM that answered in its place, the gateway having fallen back, stayed in a conversation or gone on in a cascade; absent otherwise. */
  readonly answeredBy?: LlmId | undefined;
  /** Probability in (0, 1] with which it was chosen; null where exploration was off. */
  readonly propensity: number | null;
  /** Whether a safe LLM was taken, the query being unlike the training queries; null where that was off. */
  readonly abstained: boolean | null;
  /** Cosine of the query to the nearest training query of its version; null where it was not looked for. */
  readonly nearestSimilarity: number | null;
  /** All candidates with the numbers that decided, so that the decision can be replayed with another α or price. */
  readonly ranking: Ranking;
  /** What the answer of each ranked LLM was expected to cost, USD at the prices of that moment; null where it was not worked out. */
  readonly expectedUsd: Float32Array | null;
  readonly durationMs: number;
  readonly tags: readonly string[];
  /** Id of who asked; absent without authentication. */
  readonly principal?: string | undefined;
}

/** Works out `expectedUsd` of a decision. */
export type CandidateCosts = () => Promise<Float32Array>;

/** Takes records without making the caller wait; writes them in batches. */
export interface DecisionLog {
  /** A log that works out costs sets `expectedUsd` by `costs` before it writes the record. */
  append(record: DecisionRecord, costs?: CandidateCosts): void;
  /** Resolves when everything appended so far is written. */
  flush(): Promise<void>;
}

export interface DecisionFilter {
  readonly router?: RouterId | undefined;
  readonly llm?: LlmId | undefined;
  readonly pool?: PoolId | undefined;
  readonly tag?: string | undefined;
  readonly version?: VersionId | undefined;
  readonly abstained?: boolean | undefined;
  /** Id of who asked. */
  readonly principal?: string | undefined;
  /** Milliseconds since 1970; from is inclusive, to exclusive. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface DecisionPage {
  readonly records: readonly DecisionRecord[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

export interface DecisionRepository {
  /** Newest first; `after` is the id of the last record of the page before. */
  page(filter: DecisionFilter, first: number, after?: string): Promise<DecisionPage>;
  /** All that fit; as good as reads them all. */
  count(filter: DecisionFilter): Promise<number>;
  /** The same records without counting all that fit, for those who read many pages. */
  scan(filter: DecisionFilter, first: number, after?: string): Promise<readonly DecisionRecord[]>;
  byIds(ids: readonly string[]): Promise<readonly DecisionRecord[]>;
}

/** What a router that only listens would have decided in place of a logged decision. */
export interface ShadowRecord {
  readonly decisionId: string;
  readonly router: RouterId;
  readonly version: VersionId;
  readonly ranking: Ranking;
}

export interface ShadowRepository {
  /** Resolves when committed. A decision that is not logged has no shadow; one that has a shadow of this router keeps it. */
  add(records: readonly ShadowRecord[]): Promise<void>;
  /** Of these decisions, by decision id; scores are α·P̂ − β·C with the α of the decision. */
  byDecisions(router: RouterId, ids: readonly string[]): Promise<ReadonlyMap<string, ShadowRecord>>;
}

/** Texts of stored training queries, by query id; those that are not stored are missing from the map. */
export interface QueryTextRepository {
  texts(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
