import type { PublishedScoreInput, RegisterLlmInput } from '../../../gql/graphql.js';

/** The fields of an LLM as they are typed; lists are separated by commas, benchmarks stand one a line. */
export interface FactsDraft {
  readonly name: string;
  readonly developer: string;
  readonly profile: string;
  readonly family: string;
  readonly sizeBillions: string;
  readonly releaseDate: string;
  readonly contextWindow: string;
  readonly maxOutputTokens: string;
  readonly modalities: string;
  readonly toolCalling: string;
  readonly languages: string;
  readonly tags: string;
  readonly typicalLatencyMs: string;
  readonly aliases: string;
  readonly benchmarks: string;
}

export const NO_FACTS: FactsDraft = {
  name: '',
  developer: '',
  profile: '',
  family: '',
  sizeBillions: '',
  releaseDate: '',
  contextWindow: '',
  maxOutputTokens: '',
  modalities: '',
  toolCalling: '',
  languages: '',
  tags: '',
  typicalLatencyMs: '',
  aliases: '',
  benchmarks: '',
};

type Facts = Omit<RegisterLlmInput, 'id' | 'price'>;
interface Known {
  readonly name: string;
  readonly developer: string;
  readonly profile: string;
  readonly family: string | null;
  readonly sizeBillions: number | null;
  readonly releaseDate: string | null;
  readonly contextWindow: number | null;
  readonly maxOutputTokens: number | null;
  readonly modalities: readonly string[];
  readonly toolCalling: boolean | null;
  readonly languages: readonly string[] | null;
  readonly tags: readonly string[];
  readonly typicalLatencyMs: number | null;
  readonly aliases: readonly string[];
  readonly benchmarks: readonly Score[];
}
interface Score {
  readonly benchmark: string;
  readonly score: number;
  readonly items?: number | null;
  readonly source: string;
}

/** What is known of an LLM, to be changed. */
export const draftOf = (llm: Known): FactsDraft => ({
  name: llm.name,
  developer: llm.developer,
  profile: llm.profile,
  family: llm.family ?? '',
  sizeBillions: text(llm.sizeBillions),
  releaseDate: llm.releaseDate ?? '',
  contextWindow: text(llm.contextWindow),
  maxOutputTokens: text(llm.maxOutputTokens),
  modalities: llm.modalities.join(', '),
  toolCalling: llm.toolCalling === null ? '' : llm.toolCalling ? 'yes' : 'no',
  languages: (llm.languages ?? []).join(', '),
  tags: llm.tags.join(', '),
  typicalLatencyMs: text(llm.typicalLatencyMs),
  aliases: llm.aliases.join(', '),
  benchmarks: llm.benchmarks
    .map(({ benchmark, score, items, source }) => `${benchmark} | ${score} | ${items ?? ''} | ${source}`)
    .join('\n'),
});

/** For a registration: what is not filled in is absent. */
export function factsOf(draft: FactsDraft): Facts {
  const { developer, profile, ...rest } = inputOf(draft);
  const given = Object.entries(rest).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return { developer: developer ?? '', profile: profile ?? '', ...Object.fromEntries(given) };
}

/** For an update: only what differs; an emptied fact is null, which forgets it. */
export function changesOf(before: FactsDraft, after: FactsDraft): Partial<ReturnType<typeof inputOf>> {
  const input = inputOf(after);
  const changed = (Object.keys(input) as (keyof FactsDraft)[]).filter((field) => before[field] !== after[field]);
  return Object.fromEntries(changed.map((field) => [field, input[field]]));
}

const inputOf = (draft: FactsDraft) => ({
  name: orNull(draft.name),
  developer: orNull(draft.developer),
  profile: orNull(draft.profile),
  family: orNull(draft.family),
  sizeBillions: numberOrNull(draft.sizeBillions),
  releaseDate: orNull(draft.releaseDate),
  contextWindow: numberOrNull(draft.contextWindow),
  maxOutputTokens: numberOrNull(draft.maxOutputTokens),
  modalities: listOf(draft.modalities),
  toolCalling: draft.toolCalling === '' ? null : draft.toolCalling === 'yes',
  languages: listOf(draft.languages),
  tags: listOf(draft.tags),
  typicalLatencyMs: numberOrNull(draft.typicalLatencyMs),
  aliases: listOf(draft.aliases),
  benchmarks: benchmarksOf(draft.benchmarks),
});

const text = (value: number | null): string => (value === null ? '' : String(value));
const orNull = (value: string): string | null => (value.trim() === '' ? null : value.trim());
export const numberOrNull = (value: string): number | null => (value.trim() === '' ? null : Number(value));
const listOf = (value: string): string[] =>
  value
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** Lines of `benchmark | score | items | source`; a share may be written as 81 %. */
export function benchmarksOf(value: string): PublishedScoreInput[] {
  return value
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      // The source is the rest of the line, whatever it holds.
      const parts = /^([^|]*)\|?([^|]*)\|?([^|]*)\|?(.*)$/.exec(line)?.slice(1) ?? [];
      const [benchmark = '', score = '', items = '', source = ''] = parts.map((part) => part.trim());
      const isPercent = score.endsWith('%');
      return {
        benchmark,
        score: isPercent ? Number(score.slice(0, -1)) / 100 : Number(score === '' ? Number.NaN : score),
        ...(items !== '' && { items: Number(items) }),
        source,
      };
    });
}
