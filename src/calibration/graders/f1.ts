import type { TextGrader } from './contract.js';
import { EMPTY, scored } from './grade.js';
import { tokensOf } from './normalise.js';
import { withoutReasoning } from './without-reasoning.js';

/**
 * F1 of the tokens that completion and reference share, as SQuAD's: the harmonic mean of precision and recall over bags of
 * normalised tokens. Chinese, Japanese and other scripts without spaces count by character.
 */
export const f1: TextGrader = ({ completion, references }) => {
  const answer = withoutReasoning(completion);
  if (answer === '') return EMPTY;
  const said = tokensOf(answer);
  return scored(Math.max(...references.map((reference) => tokenF1(said, tokensOf(reference)))), answer);
};

/** In [0, 1]; 1 for equal bags, 0 where nothing is shared. */
export function tokenF1(said: readonly string[], reference: readonly string[]): number {
  const left = new Map<string, number>();
  for (const token of reference) left.set(token, (left.get(token) ?? 0) + 1);
  let shared = 0;
  for (const token of said) {
    const count = left.get(token) ?? 0;
    if (count === 0) continue;
    left.set(token, count - 1);
    shared++;
  }
  return shared === 0 ? 0 : (2 * shared) / (said.length + reference.length);
}
