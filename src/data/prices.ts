import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { checkPrice } from '../domain/cost.js';
import { ThetaError } from '../domain/errors.js';
import type { Price } from '../domain/llm.js';
import { isObject } from './formats/json.js';
import { unreadable } from './source-file.js';

const SIDES = {
  inputPerMillion: ['inputPricePerMillion', 'inputPerMillion'],
  outputPerMillion: ['outputPricePerMillion', 'outputPerMillion'],
  cachedInputPerMillion: ['cachedInputPricePerMillion', 'cachedInputPerMillion'],
} as const;
type Entry = Readonly<Record<string, unknown>>;

/**
 * Prices of LLMs in USD per million tokens, by the name that the file uses. Reads a JSON list of { llm,
 * inputPricePerMillion, outputPricePerMillion } and, where it has one, cachedInputPricePerMillion, a JSON object { llm: { … } }, or a CSV with these columns; the keys
 * inputPerMillion, outputPerMillion and cachedInputPerMillion do as well, other keys are not used.
 * Throws FILE_UNREADABLE, IMPORT_UNKNOWN_FORMAT and PRICE_INVALID.
 */
export async function readPrices(path: string): Promise<ReadonlyMap<string, Price>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw unreadable(path, cause);
  }
  const entries = priceEntries(text);
  if (!entries) {
    throw new ThetaError('IMPORT_UNKNOWN_FORMAT', `${path} is not a price list.`, {
      hint: 'Expected JSON or CSV with llm, inputPricePerMillion and outputPricePerMillion; docs/import-formats.md has examples.',
    });
  }
  const prices = new Map<string, Price>();
  for (const [i, entry] of entries.entries()) {
    const llm = typeof entry['llm'] === 'string' ? entry['llm'].trim() : '';
    const invalid = (why: string) => new ThetaError('PRICE_INVALID', `${path}, entry ${i + 1}: ${why}.`);
    if (llm === '') throw invalid('the LLM is missing');
    if (prices.has(llm)) throw invalid(`${llm} stands twice`);
    const cached = has(entry, 'cachedInputPerMillion');
    const price = {
      inputPerMillion: side(entry, 'inputPerMillion'),
      outputPerMillion: side(entry, 'outputPerMillion'),
      ...(cached && { cachedInputPerMillion: side(entry, 'cachedInputPerMillion') }),
    };
    if (Object.values(price).some(Number.isNaN)) {
      throw invalid(
        `${llm} needs an input and an output price, both numbers${cached ? ', and so is the cached one' : ''}`,
      );
    }
    prices.set(llm, checkPrice(llm, price));
  }
  return prices;
}

/** Whether a file that begins with `head` is a price list; one longer than `head` is not recognised. */
export const isPriceList = (head: string): boolean => priceEntries(head) !== null;

/** The entries of a price list; null when the text is laid out in another way. The first entry decides. */
function priceEntries(text: string): readonly Entry[] | null {
  const entries = jsonEntries(text) ?? csvEntries(text);
  const first = entries?.[0];
  return first &&
    'llm' in first &&
    Object.values(SIDES)
      .flat()
      .some((key) => key in first)
    ? entries
    : null;
}

function jsonEntries(text: string): readonly Entry[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
  if (Array.isArray(value)) return value.map((entry: unknown) => (isObject(entry) ? entry : {}));
  if (!isObject(value)) return null;
  return Object.entries(value).map(([llm, entry]) => (isObject(entry) ? { ...entry, llm } : { llm }));
}

function csvEntries(text: string): readonly Entry[] | null {
  const header = text.split('\n', 1)[0] as string;
  if (!/\bllm\b/.test(header) || !/PerMillion\b/.test(header)) return null; // spares parsing a large data file
  try {
    return parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true });
  } catch {
    return null;
  }
}

/** Whether the entry says anything there; an empty cell of a table does not. */
const has = (entry: Entry, name: keyof typeof SIDES): boolean =>
  SIDES[name].some((key) => entry[key] !== undefined && entry[key] !== null && entry[key] !== '');

function side(entry: Entry, name: keyof typeof SIDES): number {
  const value = SIDES[name].map((key) => entry[key]).find((given) => given !== undefined);
  if (typeof value === 'string' && value.trim() !== '') return Number(value);
  return typeof value === 'number' ? value : Number.NaN;
}
