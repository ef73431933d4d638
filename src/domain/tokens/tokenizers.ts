import type { Encoding } from './count-tokens.js';
import { countTokens } from './count-tokens.js';

/** How the input tokens of an LLM are counted: a vocabulary, and what its own count is on average over that one's. */
export interface Tokenizer {
  readonly encoding: Encoding;
  readonly factor: number;
}

/** GPT-3.5 and GPT-4 before GPT-4o; later ones have another vocabulary. */
const CL100K = /(^|\/)gpt-(3\.5|4(?!o|\.\d|[a-z]))/;

/** The tokenizer of an LLM as far as its name tells: the one of its vendor for OpenAI's, an estimate with o200k_base for others. */
export const tokenizerOf = (llm: string): Tokenizer => ({
  encoding: CL100K.test(llm.toLowerCase()) ? 'cl100k_base' : 'o200k_base',
  factor: 1,
});

/** Counts one text for several LLMs, each vocabulary once. */
export function inputTokenCounter(text: string): (tokenizer: Tokenizer) => number {
  const counted = new Map<Encoding, number>();
  return ({ encoding, factor }) => {
    let tokens = counted.get(encoding);
    if (tokens === undefined) counted.set(encoding, (tokens = countTokens(text, encoding)));
    return factor * tokens;
  };
}
