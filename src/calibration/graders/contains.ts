import type { TextGrader } from './contract.js';
import { EMPTY, scored } from './grade.js';
import { tokensOf } from './normalise.js';
import { withoutReasoning } from './without-reasoning.js';

/**
 * 1 where a reference stands in the completion as whole tokens after normalisation, else 0: "art" is not in "party". For
 * questions with short answers and their aliases. It reads words, not sense: "not Paris" contains Paris.
 */
export const contains: TextGrader = ({ completion, references }) => {
  const answer = withoutReasoning(completion);
  if (answer === '') return EMPTY;
  const text = asWords(answer);
  const found = references.find((reference) => text.includes(asWords(reference)));
  return found === undefined ? scored(0, answer) : scored(1, found);
};

const asWords = (text: string): string => ` ${tokensOf(text).join(' ')} `;
