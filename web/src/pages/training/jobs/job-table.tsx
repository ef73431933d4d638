import { Link } from 'wouter';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { moment } from '../../../format';
import type { JobRowFragment } from '../../../gql/graphql';
import { jobPath } from '../paths';
import { CancelButton } from './cancel-button';
import { JobStatusBadge } from './job-status';
import { isOver, jobLabel, kindWord } from './job-words';
import { Outcome } from './outcome';
import { Progress } from './progress';

type Job = JobRowFragment;

const COLUMNS: readonly Column<Job>[] = [
  {
    id: 'label',
    head: 'Job',
    cell: (job) => <Link href={jobPath(job.id)}>{jobLabel(job)}</Link>,
    sort: jobLabel,
  },
  { id: 'kind', head: 'Kind', cell: ({ kind }) => kindWord(kind), sort: ({ kind }) => kind },
  {
    id: 'status',
    head: 'Status',
    cell: ({ status }) => <JobStatusBadge status={status} />,
    sort: ({ status }) => status,
  },
  { id: 'asked', head: 'Asked for', cell: ({ createdAt }) => moment(createdAt), sort: ({ createdAt }) => createdAt },
  {
    id: 'progress',
    head: 'Progress or result',
    cell: (job) => (isOver(job) ? <Outcome of={job} /> : <Progress of={job} label={jobLabel(job)} />),
  },
  {
    id: 'cancel',
    head: 'Change',
    // The subscription brings the change.
    cell: (job) => (isOver(job) ? '–' : <CancelButton id={job.id} label={jobLabel(job)} onDone={() => undefined} />),
  },
];

/** Jobs with where each stands. */
export const JobTable = ({ jobs, caption = 'Jobs' }: { jobs: readonly Job[]; caption?: string }) => (
  <DataTable caption={caption} columns={COLUMNS} rows={jobs} rowKey={({ id }) => id} first={10} />
);
