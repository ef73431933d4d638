import { ThetaError } from '../../../domain/errors.js';
import type { TextGrader } from '../contract.js';
import { EMPTY, scored, unreadable } from '../grade.js';
import { withoutInvisible } from '../normalise.js';
import { withoutReasoning } from '../without-reasoning.js';
import { chosenLetter } from './chosen-letter.js';
import type { Options } from './options.js';
import { letterOfText, optionsOf } from './options.js';

/**
 * Multiple choice: 1 where the letter that the completion chooses is a reference, else 0; UNREADABLE where it chooses none or
 * several. A reference is a letter ("B", "(B)", "B. Paris") or the text of an option that the query lists. Throws
 * REFERENCE_INVALID for any other.
 */
export const choice: TextGrader = ({ query, completion, references }) => {
  const options = optionsOf(query);
  const right = references.map((reference) => referenceLetter(reference, options));
  const answer = withoutReasoning(readable(completion));
  if (answer === '') return EMPTY;
  const chosen = chosenLetter(answer, options);
  if ('trouble' in chosen) return unreadable(chosen.trouble);
  return scored(right.includes(chosen.letter) ? 1 : 0, chosen.letter);
};

/** Full-width letters as ASCII; the dash-like and full-width punctuation of Chinese text stays. */
const readable = (text: string): string =>
  withoutInvisible(text).replace(/[\uff21-\uff3a\uff41-\uff5a]/g, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );

const REFERENCE = /^\s*[([]?([A-Z])(?:[)\].:]\s*(?:\S.*)?)?\s*$/is;

export function referenceLetter(reference: string, options: Options): string {
  const letter = letterOfText(reference, options) ?? REFERENCE.exec(readable(reference))?.[1]?.toUpperCase();
  if (letter !== undefined) return letter;
  throw new ThetaError(
    'REFERENCE_INVALID',
    `"${reference.slice(0, 100)}" is neither a letter nor an option of the query.`,
    {
      hint: 'Give a letter such as "B", or the text of an option that the query lists as "B. …", or choose another grader.',
    },
  );
}
