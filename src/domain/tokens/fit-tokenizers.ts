import type { LlmId } from '../ids.js';
import type { Price } from '../llm.js';
import type { ResponseMatrix } from '../responses.js';
import type { Encoding } from './count-tokens.js';
import { ENCODINGS, countTokens } from './count-tokens.js';
import type { Tokenizer } from './tokenizers.js';
import { tokenizerOf } from './tokenizers.js';

/** Tokens of query `query` of a data set in a vocabulary; NaN for one without text. */
export type CountedQueries = (query: number, encoding: Encoding) => number;

/** Counts each query once per vocabulary, when first asked for: few may have a cost. */
export function countedQueries({ queries }: ResponseMatrix): CountedQueries {
  const counted = new Map(ENCODINGS.map((encoding) => [encoding, new Map<number, number>()]));
  return (query, encoding) => {
    const known = counted.get(encoding) as Map<number, number>;
    let tokens = known.get(query);
    if (tokens === undefined) {
      const text = queries[query]?.text ?? null;
      known.set(query, (tokens = text === null ? Number.NaN : countTokens(text, encoding)));
    }
    return tokens;
  };
}

/** Fewer entries than this say nothing of a tokenizer. */
const FEWEST = 20;

/**
 * The tokenizer of every LLM as its own counts or bills show it; by its name where there are too few. With observed input tokens it is
 * the vocabulary whose counts stand in the steadiest ratio to them, and the ratio. With costs and prices only, it is the vocabulary that
 * leaves the answers of a task the least different in length: a wrong one adds its error to every length.
 */
export function fitTokenizers(
  m: ResponseMatrix,
  prices: ReadonlyMap<LlmId, Price>,
  counted: CountedQueries,
): ReadonlyMap<LlmId, Tokenizer> {
  const entries = entriesByLlm(m);
  return new Map(
    m.llms.map((llm, j) => {
      const own = entries[j] as readonly Entry[];
      const byName = tokenizerOf(llm);
      return [llm, fromCounts(m, own, byName, counted) ?? fromBills(m, own, byName, prices.get(llm), counted)] as const;
    }),
  );
}

interface Entry {
  readonly at: number;
  readonly query: number;
}

function entriesByLlm(m: ResponseMatrix): Entry[][] {
  const entries = m.llms.map((): Entry[] => []);
  for (let query = 0; query < m.queries.length; query++) {
    for (let at = m.rowStart[query] as number; at < (m.rowStart[query + 1] as number); at++) {
      entries[m.llmIndex[at] as number]?.push({ at, query });
    }
  }
  return entries;
}

function fromCounts(
  { inputTokens }: ResponseMatrix,
  entries: readonly Entry[],
  byName: Tokenizer,
  counted: CountedQueries,
): Tokenizer | null {
  const known = inputTokens ? entries.filter(({ at }) => (inputTokens[at] as number) > 0) : [];
  if (!inputTokens || known.length < FEWEST) return null;
  return best(byName, (encoding) => {
    const logs = known
      .map(({ at, query }) => Math.log((inputTokens[at] as number) / counted(query, encoding)))
      .filter(Number.isFinite);
    const middle = median(logs);
    return { spread: median(logs.map((x) => Math.abs(x - middle))), factor: Math.exp(middle) };
  });
}

function fromBills(
  { cost, queries }: ResponseMatrix,
  entries: readonly Entry[],
  byName: Tokenizer,
  price: Price | undefined,
  counted: CountedQueries,
): Tokenizer {
  const known = cost ? entries.filter(({ at }) => !Number.isNaN(cost[at])) : [];
  if (!cost || !price || !(price.outputPerMillion > 0) || known.length < FEWEST) return byName;
  return best(byName, (encoding) => {
    const byTask = new Map<string, number[]>();
    for (const { at, query } of known) {
      const task = queries[query]?.task ?? '';
      const output =
        (1e6 * (cost[at] as number) - price.inputPerMillion * counted(query, encoding)) / price.outputPerMillion;
      const list = byTask.get(task);
      if (list) list.push(output);
      else byTask.set(task, [output]);
    }
    let spread = 0;
    for (const lengths of byTask.values()) {
      const middle = median(lengths);
      for (const x of lengths) spread += Math.abs(x - middle);
    }
    return { spread, factor: 1 };
  });
}

/** The vocabulary with the least spread; the one of the name where another is not better by a hundredth. */
function best(
  byName: Tokenizer,
  fit: (encoding: Encoding) => { readonly spread: number; readonly factor: number },
): Tokenizer {
  let { encoding } = byName;
  let found = fit(encoding);
  for (const other of ENCODINGS.filter((e) => e !== byName.encoding)) {
    const next = fit(other);
    if (next.spread < 0.99 * found.spread) {
      encoding = other;
      found = next;
    }
  }
  return { encoding, factor: Number.isFinite(found.factor) ? found.factor : 1 };
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}
