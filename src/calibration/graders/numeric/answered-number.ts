import { boxed, withoutTextMacros } from '../boxed.js';
import { plainNumbers } from './number-text.js';
import type { NumberInText, UnreadableNumber } from './read-numbers.js';
import { readNumbers } from './read-numbers.js';

/** Says what the answer is, up to the end of that sentence; a full stop inside a number does not end it. */
const STATED =
  /(?:(?<!\p{L})(?:answer|result|total)(?!\p{L})\s{0,3}(?:is|[:=])|答案\s{0,3}(?:是|为|為|[:：=]))(?!\s{0,3}not(?!\p{L}))((?:[^\n.。!?]|\.(?=\d)){0,200})/giu;
/** Where the reason begins that a sentence gives for its number. */
const REASON = /[,;(]\s|\s\(|(?<!\p{L})(?:because|since|as|for)(?!\p{L})/iu;

type Found = NumberInText | UnreadableNumber;

/**
 * The number that a free text answers with: in the last \boxed{}, after the last "####" (GSM8K), in the last sentence that
 * says what the answer is, else the last of the text. Of "6 * 3 = 18" it is what stands after the equals sign. Null where
 * there is none.
 */
export function answeredNumber(completion: string): Found | null {
  const box = boxed(completion).at(-1);
  if (box !== undefined) return inBox(box);
  const text = plainNumbers(completion);
  const marked = text.lastIndexOf('####');
  if (marked >= 0) return first(text.slice(marked + 4));
  return stated(text) ?? last(text);
}

/** A box is the answer and nothing else: two numbers in it, or a macro such as \sqrt, are not one number. */
function inBox(box: string): Found | null {
  const text = afterEquals(plainNumbers(withoutTextMacros(box)));
  const numbers = [...readNumbers(text)];
  if (numbers.length === 1 && !/\\[a-z]/i.test(text)) return numbers[0] as Found;
  return { value: null, text: box, start: 0, end: box.length };
}

function stated(text: string): Found | null {
  let found: Found | null = null;
  for (const [, sentence] of text.matchAll(STATED)) {
    found = first(afterEquals((sentence as string).split(REASON, 1)[0] as string)) ?? found;
  }
  return found;
}

const afterEquals = (text: string): string => text.slice(text.lastIndexOf('=') + 1);

function first(text: string): Found | null {
  for (const number of readNumbers(text)) return number;
  return null;
}

function last(text: string): Found | null {
  let found: Found | null = null;
  for (const number of readNumbers(text)) found = number;
  return found;
}
