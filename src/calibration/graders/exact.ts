import type { TextGrader } from './contract.js';
import { EMPTY, scored } from './grade.js';
import { tokensOf } from './normalise.js';
import { withoutReasoning } from './without-reasoning.js';

/** 1 where the whole completion is a reference after normalisation, else 0: exact match as SQuAD's. A space beside a script without spaces says nothing. */
export const exact: TextGrader = ({ completion, references }) => {
  const answer = withoutReasoning(completion);
  if (answer === '') return EMPTY;
  const said = plain(answer);
  return scored(references.some((reference) => plain(reference) === said) ? 1 : 0, answer);
};

const plain = (text: string): string => tokensOf(text).join(' ');
