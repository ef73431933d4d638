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

/** How well the ability of an LLM is known, from a prior only to an estimate from responses; `LlmStatusEnum` has the words. */
export type CalibrationStatus = 'COLD' | 'WARMING' | 'CALIBRATED';
/** RETIRED hides how well it is known, and `retirement` keeps it. */
export type LlmStatus = CalibrationStatus | 'RETIRED';

/** Why an LLM is no longer offered. */
export interface Retirement {
  /** Milliseconds since 1970; 0 for one that a catalogue file says. */
  readonly at: number;
  /** For people. */
  readonly reason: string;
  /** What it goes back to when it is reinstated. */
  readonly formerStatus: CalibrationStatus;
}

/** What somebody published of an LLM: its mean score on a benchmark. */
export interface PublishedScore {
  /** As its publisher calls it, with its variant, for example "MMLU (5-shot)"; once per LLM, whatever the case. */
  readonly benchmark: string;
  /** Share of what can be reached, in [0, 1]: 0.864 for 86.4 %. */
  readonly score: number;
  /** Items that the score is a mean of, 1 or more; null where not known. */
  readonly items: number | null;
  /** Where it was published, for people: an address, or a title. */
  readonly source: string;
}

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
  /** Published scores by benchmark; empty where none are given. */
  readonly benchmarks: readonly PublishedScore[];
  readonly status: LlmStatus;
  /** Null unless the status is RETIRED. */
  readonly retirement: Retirement | null;
  /** Milliseconds since 1970 when an operator registered it; absent for one that came with a release or a file. */
  readonly registeredAt?: number | undefined;
  /** Milliseconds since 1970 of the last change of its facts or status; absent where nothing was changed. */
  readonly updatedAt?: number | undefined;
  /** The price in force; null means unpriced, which is never the same as free. */
  readonly price: Price | null;
}

/** A named, ordered set of LLMs that a decision may choose from. */
export interface CandidatePool {
  readonly id: PoolId;
  readonly description: string;
  readonly llms: readonly LlmId[];
  /** Those of them that may be chosen although they are not calibrated: an operator has said so. */
  readonly uncalibrated: ReadonlySet<LlmId>;
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
