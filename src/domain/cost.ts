import { ThetaError } from './errors.js';
import type { Price } from './llm.js';

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
