/** Joiners, direction marks and soft hyphens: they change how text looks or runs, not what it says. */
const INVISIBLE = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** Python's string.punctuation has these symbols beside \p{P}; SQuAD's rule takes them out too. */
const PUNCTUATION = /[\p{P}$+<=>^`|~]/gu;
/** \b of JavaScript knows ASCII only; it would find an article in "âa". */
const ARTICLE = /(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu;
/** Scripts written without spaces: each character, with the marks on it, is a token. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]\p{M}*/gu;

/** For a character class: what makes up words in scripts that put spaces between words, and digits. */
export const WORD = String.raw`\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{N}_`;

/** The decimal digits of every script as ASCII: "٤٢" and "４２" become "42". */
export const withAsciiDigits = (text: string): string =>
  text.replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0) as number)));

/** Unicode keeps the ten digits of a script in a row that begins with its zero, and no two rows touch unless at a multiple of ten. */
function digitValue(codePoint: number): number {
  let zero = codePoint;
  while (codePoint - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  // Mathematical digits are five rows in one run.
  if (codePoint >= 0x1d7ce && codePoint <= 0x1d7ff) return (codePoint - 0x1d7ce) % 10;
  return codePoint - zero;
}

export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

/**
 * The normalisation of SQuAD (Rajpurkar et al. 2016, evaluate-v1.1.py: lower case, no punctuation, no articles a/an/the, single
 * spaces), carried beyond ASCII: compatibility forms are unified (NFKC), punctuation of every script goes, digits of every
 * script become ASCII, invisible marks go. For ASCII text it is SQuAD's. A text that nothing would be left of, such as "+" or
 * "The", keeps its signs.
 */
export function normalise(text: string): string {
  const folded = withAsciiDigits(withoutInvisible(text.normalize('NFKC'))).toLowerCase();
  return spaced(folded.replace(PUNCTUATION, '').replace(ARTICLE, ' ')) || spaced(folded);
}

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Words of a normalised text; where a script has no spaces, its characters. */
export function tokensOf(text: string): readonly string[] {
  const words = normalise(text).replace(UNSPACED, ' $& ').trim();
  return words === '' ? [] : words.split(/\s+/);
}
