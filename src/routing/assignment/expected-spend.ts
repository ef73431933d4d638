import { DEFAULT_OUTPUT_TOKENS, estimateInputTokens, spend } from '../../domain/cost.js';
import type { Catalogue, Price } from '../../domain/llm.js';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';

/**
 * What each LLM's answer to each query is expected to cost: [queries, llms], USD (paper eq. 11). Every LLM must have a price, in
 * `prices` or in the catalogue; candidates do.
 */
export function expectedSpend(
  queries: readonly string[],
  llms: readonly LlmId[],
  catalogue: Catalogue,
  prices: ReadonlyMap<LlmId, Price> | undefined,
  outputTokens: number = DEFAULT_OUTPUT_TOKENS,
): Matrix {
  return spendOf(queries.map(estimateInputTokens), llms, catalogue, prices, outputTokens);
}

/** The same for texts of which only the number of tokens is known: `inputTokens` is [queries]. */
export function spendOf(
  inputTokens: ArrayLike<number>,
  llms: readonly LlmId[],
  catalogue: Catalogue,
  prices: ReadonlyMap<LlmId, Price> | undefined,
  outputTokens: number = DEFAULT_OUTPUT_TOKENS,
): Matrix {
  const priced = llms.map((llm) => (prices?.get(llm) ?? catalogue.llms.get(llm)?.price) as Price);
  return spendAt(inputTokens, priced, outputTokens);
}

/** [queries, prices] USD of an answer at each price. */
export function spendAt(
  inputTokens: ArrayLike<number>,
  prices: readonly Price[],
  outputTokens: number = DEFAULT_OUTPUT_TOKENS,
): Matrix {
  const out = matrix(inputTokens.length, prices.length);
  for (let q = 0; q < inputTokens.length; q++) {
    const input = inputTokens[q] as number;
    prices.forEach((price, j) => (out.data[q * prices.length + j] = spend(price, input, outputTokens)));
  }
  return out;
}
