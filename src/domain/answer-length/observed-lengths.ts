import type { LlmId } from '../ids.js';
import type { Price } from '../llm.js';
import type { ResponseMatrix } from '../responses.js';
import type { CountedQueries } from '../tokens/fit-tokenizers.js';
import type { Tokenizer } from '../tokens/tokenizers.js';

export interface ObservedLengths {
  /** [entries] tokens of each answer, 1 or more; NaN where not known. */
  readonly tokens: Float64Array;
  readonly recorded: number;
  /** How many follow from a cost. */
  readonly derived: number;
  /** LLMs whose costs are too low for their prices and their queries, so that nothing follows from them. */
  readonly inconsistent: readonly LlmId[];
}

/** A derived length of less than −(5 + a tenth of the input) is no error of counting: the price is another one. */
const slack = (input: number): number => 5 + 0.1 * input;
/** Such lengths in more than this share of an LLM's answers rule its costs out. */
const MOST_INCONSISTENT = 0.1;

/** Recorded output tokens, else (cost − input tokens × input price) / output price, at least the one token an answer has. */
export function observedLengths(
  m: ResponseMatrix,
  prices: ReadonlyMap<LlmId, Price>,
  tokenizers: ReadonlyMap<LlmId, Tokenizer>,
  counted: CountedQueries,
): ObservedLengths {
  const tokens = new Float64Array(m.performance.length).fill(Number.NaN);
  const derivedBy = m.llms.map((): number[] => []);
  const impossible = new Uint32Array(m.llms.length);
  let recorded = 0;
  for (let q = 0; q < m.queries.length; q++) {
    for (let e = m.rowStart[q] as number; e < (m.rowStart[q + 1] as number); e++) {
      const j = m.llmIndex[e] as number;
      const output = m.outputTokens?.[e] ?? Number.NaN;
      if (!Number.isNaN(output)) {
        tokens[e] = Math.max(1, output);
        recorded++;
        continue;
      }
      const llm = m.llms[j] as LlmId;
      const price = prices.get(llm);
      const cost = m.cost?.[e] ?? Number.NaN;
      if (!price || !(price.outputPerMillion > 0) || Number.isNaN(cost)) continue;
      const input = inputOf(m, e, q, tokenizers.get(llm), counted);
      const derived = (1e6 * cost - price.inputPerMillion * input) / price.outputPerMillion;
      if (Number.isNaN(derived)) continue;
      if (derived < -slack(input)) impossible[j] = (impossible[j] as number) + 1;
      tokens[e] = Math.max(1, derived);
      derivedBy[j]?.push(e);
    }
  }
  const wrong = derivedBy.map((entries, j) => (impossible[j] as number) > MOST_INCONSISTENT * entries.length);
  derivedBy.forEach((entries, j) => wrong[j] && entries.forEach((e) => (tokens[e] = Number.NaN)));
  return {
    tokens,
    recorded,
    derived: derivedBy.reduce((sum, entries, j) => sum + (wrong[j] ? 0 : entries.length), 0),
    inconsistent: m.llms.filter((_, j) => wrong[j]),
  };
}

function inputOf(
  m: ResponseMatrix,
  e: number,
  q: number,
  tokenizer: Tokenizer | undefined,
  counted: CountedQueries,
): number {
  const recorded = m.inputTokens?.[e] ?? Number.NaN;
  if (!Number.isNaN(recorded)) return recorded;
  return tokenizer ? tokenizer.factor * counted(q, tokenizer.encoding) : Number.NaN;
}
