import { ThetaError } from './errors.js';
import type { LlmId } from './ids.js';
import type { Price } from './llm.js';
import type { ResponseMatrix } from './responses.js';
import { meanByLlm } from './responses.js';

/** Assumed where nothing better is known: characters per token of English text, and tokens of an answer. */
export const CHARACTERS_PER_TOKEN = 4;
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

/** What one answer costs in USD (paper eq. 11). */
export function spend(price: Price, inputTokens: number, outputTokens: number): number {
  return (price.inputPerMillion * inputTokens + price.outputPerMillion * outputTokens) / 1e6;
}

/** Input tokens of a text, estimated as Unicode characters / 4; a real tokenizer is not needed for a ranking. */
export function estimateInputTokens(text: string): number {
  let characters = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00) characters++;
  return characters / CHARACTERS_PER_TOKEN;
}

/** Throws PRICE_INVALID unless both prices are finite and 0 or more. */
export function checkPrice(llm: string, price: Price): Price {
  for (const [side, usd] of Object.entries(price)) {
    if (!Number.isFinite(usd) || usd < 0) {
      throw new ThetaError(
        'PRICE_INVALID',
        `The ${side} price of ${llm} must be 0 or more USD per million, got ${usd}.`,
      );
    }
  }
  return price;
}
