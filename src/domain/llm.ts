import type { LlmId, PoolId } from './ids.js';

/** USD per million tokens, each 0 or more. */
export interface Price {
  readonly inputPerMillion: number;
  readonly outputPerMillion: number;
  /** Of input that the provider has cached; absent where it costs as much as other input, or nobody knows. */
  readonly cachedInputPerMillion?: number | undefined;
  /** Milliseconds since 1970 from which the price table has it; absent for a price that a request or a file brings. */
  readonly effectiveFrom?: number | undefined;
}

/** A version of an LLM's price: it holds from a moment on, until the next one. */
export interface DatedPrice extends Price {
  readonly llm: LlmId;
  readonly effectiveFrom: number;
  /** Who or what it comes from. */
  readonly source: string;
}

/** How much is known of the LLM: COLD has a prior from its profile only, CALIBRATED has been estimated from responses. */
export type LlmStatus = 'COLD' | 'CALIBRATED' | 'RETIRED';

/** An LLM of the catalogue (an examinee). */
export interface Llm {
  readonly id: LlmId;
  /** For people, for example "GPT-4 Turbo (1106)". */
  readonly name: string;
  readonly developer: string;
  readonly family: string | null;
  /** Parameters in billions; null where not published. */
  readonly sizeBillions: number | null;
  /** ISO date, as precise as known: 2023, 2023-11 or 2023-11-06; null where not known. */
  readonly releaseDate: string | null;
  /** Tokens; null where not known. */
  readonly contextWindow: number | null;
  /** Tokens of its longest answer; null where no limit besides the context window is known. */
  readonly maxOutputTokens: number | null;
  /** What it reads: text, image, audio, video, … */
  readonly modalities: readonly string[];
  /** Whether it calls tools; null where not known. */
  readonly toolCalling: boolean | null;
  /** BCP 47 primary tags, for example en, de; null where its maker does not say. */
  readonly languages: readonly string[] | null;
  /** Free labels: a key, or key:value, for example self-hosted, region:eu. */
  readonly tags: readonly string[];
  /** Milliseconds, median per answer, as the operator has measured it; null where not known. */
  readonly typicalLatencyMs: number | null;
  /** A few sentences in our own words; embedded for the prior over ability (paper 4.1). */
  readonly profile: string;
  /** Other names that data files use for the same LLM. */
  readonly aliases: readonly string[];
  readonly status: LlmStatus;
  /** The price in force; null means unpriced, which is never the same as free. */
  readonly price: Price | null;
}

/** A named, ordered set of LLMs that a decision may choose from. */
export interface CandidatePool {
  readonly id: PoolId;
  readonly description: string;
  readonly llms: readonly LlmId[];
  readonly isDefault: boolean;
}

/** Everything the catalogue holds, as one immutable value. */
export interface Catalogue {
  readonly llms: ReadonlyMap<LlmId, Llm>;
  readonly pools: ReadonlyMap<PoolId, CandidatePool>;
}

/** One of the named ability dimensions (paper appendix C.1), data that an operator may edit. */
export interface Ability {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** Id by id, lower-cased name or alias, so that importers recognise an LLM under the names that data files use. */
export function llmNames(catalogue: Catalogue): ReadonlyMap<string, LlmId> {
  const names = new Map<string, LlmId>();
  for (const llm of catalogue.llms.values()) for (const alias of llm.aliases) names.set(alias.toLowerCase(), llm.id);
  for (const llm of catalogue.llms.values()) names.set(llm.id.toLowerCase(), llm.id);
  return names;
}

/** The prices in force; an LLM without one is missing. */
export const cataloguePrices = (catalogue: Catalogue): ReadonlyMap<LlmId, Price> =>
  new Map([...catalogue.llms.values()].flatMap((llm) => (llm.price ? [[llm.id, llm.price] as const] : [])));
