import type { RefitRowFragment, RefitStatus } from '../../../gql/graphql';

const WORDS: Readonly<Record<RefitStatus, string>> = {
  QUEUED: 'Waiting',
  RUNNING: 'Running',
  SUCCEEDED: 'Compared',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
  INTERRUPTED: 'Interrupted',
};

/** What became of a refit, in a word. */
export function RefitBadge({ of: { status, report } }: { of: RefitRowFragment }) {
  if (report?.promoted) return <span className="badge good">Promoted</span>;
  const isBad = status === 'FAILED' || status === 'INTERRUPTED';
  return <span className={isBad ? 'badge bad' : 'badge'}>{WORDS[status]}</span>;
}
