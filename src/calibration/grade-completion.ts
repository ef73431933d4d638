import { toThetaError } from '../domain/errors.js';
import type { Graders } from './graders/index.js';
import { checkReferences, notSetUp } from './graders/index.js';
import type { AnchorCompletion, AnchorResponse } from './types.js';

/** Why a completion cannot be graded; null where it can. `query` is the text that was asked. */
export function gradingProblem(
  response: AnchorResponse | AnchorCompletion,
  query: string,
  { available }: Pick<Graders, 'available'>,
): string | null {
  if (!('completion' in response)) return null;
  const { grader, references } = response;
  if (references.length === 0) return 'expected at least one reference to grade against';
  if (!available.includes(grader)) {
    const { message, hint } = notSetUp(grader);
    return `${message} ${hint}`.replace(/\.$/, '');
  }
  try {
    checkReferences(grader, { query, references });
    return null;
  } catch (thrown) {
    return toThetaError(thrown).message;
  }
}

/** The score of a completion by its grader; a response that has one stays as it is. Throws GRADER_FAILED, CANCELLED. */
export async function graded(
  response: AnchorResponse | AnchorCompletion,
  query: string,
  graders: Pick<Graders, 'grade'>,
  signal: AbortSignal,
): Promise<AnchorResponse> {
  if (!('completion' in response)) return response;
  const { completion, references, grader, ...rest } = response;
  const { score } = await graders.grade(grader, { query, completion, references }, {}, signal);
  return { ...rest, performance: score };
}
