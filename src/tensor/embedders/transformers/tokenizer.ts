import { Tokenizer } from '@huggingface/tokenizers';
import type { PreparedText } from '../../embedder.js';
import type { ModelSettings } from './model-settings.js';
import { reasonOf, unavailable } from './unavailable.js';

/** As much of the library as is used; its own types do not resolve under NodeNext and would be `any`. */
interface Library {
  encode(text: string): { readonly ids: readonly number[] };
  token_to_id(token: string): number | undefined;
}
const HubTokenizer = Tokenizer as unknown as new (tokenizer: object, config: object) => Library;

/** A text with its token ids, special ones included. */
export class TokenisedText implements PreparedText {
  constructor(
    readonly text: string,
    readonly ids: Int32Array,
    /** Who made the ids: those of another vocabulary mean other words. */
    readonly tokenizer: TextTokenizer,
  ) {}

  get tokens(): number {
    return this.ids.length;
  }
}

/** No text is read further than this many characters per token at first; prose has about four. */
const CHARACTERS_PER_TOKEN = 16;
/** A word that the first reading may have cut in two has no more pieces than this (WordPiece's longest word). */
const CUT_WORD_PIECES = 100;

/** Texts to token ids as the model was trained on them. */
export class TextTokenizer {
  readonly maxTokens: number;
  /** Fills the places behind shorter texts; masked, so that it changes nothing. */
  readonly padId: number;
  readonly #library: Library;
  readonly #prefix: string;
  /** Special tokens behind every text; they stay when it is cut. */
  readonly #closing: readonly number[];

  /** Throws EMBEDDER_UNAVAILABLE when the library cannot read the tokenizer's files. */
  constructor(settings: ModelSettings, maxTokens: number, prefix: string) {
    const { tokenizer, tokenizerConfig } = settings;
    try {
      this.#library = new HubTokenizer(tokenizer, tokenizerConfig);
      this.#closing = closingTokens(this.#library);
    } catch (error) {
      throw unavailable(
        `The tokenizer of the embedder cannot be read: ${reasonOf(error)}.`,
        'Use a model whose repository holds a tokenizer.json of a kind that transformers.js reads.',
        error,
      );
    }
    const pad = tokenizerConfig.pad_token;
    this.padId = (typeof pad === 'string' ? this.#library.token_to_id(pad) : undefined) ?? 0;
    this.maxTokens = maxTokens;
    this.#prefix = prefix;
  }

  /** Cuts at `maxTokens`; an empty text has its special tokens alone. */
  tokenise(text: string): TokenisedText {
    const whole = this.#prefix + text;
    const enough = this.maxTokens + CUT_WORD_PIECES;
    // Reading all of a long text would hold the event loop, and all but its beginning is thrown away.
    for (let most = enough * CHARACTERS_PER_TOKEN; ; most *= 4) {
      const part = beginning(whole, most);
      const { ids } = this.#library.encode(part);
      if (part.length === whole.length || ids.length >= enough) return new TokenisedText(text, this.#cut(ids), this);
    }
  }

  #cut(ids: readonly number[]): Int32Array {
    if (ids.length === 0) return Int32Array.of(this.padId);
    if (ids.length <= this.maxTokens) return Int32Array.from(ids);
    const cut = Int32Array.from(ids.slice(0, this.maxTokens));
    cut.set(this.#closing, this.maxTokens - this.#closing.length);
    return cut;
  }
}

/** What the tokenizer puts behind a text: the common end of two texts' ids that is special in both. */
function closingTokens(library: Library): readonly number[] {
  const special = library.encode('').ids;
  const some = library.encode('a').ids;
  let n = 0;
  while (n < special.length && special[special.length - 1 - n] === some[some.length - 1 - n]) n++;
  return special.slice(special.length - n);
}

/** At most `most` characters, ending between words where there are any. */
function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  const space = text.slice(most / 2, most).search(/\s\S*$/);
  const end = space < 0 ? most : most / 2 + space;
  return text.slice(0, end).replace(/[\ud800-\udbff]$/, '');
}
