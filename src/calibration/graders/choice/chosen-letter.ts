import { boxed, withoutTextMacros } from '../boxed.js';
import { denies } from './denial.js';
import { leadingLetters, soleLetters } from './marked-lines.js';
import type { Options } from './options.js';
import { letterOfText } from './options.js';
import { lastStatement, lettersCalledRight } from './stated.js';

/** The letter, or why none was read. */
export type Choice = { readonly letter: string } | { readonly trouble: string };

const IN_BOX = /^[([{$\s]{0,4}([A-Z])[)\]}$.\s]{0,4}(?:[:.)]\s*\S.*)?$/i;
/** A letter that is named in passing: "(B)", "**B**", "option B". */
const NAMED = /[(（]([A-Z])[)）]|\*\*([A-Z])\*\*|(?:\b[Oo]ption |\b[Cc]hoice |选项\s?)([A-Z])(?![A-Za-z])/g;

/**
 * Which letter a free text chooses. The first of these that speaks decides: the last \boxed{}; the last sentence that says
 * what the answer is; the letter that is called right; the letter alone on a line; the one option that begins a line; the one
 * option that the whole text repeats; the one letter named in brackets, in bold or as "option B" in a sentence that denies
 * nothing. Several letters with equal right are no choice: nothing is guessed.
 */
export function chosenLetter(completion: string, options: Options): Choice {
  const text = withoutTextMacros(completion);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (
    boxedLetter(text, lines, options) ??
    statedLetter(text) ??
    single(lettersCalledRight(text), 'are called right') ??
    single(soleLetters(lines), 'stand alone on lines') ??
    single(leadingLetters(lines, options), 'begin lines') ??
    repeated(text, options) ??
    single(named(text), 'are named') ?? { trouble: 'No letter was chosen.' }
  );
}

/** Boxes on one line are one answer; of several lines the last counts. */
function boxedLetter(text: string, lines: readonly string[], options: Options): Choice | null {
  const inLine = lines.map(boxed).findLast((boxes) => boxes.length > 0);
  const boxes = inLine ?? boxed(text).slice(-1);
  if (boxes.length === 0) return null;
  const letters = boxes.map((box) => IN_BOX.exec(box)?.[1]?.toUpperCase() ?? letterOfText(box, options));
  if (letters.includes(null)) return { trouble: 'The last box holds no letter.' };
  return single([...new Set(letters as string[])], 'are boxed');
}

function statedLetter(text: string): Choice | null {
  const statement = lastStatement(text);
  if (!statement) return null;
  return statement.torn ? { trouble: 'The answer names several letters.' } : { letter: statement.letter };
}

function single(letters: readonly string[], where: string): Choice | null {
  if (letters.length === 0) return null;
  return letters.length === 1
    ? { letter: letters[0] as string }
    : { trouble: `Several letters ${where}: ${letters.slice(0, 5).join(', ')}.` };
}

function repeated(text: string, options: Options): Choice | null {
  const letter = letterOfText(text, options);
  return letter === null ? null : { letter };
}

function named(text: string): readonly string[] {
  const sentences = text.split(/(?<=[.!?。！？\n])/u).filter((sentence) => !denies(sentence));
  return [...new Set(sentences.flatMap((s) => [...s.matchAll(NAMED)].map((m) => m[1] ?? m[2] ?? (m[3] as string))))];
}
