import { ThetaError } from './errors.js';
import type { LlmId } from './ids.js';
import type { Price } from './llm.js';
import type { ResponseMatrix } from './responses.js';
import { meanByLlm } from './responses.js';

/** Tokens of an answer, assumed where nothing better is known. */
export const DEFAULT_OUTPUT_TOKENS = 300;

/**
 * The unitless cost C in [0, 1] of each LLM: its amount divided by the dearest one's (paper 3.1, where the amount is the
 * output price). All zero when the dearest is free.
 */
export function relativeCost(amounts: ArrayLike<number>): Float32Array {
  let dearest = 0;
  for (let j = 0; j < amounts.length; j++) dearest = Math.max(dearest, amounts[j] as number);
  return Float32Array.from(amounts, (x) => (dearest > 0 ? x / dearest : 0));
}

/**
 * C of each of `llms` from what their answers in `responses` cost: mean spend / the dearest one's. Null unless every one has
 * a known cost.
 */
export function observedRelativeCost(llms: readonly LlmId[], responses: ResponseMatrix): Float32Array | null {
  if (!responses.cost) return null;
  const mean = meanByLlm(responses, responses.cost);
  const amounts = llms.map((llm) => mean[responses.llms.indexOf(llm)] ?? Number.NaN);
  return amounts.every(Number.isFinite) ? relativeCost(amounts) : null;
}

/** C of each of `llms` from output prices (paper 3.1), the dearest of those that have one as 1; NaN for the unpriced. */
export function pricedRelativeCost(llms: readonly LlmId[], prices: ReadonlyMap<LlmId, Price>): Float32Array {
  const amounts = llms.map((llm) => prices.get(llm)?.outputPerMillion ?? Number.NaN);
  const known = relativeCost(amounts.map((x) => (Number.isNaN(x) ? 0 : x)));
  return known.map((c, j) => (Number.isNaN(amounts[j]) ? Number.NaN : c));
}

/** What one answer costs in USD (paper eq. 11); of the input tokens, `cachedTokens` are read from the provider's cache. */
export function spend(price: Price, inputTokens: number, outputTokens: number, cachedTokens = 0): number {
  const { inputPerMillion, outputPerMillion, cachedInputPerMillion = inputPerMillion } = price;
  const input = inputPerMillion * (inputTokens - cachedTokens) + cachedInputPerMillion * cachedTokens;
  return (input + outputPerMillion * outputTokens) / 1e6;
}

/** Throws PRICE_INVALID unless every price is finite and 0 or more. */
export function checkPrice(llm: string, price: Price): Price {
  const { inputPerMillion, outputPerMillion, cachedInputPerMillion = 0 } = price;
  for (const [side, usd] of Object.entries({ inputPerMillion, outputPerMillion, cachedInputPerMillion })) {
    if (!Number.isFinite(usd) || usd < 0) {
      throw new ThetaError(
        'PRICE_INVALID',
        `The ${side} price of ${llm} must be 0 or more USD per million, got ${usd}.`,
      );
    }
  }
  return price;
}
