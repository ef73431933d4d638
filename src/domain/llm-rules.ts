import { z } from 'zod';

/** One line of text for people, without control characters. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'expected some text')
    .max(max, `expected at most ${max} characters`)
    .refine((text) => !/\p{Cc}/u.test(text), 'expected one line without control characters');

/** Where something comes from: free text, but what looks like an address must be one. */
export const sourceText = line(500).refine(
  (text) => !text.includes('://') || isWebAddress(text),
  'expected a title, or an address that starts with http:// or https://',
);

/** USD per million tokens. */
const usd = z.number().nonnegative('expected 0 or more USD per million tokens');
export const priceShape = { inputPerMillion: usd, outputPerMillion: usd, cachedInputPerMillion: usd.optional() };

export const publishedScore = z.strictObject({
  benchmark: line(200),
  score: z.number().min(0, 'expected a share from 0 to 1').max(1, 'expected a share from 0 to 1: 0.864 for 86.4 %'),
  items: z.int().positive().nullable().default(null),
  source: sourceText,
});

/**
 * What an LLM description may hold, for whoever reads one: a catalogue file, or a registration. Ids and aliases have rules
 * of their own in each.
 */
export const llmFacts = {
  name: line(200),
  developer: line(200),
  family: line(200).nullable(),
  sizeBillions: z.number().positive('expected billions of parameters, above 0').nullable(),
  releaseDate: z.string().refine(isPartialDate, 'expected 2023, 2023-11 or 2023-11-06').nullable(),
  contextWindow: z.int().positive().nullable(),
  maxOutputTokens: z.int().positive().nullable(),
  modalities: distinct(line(128)).min(1, 'expected at least one modality, for example text'),
  toolCalling: z.boolean().nullable(),
  languages: distinct(z.string().regex(/^[a-z]{2,3}$/, 'expected a BCP 47 primary tag in lower case, such as en or zh'))
    .min(1, 'expected at least one language; null says that they are not known')
    .nullable(),
  tags: distinct(line(128)),
  typicalLatencyMs: z.number().positive('expected milliseconds above 0').nullable(),
  profile: z.string().trim().min(1, 'expected a few sentences on what it is good at'),
  benchmarks: z
    .array(publishedScore)
    .refine((all) => isDistinct(all.map((one) => one.benchmark)), 'expected each benchmark once'),
} as const;

/** The rule that two facts keep together. */
export function fitsItsWindow(llm: { contextWindow: number | null; maxOutputTokens: number | null }): boolean {
  return llm.contextWindow === null || llm.maxOutputTokens === null || llm.maxOutputTokens <= llm.contextWindow;
}
export const WINDOW_RULE = {
  message: 'must be at most contextWindow, which holds the query and the answer',
  path: ['maxOutputTokens'],
};

export { line as textLine };

function distinct<T extends z.ZodType<string>>(item: T) {
  return z.array(item).refine((all) => isDistinct(all), 'expected nothing twice');
}

const isDistinct = (all: readonly string[]): boolean =>
  new Set(all.map((one) => one.toLowerCase())).size === all.length;

/** Whether the text is a day, a month or a year of the calendar. */
function isPartialDate(text: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
  const day = `${text}-01-01`.slice(0, 10);
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}
