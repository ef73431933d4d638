import { DEFAULT_OUTPUT_TOKENS, spend } from '../domain/cost.js';
import { ThetaError } from '../domain/errors.js';
import type { LlmId } from '../domain/ids.js';
import type { Price } from '../domain/llm.js';
import type { ResponseMatrix } from '../domain/responses.js';
import { denseCost, densePerformance } from '../domain/responses.js';

/** Where the spend of an answer comes from. */
export type CostSource = 'observed' | 'prices' | 'none';

/** True responses of test queries with the spend of every answer; NaN where an LLM was not observed on a query. */
export interface TestSet {
  readonly responses: ResponseMatrix;
  /** [queries × llms] y in [0, 1] */
  readonly performance: Float32Array;
  /** [queries × llms] USD; all zero for `none`. */
  readonly spend: Float32Array;
  readonly costSource: CostSource;
  /** USD if the dearest LLM answered everything: what reward divides by (paper 5.4); 0 for `none`. */
  readonly dearestTotal: number;
  /** USD if the cheapest LLM answered everything. */
  readonly cheapestTotal: number;
}

/**
 * Uses the spend in the data where it is there, else prices (input tokens as recorded or characters / 4, output tokens
 * as recorded or 300), else none. Throws PRICE_INVALID when prices are given but one is missing: unpriced is not free.
 */
export function testSet(responses: ResponseMatrix, prices: ReadonlyMap<LlmId, Price> | null): TestSet {
  const performance = densePerformance(responses).data;
  const observed = denseCost(responses)?.data ?? null;
  const complete = observed !== null && performance.every((y, i) => Number.isNaN(y) || !Number.isNaN(observed[i]));
  const costSource: CostSource = complete ? 'observed' : prices ? 'prices' : 'none';
  const spent = complete ? observed : prices ? spendByPrices(responses, prices) : performance.map((y) => y * 0);
  const totals = singleTotals(spent, responses);
  return {
    responses,
    performance,
    spend: spent,
    costSource,
    dearestTotal: Math.max(0, ...totals),
    cheapestTotal: Math.min(...totals),
  };
}

/**
 * The stand-in of the protocol for data without token counts: Unicode characters / 4. Kept beside the tokenizer of expected costs, because
 * a reward must not change with a tokenizer.
 */
function estimateInputTokens(text: string): number {
  let characters = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00) characters++;
  return characters / 4;
}

function spendByPrices(m: ResponseMatrix, prices: ReadonlyMap<LlmId, Price>): Float32Array {
  const missing = m.llms.filter((llm) => !prices.has(llm));
  if (missing.length > 0) {
    throw new ThetaError('PRICE_INVALID', `No price is given for ${missing.join(', ')}.`, {
      hint: 'Add them to the price file; unpriced is not the same as free.',
    });
  }
  const out = new Float32Array(m.queries.length * m.llms.length).fill(Number.NaN);
  const known = (values: Float32Array | null, e: number, otherwise: number) => {
    const x = values?.[e];
    return x === undefined || Number.isNaN(x) ? otherwise : x;
  };
  for (let q = 0; q < m.queries.length; q++) {
    const estimate = estimateInputTokens(m.queries[q]?.text ?? '');
    for (let e = m.rowStart[q] as number; e < (m.rowStart[q + 1] as number); e++) {
      const j = m.llmIndex[e] as number;
      const input = known(m.inputTokens, e, estimate);
      const output = known(m.outputTokens, e, DEFAULT_OUTPUT_TOKENS);
      out[q * m.llms.length + j] = spend(prices.get(m.llms[j] as LlmId) as Price, input, output);
    }
  }
  return out;
}

/** Of each LLM that was observed: mean spend where observed × number of queries. */
function singleTotals(spent: Float32Array, m: ResponseMatrix): number[] {
  const totals: number[] = [];
  for (let j = 0; j < m.llms.length; j++) {
    let sum = 0;
    let count = 0;
    for (let i = j; i < spent.length; i += m.llms.length) {
      if (Number.isNaN(spent[i])) continue;
      sum += spent[i] as number;
      count++;
    }
    if (count > 0) totals.push((sum / count) * m.queries.length);
  }
  return totals;
}
