import { createRequire } from 'node:module';

/**
 * Byte-pair vocabularies that are at hand: `o200k_base` of GPT-4o and what came after it, `cl100k_base` of GPT-3.5 and GPT-4. Vendors
 * of other families keep their own; for those a count is an estimate (see input-tokens.ts).
 */
export const ENCODINGS = ['o200k_base', 'cl100k_base'] as const;
export type Encoding = (typeof ENCODINGS)[number];

type Count = (text: string, options: { readonly disallowedSpecial: ReadonlySet<string> }) => number;

/** Longer runs are cut here: merging is quadratic in their length, and one text must not hold up the server. */
const LONGEST_RUN = 128;
const LONG_RUN = new RegExp(
  ['[\\p{L}\\p{M}]', '\\s', '[^\\s\\p{L}\\p{N}]'].map((kind) => `${kind}{${LONGEST_RUN}}`).join('|'),
  'gu',
);
/** A text that looks like a mark of the vocabulary, such as <|endoftext|>, is text like any other here. */
const AS_TEXT = { disallowedSpecial: new Set<string>() };

const require = createRequire(import.meta.url);
const loaded = new Map<Encoding, Count>();

/**
 * Tokens of a text in a byte-pair vocabulary, without marks of start, end or role. Exact where no run of letters, of white space or of
 * other marks is longer than 128 characters; such a run is counted in parts, at most two tokens off for each. White space is what
 * JavaScript takes for it, so a text with U+0085 or U+FEFF may differ by a token. The first call for an encoding loads its vocabulary,
 * 0.1 to 0.3 s; none is loaded before.
 */
export function countTokens(text: string, encoding: Encoding = 'o200k_base'): number {
  const count = loaded.get(encoding) ?? load(encoding);
  if (text.length <= LONGEST_RUN) return count(text, AS_TEXT);
  let tokens = 0;
  let from = 0;
  for (const run of text.matchAll(LONG_RUN)) {
    const to = run.index + run[0].length;
    tokens += count(text.slice(from, to), AS_TEXT);
    from = to;
  }
  return tokens + count(from === 0 ? text : text.slice(from), AS_TEXT);
}

function load(encoding: Encoding): Count {
  const { countTokens: count } = require(`gpt-tokenizer/encoding/${encoding}`) as { countTokens: Count };
  loaded.set(encoding, count);
  return count;
}
