import { ThetaError } from '../../../domain/errors.js';
import type { TextGrader, Tolerance } from '../contract.js';
import { EMPTY, scored, unreadable } from '../grade.js';
import { withoutReasoning } from '../without-reasoning.js';
import { answeredNumber } from './answered-number.js';
import type { NumberInText } from './read-numbers.js';

/** Room for rounding of floating point, none for a wrong last digit. */
export const DEFAULT_TOLERANCE: Tolerance = Object.freeze({ relative: 1e-6, absolute: 1e-9 });

/**
 * 1 where the number that the completion answers with equals a reference within the tolerance, else 0; UNREADABLE where it
 * answers with none. A percent sign on one side only is read both ways: 45% meets 45 and 0.45. A reference may be a whole
 * solution, as in GSM8K ("… #### 72"). Throws REFERENCE_INVALID for one without a number.
 */
export const numeric: TextGrader = ({ completion, references }, { tolerance = DEFAULT_TOLERANCE } = {}) => {
  const right = references.map(referenceNumber);
  const answer = withoutReasoning(completion);
  if (answer === '') return EMPTY;
  const said = answeredNumber(answer);
  if (said === null) return unreadable('No number was found.');
  if (said.value === null) return unreadable(`"${said.text.slice(0, 40)}" is not a single number.`);
  return scored(right.some((reference) => meets(said, reference, tolerance)) ? 1 : 0, said.text);
};

export function referenceNumber(reference: string): NumberInText {
  const number = answeredNumber(reference);
  if (number !== null && number.value !== null) return number;
  throw new ThetaError('REFERENCE_INVALID', `"${reference.slice(0, 100)}" holds no number to compare with.`, {
    hint: 'Give a number such as "72", "3/4" or "1.5e3", or choose another grader.',
  });
}

function meets(said: NumberInText, right: NumberInText, { relative, absolute }: Tolerance): boolean {
  const close = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(absolute, relative * Math.abs(b));
  if (close(said.value, right.value)) return true;
  if (said.percent === right.percent) return false;
  return said.percent ? close(said.value / 100, right.value) : close(said.value, right.value / 100);
}
