/** What a UTF-16 unit is to the tokenizer. */
export const SPACE = 0;
export const LETTER = 1;
export const DIGIT = 2;
/** Scripts written without spaces between words: each character is a token. */
export const IDEOGRAPH = 3;
export const MARK = 4;
/** First half of a surrogate pair; pairs are classified by code point. */
export const HIGH_SURROGATE = 5;

const IDEOGRAPH_PATTERN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]/u;
const LETTER_PATTERN = /[\p{L}\p{M}]/u;
const DIGIT_PATTERN = /\p{N}/u;
const SPACE_PATTERN = /[\s\p{Z}\p{Cc}\p{Cf}]/u;

/** Class of a code point. Format characters (zero-width joiners and the like) count as white space. */
export function classOf(codePoint: number): number {
  const c = String.fromCodePoint(codePoint);
  if (SPACE_PATTERN.test(c)) return SPACE;
  if (DIGIT_PATTERN.test(c)) return DIGIT;
  if (IDEOGRAPH_PATTERN.test(c)) return IDEOGRAPH;
  if (LETTER_PATTERN.test(c)) return LETTER;
  return MARK;
}

const UNKNOWN = 255;
const table = new Uint8Array(65536).fill(UNKNOWN);

/** Class of a UTF-16 unit; the table is filled as characters are met, so importing costs nothing. */
export function unitClass(unit: number): number {
  const known = table[unit] as number;
  if (known !== UNKNOWN) return known;
  const found = (unit & 0xfc00) === 0xd800 ? HIGH_SURROGATE : classOf(unit);
  table[unit] = found;
  return found;
}
