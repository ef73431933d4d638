import { ThetaError } from '../domain/errors.js';
import type { Catalogue } from '../domain/llm.js';
import type { Feedback, FeedbackRequest } from './feedback.js';

/** Throws FEEDBACK_INVALID or UNKNOWN_LLM. */
export function checkFeedback(request: FeedbackRequest, catalogue: Catalogue): void {
  const { score, thumbs, preferredLlm, correctedLabel } = request;
  const given = [score, thumbs, preferredLlm, correctedLabel].filter((value) => value !== undefined).length;
  if (given !== 1) {
    throw new ThetaError(
      'FEEDBACK_INVALID',
      `Expected one of score, thumbs, preferredLlm and correctedLabel, got ${given}.`,
      { hint: 'Record each kind of feedback in a statement of its own.' },
    );
  }
  if (score !== undefined && !(score >= 0 && score <= 1)) {
    throw new ThetaError('FEEDBACK_INVALID', `The score must be a number from 0 to 1, got ${score}.`);
  }
  if (correctedLabel?.trim() === '') {
    throw new ThetaError('FEEDBACK_INVALID', 'The corrected label is empty.', { hint: 'Send the right answer.' });
  }
  if (preferredLlm !== undefined && !catalogue.llms.has(preferredLlm)) {
    throw new ThetaError('UNKNOWN_LLM', `No LLM ${preferredLlm} is in the catalogue.`, {
      hint: 'The query llms lists every id.',
    });
  }
}

const SAID = ['decisionId', 'score', 'thumbs', 'preferredLlm', 'correctedLabel', 'reporter'] as const;

/** `stored`, which is what answers `wanted` under its key. Throws FEEDBACK_INVALID where they say different things. */
export function checkSame(stored: Feedback, wanted: Feedback): Feedback {
  if (SAID.every((name) => stored[name] === wanted[name])) return stored;
  throw new ThetaError('FEEDBACK_INVALID', 'This idempotency key was used for other feedback.', {
    hint: 'Take a new key for new feedback; repeat a key only to repeat the same request.',
  });
}
