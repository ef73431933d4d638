import type { JobStatus } from '../../../gql/graphql';
import { statusWord } from './job-words';

const CLASS: Partial<Record<JobStatus, string>> = { SUCCEEDED: 'badge good', FAILED: 'badge bad' };

/** Where a job stands, in a word. */
export const JobStatusBadge = ({ status }: { status: JobStatus }) => (
  <span className={CLASS[status] ?? 'badge'}>{statusWord(status)}</span>
);
