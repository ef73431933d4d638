import { useCallback, useMemo, useState } from 'react';
import { readFragment } from '../../../gql';
import type { DashboardJobProgressSubscription, JobDetailFragment, JobRowFragment } from '../../../gql/graphql';
import { useLive } from '../../../state/use-live';
import { useQuery } from '../../../state/use-request';
import { JobDetail, JobProgressSubscription, JobQuery, JobRow } from './operations';

export type JobInFull = JobDetailFragment & JobRowFragment;

const inFull = (detail: JobDetailFragment): JobInFull => {
  const row = readFragment(JobRow, detail);
  return {
    ...row,
    ...detail,
    progress: row.progress && detail.progress ? { ...row.progress, ...detail.progress } : null,
  } as JobInFull;
};

/** One job as it stands, then as it goes on; `job` is null where the server knows none of this id. */
export function useJob(id: string) {
  const variables = useMemo(() => ({ id }), [id]);
  const asked = useQuery(JobQuery, variables);
  const [latest, setLatest] = useState<JobDetailFragment | null>(null);
  const onEvent = useCallback(
    ({ jobProgress }: DashboardJobProgressSubscription) => setLatest(readFragment(JobDetail, jobProgress)),
    [],
  );
  const first = readFragment(JobDetail, asked.data?.job);
  const isUnderWay = first !== null && first !== undefined && readFragment(JobRow, first).endedAt === null;
  // The subscription begins with how the job stands, so nothing is missed between the two.
  const { state } = useLive(JobProgressSubscription, isUnderWay ? variables : null, onEvent);
  const current = latest ?? first ?? null;
  return { asked, job: useMemo(() => current && inFull(current), [current]), state };
}
