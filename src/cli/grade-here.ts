import type { Graders } from '../calibration/graders/index.js';
import { ThetaError } from '../domain/errors.js';
import type { FileResponse } from './response-file.js';

/**
 * Grades by the operator's command what is to be graded so, in this process: a server runs no commands. Other responses stay as they are.
 * Throws IMPORT_BAD_ROW naming a response without the text that was asked, GRADER_UNAVAILABLE, GRADER_FAILED.
 */
export async function gradedHere(
  responses: readonly FileResponse[],
  graders: Graders,
  signal: AbortSignal,
): Promise<readonly FileResponse[]> {
  const done: FileResponse[] = [];
  for (const response of responses) {
    const { text: _text, ...rest } = response;
    done.push(response.grader === 'CODE' ? await byCommand(response, graders, signal) : rest);
  }
  return done;
}

async function byCommand(response: FileResponse, graders: Graders, signal: AbortSignal): Promise<FileResponse> {
  const { text, completion, references, grader: _grader, ...rest } = response;
  if (typeof text !== 'string' || typeof completion !== 'string') {
    throw new ThetaError('IMPORT_BAD_ROW', `${response.query}: the grader "code" needs text and completion.`, {
      hint: 'Keep the line as `theta anchors` prints it, and add the completion.',
    });
  }
  const input = { query: text, completion, references: references ?? [] };
  return { ...rest, performance: (await graders.grade('code', input, {}, signal)).score };
}
