import { ThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Constraints } from './types.js';

const MOST_CHARACTERS = 128;
/** ISO 639 code and what may follow it in BCP 47. */
const LANGUAGE = /^([a-z]{2,3})(-[a-z0-9]{1,8})*$/i;

/**
 * The constraints in one spelling: lower case, without repetition, what asks for nothing left out; null where nothing is asked for.
 * Equal constraints have equal JSON. Throws BAD_USER_INPUT; `checkLlm` throws for an LLM that does not exist, because a
 * misspelt name on a deny list would let through what was to be kept out.
 */
export function checkConstraints(asked: Constraints, checkLlm: (id: LlmId) => unknown): Constraints | null {
  for (const id of [...(asked.allow ?? []), ...(asked.deny ?? [])]) checkLlm(id);
  if (asked.allow?.length === 0) {
    throw bad('allow', 'at least one LLM', 'an empty list', 'Leave allow out to allow every LLM of the pool.');
  }
  const checked: Constraints = {
    minContext: wholeNumber('minContext', asked.minContext, 1),
    outputTokens: wholeNumber('outputTokens', asked.outputTokens, 0),
    modalities: words('modalities', asked.modalities),
    tools: asked.tools === true ? true : undefined,
    languages: listed(asked.languages?.map(primaryTag)),
    requireTags: words('requireTags', asked.requireTags),
    forbidTags: words('forbidTags', asked.forbidTags),
    maxLatencyMs: milliseconds(asked.maxLatencyMs),
    allow: listed(asked.allow),
    deny: listed(asked.deny),
  };
  return Object.values(checked).some((value) => value !== undefined) ? checked : null;
}

function wholeNumber(name: string, value: number | undefined, least: number): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return value;
  throw bad(name, `a whole number of tokens, ${least} or more`, String(value), `Leave ${name} out to ask for none.`);
}

function milliseconds(value: number | undefined): number | undefined {
  if (value === undefined || (Number.isFinite(value) && value > 0)) return value;
  throw bad('maxLatencyMs', 'milliseconds above 0', String(value), 'Leave maxLatencyMs out to take any latency.');
}

function primaryTag(tag: string): string {
  const primary = LANGUAGE.exec(tag.trim())?.[1];
  if (primary !== undefined) return primary.toLowerCase();
  throw bad('languages', 'BCP 47 tags such as en, de or pt-BR', `"${cut(tag)}"`, 'Give the code, not the name.');
}

function words(name: string, values: readonly string[] | undefined): readonly string[] | undefined {
  const clean = values?.map((value) => value.trim().toLowerCase());
  const wrong = clean?.find((value) => value === '' || value.length > MOST_CHARACTERS);
  if (wrong === undefined) return listed(clean);
  throw bad(
    name,
    `words of 1 to ${MOST_CHARACTERS} characters`,
    `"${cut(wrong)}"`,
    'The query `llms` shows those in use.',
  );
}

/** Sorted, so that the order of a list makes no difference. */
function listed<T extends string>(values: readonly T[] | undefined): readonly T[] | undefined {
  return values && values.length > 0 ? [...new Set(values)].sort() : undefined;
}

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

const bad = (name: string, expected: string, got: string, hint: string): ThetaError =>
  new ThetaError('BAD_USER_INPUT', `constraints.${name}: expected ${expected}, got ${got}.`, { hint });
