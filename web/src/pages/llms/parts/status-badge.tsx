import type { LlmStatus } from '../../../gql/graphql';

const WORDS: Readonly<Record<LlmStatus, string>> = {
  CALIBRATED: 'Calibrated',
  WARMING: 'Warming',
  COLD: 'Cold',
  RETIRED: 'Retired',
};
const MEANING: Readonly<Record<LlmStatus, string>> = {
  CALIBRATED: 'Its ability is estimated from responses.',
  WARMING: 'It has some responses, too few to be sure of its ability.',
  COLD: 'It has no responses: its ability is guessed from what is registered.',
  RETIRED: 'It is no longer offered and never chosen.',
};
const CLASS: Partial<Record<LlmStatus, string>> = { CALIBRATED: 'badge good', RETIRED: 'badge bad' };

export const STATUSES = Object.keys(WORDS) as readonly LlmStatus[];
export const statusWord = (status: LlmStatus): string => WORDS[status];

/** How much is known of an LLM, in a word. */
export function StatusBadge({ status }: { status: LlmStatus }) {
  return (
    <span className={CLASS[status] ?? 'badge'} title={MEANING[status]}>
      {WORDS[status]}
    </span>
  );
}
