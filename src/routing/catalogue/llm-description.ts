import { z } from 'zod';
import { checkPrice } from '../../domain/cost.js';
import { ThetaError } from '../../domain/errors.js';
import { llmId } from '../../domain/ids.js';
import type { Llm, Price, PublishedScore } from '../../domain/llm.js';
import { WINDOW_RULE, fitsItsWindow, llmFacts, sourceText, textLine } from '../../domain/llm-rules.js';
import { priceStart } from '../prices.js';
import type { InitialPrice } from './ports.js';

/** Facts of an LLM as somebody gives them; what is absent is not known, or the default of its field. */
export interface GivenFacts {
  readonly name?: string | null | undefined;
  readonly developer?: string | null | undefined;
  readonly profile?: string | null | undefined;
  readonly family?: string | null | undefined;
  readonly sizeBillions?: number | null | undefined;
  readonly releaseDate?: string | null | undefined;
  readonly contextWindow?: number | null | undefined;
  readonly maxOutputTokens?: number | null | undefined;
  readonly modalities?: readonly string[] | null | undefined;
  readonly toolCalling?: boolean | null | undefined;
  readonly languages?: readonly string[] | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly typicalLatencyMs?: number | null | undefined;
  readonly aliases?: readonly string[] | null | undefined;
  readonly benchmarks?: readonly PublishedScore[] | null | undefined;
}

/** An LLM to register: id, developer and profile are needed. */
export interface NewLlm extends GivenFacts {
  readonly id: string;
  /** From now on, or from a later moment (milliseconds since 1970); absent for an unpriced one. */
  readonly price?: (Price & { readonly source: string }) | undefined;
}

export interface LlmLimits {
  readonly maxProfileCharacters: number;
}

const id = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._:@+/-]{0,199}$/u,
    'expected up to 200 letters, digits and . _ : @ + / - that start with a letter or a digit',
  );
const aliases = z
  .array(textLine(200))
  .refine((all) => new Set(all.map((one) => one.toLowerCase())).size === all.length, 'expected nothing twice');

const rulesOf = ({ maxProfileCharacters }: LlmLimits) => ({
  ...llmFacts,
  profile: llmFacts.profile.refine(
    (text) => text.length <= maxProfileCharacters,
    `expected at most ${maxProfileCharacters} characters (THETA_MAX_PROFILE_CHARACTERS)`,
  ),
  aliases,
});

/** What null means for facts that always have a value. */
const FORGOTTEN: GivenFacts = { tags: [], aliases: [], benchmarks: [] };

/** A new LLM of status COLD, and its price. Throws LLM_INVALID and PRICE_INVALID. */
export function describeLlm(given: NewLlm, now: number, limits: LlmLimits): { llm: Llm; price: InitialPrice | null } {
  const { price, ...description } = given;
  const facts = rulesOf(limits);
  const schema = z
    .strictObject({
      ...facts,
      id,
      name: facts.name.default(given.id),
      family: facts.family.default(null),
      sizeBillions: facts.sizeBillions.default(null),
      releaseDate: facts.releaseDate.default(null),
      contextWindow: facts.contextWindow.default(null),
      maxOutputTokens: facts.maxOutputTokens.default(null),
      modalities: facts.modalities.default(['text']),
      toolCalling: facts.toolCalling.default(null),
      languages: facts.languages.default(null),
      tags: facts.tags.default([]),
      typicalLatencyMs: facts.typicalLatencyMs.default(null),
      aliases: facts.aliases.default([]),
      benchmarks: facts.benchmarks.default([]),
    })
    .refine(fitsItsWindow, WINDOW_RULE);
  // Null says the same as absence here: nothing was there to forget.
  const llm = parsed(schema, withoutNull(description), given.id);
  return {
    llm: { ...llm, id: llmId(llm.id), status: 'COLD', retirement: null, registeredAt: now, price: null },
    price: price ? initialPrice(given.id, price, now) : null,
  };
}

/** The LLM with other facts: absent ones stay, null ones are forgotten. Throws LLM_INVALID. */
export function changeLlm(llm: Llm, given: GivenFacts, now: number, limits: LlmLimits): Llm {
  const wanted = Object.entries(given).filter(([, value]) => value !== undefined);
  if (wanted.length === 0) return llm;
  const named = Object.fromEntries(
    wanted.map(([name, value]) => [name, value ?? FORGOTTEN[name as keyof GivenFacts] ?? null]),
  );
  // Only what changes is checked: a fact that came with a release need not keep the rules of registration.
  const change = parsed(z.strictObject(rulesOf(limits)).partial(), named, llm.id);
  const changed = { ...llm, ...(change as Partial<Llm>), updatedAt: now };
  if (!fitsItsWindow(changed)) throw invalid(llm.id, [`maxOutputTokens: ${WINDOW_RULE.message}`]);
  return changed;
}

function initialPrice(llm: string, { source, ...price }: Price & { source: string }, now: number): InitialPrice {
  const { effectiveFrom, ...amounts } = price;
  return {
    price: checkPrice(llm, amounts),
    effectiveFrom: priceStart(llm, effectiveFrom, now),
    source: parsed(z.object({ priceSource: sourceText }), { priceSource: source }, llm).priceSource,
  };
}

const withoutNull = (given: object): object =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined));

function parsed<T>(schema: z.ZodType<T>, value: unknown, llm: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(
    llm,
    result.error.issues.map((issue) => `${issue.path.join('.') || 'description'}: ${issue.message}`),
  );
}

const invalid = (llm: string, problems: readonly string[]): ThetaError =>
  new ThetaError('LLM_INVALID', `${llm.slice(0, 200)}: ${problems.slice(0, 10).join('; ')}.`, {
    hint: 'docs/llms.md has every field with its unit and range.',
  });
