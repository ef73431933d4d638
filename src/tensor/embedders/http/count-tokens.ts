import { classOf, DIGIT, IDEOGRAPH, LETTER, SPACE, unitClass } from '../lexical/character-classes.js';

/** Characters of a run to one token, by what the run is made of. */
const PER_TOKEN = { latin: 4, letter: 2, digit: 3, character: 1, mark: 1, space: Number.POSITIVE_INFINITY } as const;
type Kind = keyof typeof PER_TOKEN;

/** Greek, Cyrillic, Hebrew and Arabic lie before it, the scripts of South and East Asia after it. */
const BEYOND_ARABIC = 0x0780;
/** Start and end of the sequence, which encoders count as tokens. */
const SPECIAL_TOKENS = 2;

export interface CountedText {
  /** The text, or as much of its beginning as `most` tokens hold. */
  readonly text: string;
  readonly tokens: number;
}

/**
 * Estimates the tokens of a text, and cuts it at a character where they pass `most`. The tokenizer of a service is not at hand,
 * so this follows the rules of thumb for byte-pair vocabularies: four ASCII letters to a token, two of another European or
 * Near Eastern alphabet, three digits, one token for each character of an Asian script and each mark, two for what lies
 * beyond the basic plane; a run starts a new token, one space between words is part of the next. It is meant to be a little high for prose, because a text that
 * is too long is refused as a whole.
 */
export function countTokens(text: string, most: number): CountedText {
  let tokens = SPECIAL_TOKENS;
  let kind: Kind | null = null;
  let length = 0;
  for (let i = 0; i < text.length;) {
    const point = text.codePointAt(i) as number;
    const next = kindOf(point);
    length = next === kind ? length + 1 : 1;
    kind = next;
    const more = kind === 'space' ? spaceTokens(point, length) : (length - 1) % PER_TOKEN[kind] === 0 ? 1 : 0;
    tokens += more > 0 && point > 0xffff ? 2 : more;
    if (tokens > most) return { text: text.slice(0, i), tokens: most };
    i += point > 0xffff ? 2 : 1;
  }
  return { text, tokens };
}

/** Indentation and line ends cost a token for the whole run. */
const spaceTokens = (point: number, length: number): number =>
  (length === 1 && point !== 0x20) || (length === 2 && point === 0x20) ? 1 : 0;

function kindOf(point: number): Kind {
  switch (point > 0xffff ? classOf(point) : unitClass(point)) {
    case SPACE:
      return 'space';
    case LETTER:
      return point < 0x80 ? 'latin' : point < BEYOND_ARABIC ? 'letter' : 'character';
    case DIGIT:
      return 'digit';
    case IDEOGRAPH:
      return 'character';
    default:
      return 'mark';
  }
}
