import { WORD } from '../normalise.js';

/** What stands around a letter: brackets, quotes, emphasis. */
const OPEN = String.raw`[\s*_~"'“‘\x60(（\[【{$]{0,8}`;
const CLOSE = String.raw`[*_~"'”’\x60)）\]】}$]{0,8}`;
/** A letter that is not part of a word; Chinese and Japanese write it next to theirs. */
const LETTER = String.raw`(?<![${WORD}])([A-Z])(?![${WORD}'’])`;

const BEFORE = [
  String.raw`(?<!\p{L})(?:answer|choice|option|response|solution)(?!\p{L})[\s*_]{0,4}(?:\s{0,3}(?:is|would be|should be|must be|→|=>|[:：=])){1,2}(?:\s{1,3}(?:clearly|therefore|thus|definitely|probably))?`,
  String.raw`(?<!\p{L})(?:Antwort|réponse|respuesta|resposta|risposta|ответ)(?!\p{L})[\s*_]{0,4}(?:\s{0,3}(?:ist|est|es|é|è|[:：=—-])){1,2}`,
  String.raw`(?:答案|选项|選項|答え|正解|정답)[\s*_]{0,4}(?:应为|應為|应该是|是|为|為|选|選|は|은|[:：=]){1,2}`,
  String.raw`(?:故选|故選|应选|應選|选择|選擇|选|選)(?![项項])[\s*_]{0,2}[:：]?`,
].join('|');
const NOUN = String.raw`(?:[\s*_]{0,4}(?:option|choice|answer|letter|选项|選項))?`;

const STATED = new RegExp(`(?:${BEFORE})${NOUN}${OPEN}${LETTER}${CLOSE}`, 'giu');
/** "B is the correct answer": said after the letter. */
const STATED_AFTER = new RegExp(
  String.raw`${LETTER}${CLOSE}\s{1,3}is\s{1,3}(?:the\s{1,3})?(?:most\s{1,3}|only\s{1,3})?(?:correct|right|best|answer)(?!\p{L})|${LETTER}${CLOSE}\s{0,2}(?:是)?正确`,
  'gu',
);
/** "… or C", "/C", ", C": then no single letter was chosen. */
const ALTERNATIVE = new RegExp(
  String.raw`^\s{0,3}(?:[,，、/&+]|or(?!\p{L})|and(?!\p{L})|oder(?!\p{L})|ou(?!\p{L})|或者?|和|及)\s{0,3}(?:(?:option|choice)\s{1,3})?${OPEN}${LETTER}`,
  'iu',
);
/** "A" and "I" are words too: what may follow such a letter in a sentence that chooses it. */
const AFTER_LETTER =
  /^\s{0,3}(?:$|[^\p{L}\s]|\n|(?:because|since|as|which|due|based|given|for|so|and|or|with)(?!\p{L})|\p{Script=Han})/iu;
/** A bracket shows that "(b)" is no article. */
const BRACKETED = /[(（[【{][*_"'\s]{0,3}\p{L}[*_"'\s]{0,3}[)）\]】}]/u;
const ENDS_LINE = /^[.。]?[ \t]*(?:\n|$)/;
/** Characters after a letter that are looked at. */
const TAIL = 40;

export interface Statement {
  readonly letter: string;
  /** The statement names several letters. */
  readonly torn: boolean;
}

/**
 * The last place where a text says which letter is the answer ("the answer is (B)", "**Answer:** C", "答案是D"): an LLM that
 * corrects itself does so at the end. Null where it nowhere says so.
 */
export function lastStatement(text: string): Statement | null {
  let last: Statement | null = null;
  for (const match of text.matchAll(STATED)) {
    const letter = match[1] as string;
    const end = match.index + match[0].length;
    const tail = text.slice(end, end + TAIL);
    if (!isLetter(letter, match[0], tail)) continue;
    const other = ALTERNATIVE.exec(tail);
    const rest = tail.slice(other?.[0].length);
    last = {
      letter: letter.toUpperCase(),
      torn: other !== null && other[1] !== letter && isLetter(other[1] as string, other[0], rest),
    };
  }
  return last;
}

/** Letters of which the text says afterwards that they are right ("B is correct"), each once. */
export const lettersCalledRight = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(STATED_AFTER)].map((match) => match[1] ?? (match[2] as string))),
];

/** Whether a match means a letter, not the article "a" or the pronoun "I". */
function isLetter(letter: string, match: string, tail: string): boolean {
  if (BRACKETED.test(match)) return true;
  if (letter !== letter.toUpperCase()) return match.endsWith(letter) && ENDS_LINE.test(tail);
  return !'AI'.includes(letter) || !match.endsWith(letter) || AFTER_LETTER.test(tail);
}
