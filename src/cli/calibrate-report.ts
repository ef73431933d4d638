import { ThetaError } from '../domain/errors.js';
import type { CalibrateOutcome, Standing } from '../jobs/calibrate-llm/types.js';

type Outcome = CalibrateOutcome<Standing>;

const ENDS: Readonly<Record<Outcome['end'], string>> = {
  ADVISED: 'Ended because more answers would change no decision',
  COUNT: 'Ended at the count',
  EXHAUSTED: 'Ended because no stored query is left that could be asked and graded',
};

const WAYS =
  'Import queries with "references" (and "grader"), or give them by --references FILE; --grader chooses one for all.';

/** What a run did, for people. */
export function calibrateSummary({ end, answered, failed, cutOff, leftOut }: Outcome): string {
  const lines = [`${ENDS[end]}: ${answered} answers, ${failed} queries given up.`];
  if (cutOff > 0)
    lines.push(`${cutOff} answers ended at the limit of tokens and were graded as they are; see --max-tokens.`);
  const reasons = reasonsOf(leftOut);
  if (reasons !== '') lines.push(`Not asked: ${reasons}. ${WAYS}`);
  return lines.join('\n');
}

/** Where no query could be asked, or none was answered. */
export function nothingAsked({ leftOut, failed }: Outcome): ThetaError {
  const reasons = reasonsOf(leftOut);
  const why = reasons !== '' ? `not asked: ${reasons}` : failed > 0 ? `${failed} given up` : 'none is left';
  return new ThetaError('TRAINING_DATA_INSUFFICIENT', `No query could be asked and graded: ${why}.`, { hint: WAYS });
}

const reasonsOf = (leftOut: Outcome['leftOut']): string =>
  Object.entries(leftOut)
    .map(([reason, count]) => `${count} ${count === 1 ? 'query' : 'queries'} (${reason})`)
    .join(', ');
