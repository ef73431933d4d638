import type { GraderId } from '../../calibration/graders/contract.js';
import { checkReferences } from '../../calibration/graders/index.js';
import { gradersOf } from '../../calibration/graders/task-graders.js';
import { toThetaError } from '../../domain/errors.js';
import type { GradableQuery, OfferedQuery } from './types.js';

/**
 * How a query is graded: by the grader that was chosen for all, or that its import names, or the first of its task's that is available and
 * can use the references. A text says why it cannot be; nothing is guessed.
 */
export function gradable(
  query: OfferedQuery,
  chosen: GraderId | null,
  available: readonly GraderId[],
): GradableQuery | string {
  const { references, text } = query;
  if (references === null || references.length === 0) return 'no right answers are known';
  const named = chosen ?? query.grader;
  const candidates = named === null ? gradersOf(query.task) : [named];
  if (candidates.length === 0) return `no grader is known for the task ${query.task ?? '(none)'}`;
  let problem = '';
  for (const grader of candidates) {
    if (!available.includes(grader)) {
      problem ||= `the grader ${grader} is not set up`;
      continue;
    }
    try {
      checkReferences(grader, { query: text, references });
      return { ...query, references, grader };
    } catch (thrown) {
      // The message names the reference; queries are counted by what is wrong with them.
      problem ||= `the grader ${grader} cannot use the right answers (${toThetaError(thrown).code})`;
    }
  }
  return problem;
}
