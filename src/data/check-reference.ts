import type { Reference } from '../domain/graders.js';
import { GRADER_IDS, isGraderId } from '../domain/graders.js';
import type { RawRecord } from './formats/import-format.js';

/** Right answers of a record: null where it has none, a text where they cannot be used and why. A lone text counts as a list of one. */
export function checkReference({ references, grader }: RawRecord): Reference | null | string {
  if (references === undefined || references === null || references === '') {
    return grader === undefined || grader === null ? null : '"grader" needs "references" to compare with';
  }
  const list: unknown = typeof references === 'string' ? [references] : references;
  const usable = (one: unknown) => typeof one === 'string' && one.trim() !== '' && !one.includes('\u0000');
  if (!Array.isArray(list) || list.length === 0 || !list.every(usable)) {
    return '"references" must be a list of one or more texts';
  }
  if (grader !== undefined && grader !== null && !isGraderId(grader)) {
    return `"grader" must be one of ${GRADER_IDS.join(', ')}`;
  }
  return { references: list as string[], grader: isGraderId(grader) ? grader : null };
}
