import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { ResponseMatrix } from '../../../../src/domain/responses.js';
import { countTokens } from '../../../../src/domain/tokens/count-tokens.js';
import { countedQueries, fitTokenizers } from '../../../../src/domain/tokens/fit-tokenizers.js';
import { inputTokenCounter, tokenizerOf } from '../../../../src/domain/tokens/tokenizers.js';

const ids = ['mine', 'gpt-4-0613', 'silent'].map(llmId);
/** Words that the two vocabularies cut differently. */
const WORDS = ['энтропия', '机器学习', 'naïve', 'Schadenfreude', 'compute', '12345', '日本語', 'übermorgen'];
const texts = Array.from({ length: 40 }, (_, q) => {
  const rng = seededRng(q);
  return Array.from({ length: 5 + rng.integer(20) }, () => WORDS[rng.integer(WORDS.length)]).join(' ');
});

/** Every LLM on every text; what an entry holds is `of(query, llm)`, NaN for nothing. */
function responses(columns: {
  readonly cost?: (q: number, j: number) => number;
  readonly inputTokens?: (q: number, j: number) => number;
}): ResponseMatrix {
  const entries = texts.length * ids.length;
  const column = (of: ((q: number, j: number) => number) | undefined) =>
    of ? Float32Array.from({ length: entries }, (_, e) => of(Math.floor(e / ids.length), e % ids.length)) : null;
  return {
    queries: texts.map((text, q) => ({ id: `q${q}`, text, task: null })),
    llms: ids,
    rowStart: Uint32Array.from({ length: texts.length + 1 }, (_, q) => q * ids.length),
    llmIndex: Uint16Array.from({ length: entries }, (_, e) => e % ids.length),
    performance: new Float32Array(entries),
    cost: column(columns.cost),
    inputTokens: column(columns.inputTokens),
    outputTokens: null,
  };
}
const count = (q: number, encoding: 'o200k_base' | 'cl100k_base') => countTokens(texts[q] as string, encoding);

describe('tokenizers', () => {
  it('go by name: the vocabulary of GPT-3.5 and GPT-4 for those, the one of GPT-4o for all others', () => {
    for (const id of ['gpt-3.5-turbo-1106', 'gpt-4-1106-preview', 'openai/gpt-4', 'GPT-4-32k']) {
      expect(tokenizerOf(id).encoding).toBe('cl100k_base');
    }
    for (const id of ['gpt-4o', 'gpt-4.1-mini', 'openai/gpt-5', 'claude-v2', 'not-gpt-4x', 'llama-gpt-4']) {
      expect(tokenizerOf(id).encoding).toBe('o200k_base');
    }
  });

  it('count a text once per vocabulary and apply the factor', () => {
    const counter = inputTokenCounter('hello world');
    expect(counter({ encoding: 'o200k_base', factor: 1 })).toBe(2);
    expect(counter({ encoding: 'o200k_base', factor: 1.25 })).toBe(2.5);
  });

  it('are found from recorded counts: vocabulary and factor', () => {
    const m = responses({ inputTokens: (q, j) => (j === 0 ? 1.5 * count(q, 'cl100k_base') : Number.NaN) });
    const found = fitTokenizers(m, new Map(), countedQueries(m));
    expect(found.get(ids[0]!)).toMatchObject({ encoding: 'cl100k_base' });
    expect(found.get(ids[0]!)?.factor).toBeCloseTo(1.5, 5);
    expect(found.get(ids[1]!)).toEqual(tokenizerOf('gpt-4-0613'));
    expect(found.get(ids[2]!)).toEqual(tokenizerOf('silent'));
  });

  it('are found from bills, also against the name', () => {
    const price = { inputPerMillion: 3, outputPerMillion: 15 };
    const prices = new Map(ids.slice(0, 2).map((id) => [id, price]));
    const bill = (q: number, encoding: 'o200k_base' | 'cl100k_base') =>
      (3 * count(q, encoding) + 15 * (4 + (q % 3))) / 1e6;
    const m = responses({ cost: (q, j) => bill(q, j === 0 ? 'cl100k_base' : 'o200k_base') });
    const found = fitTokenizers(m, prices, countedQueries(m));
    expect(found.get(ids[0]!)).toEqual({ encoding: 'cl100k_base', factor: 1 });
    expect(found.get(ids[1]!)).toEqual({ encoding: 'o200k_base', factor: 1 });
    // Unpriced: a bill says nothing.
    expect(found.get(ids[2]!)).toEqual(tokenizerOf('silent'));
  });
});
