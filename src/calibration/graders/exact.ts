import type { TextGrader } from './contract.js';
import { EMPTY, scored } from './grade.js';
import { normalise } from './normalise.js';
import { withoutReasoning } from './without-reasoning.js';

/** 1 where the whole completion is a reference after normalisation, else 0: exact match as SQuAD's. */
export const exact: TextGrader = ({ completion, references }) => {
  const answer = withoutReasoning(completion);
  if (answer === '') return EMPTY;
  const said = normalise(answer);
  return scored(references.some((reference) => normalise(reference) === said) ? 1 : 0, answer);
};
