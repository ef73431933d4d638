import { toThetaError } from '../domain/errors.js';
import { TEXT_GRADERS, checkReferences } from './graders/index.js';
import type { AnchorCompletion, AnchorResponse } from './types.js';

/** Why a completion cannot be graded; null where it can. `query` is the text that was asked. */
export function gradingProblem(response: AnchorResponse | AnchorCompletion, query: string): string | null {
  if (!('completion' in response)) return null;
  const { grader, references } = response;
  if (references.length === 0) return 'expected at least one reference to grade against';
  try {
    checkReferences(grader, { query, references });
    return null;
  } catch (thrown) {
    return toThetaError(thrown).message;
  }
}

/** The score of a completion by its grader; a response that has one stays as it is. */
export function graded(response: AnchorResponse | AnchorCompletion, query: string): AnchorResponse {
  if (!('completion' in response)) return response;
  const { completion, references, grader, ...rest } = response;
  return { ...rest, performance: TEXT_GRADERS[grader]({ query, completion, references }).score };
}
