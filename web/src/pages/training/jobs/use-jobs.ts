import { useCallback, useEffect, useMemo, useState } from 'react';
import { readFragment } from '../../../gql';
import type { DashboardJobChangesSubscription, JobRowFragment } from '../../../gql/graphql';
import { useLive } from '../../../state/use-live';
import { NO_VARIABLES, useQuery } from '../../../state/use-request';
import { isOver } from './job-words';
import { JobChangesSubscription, JobRow, JobsQuery } from './operations';

/** Jobs of this server, newest first, kept up to date. `onEnd` hears of each job that ends while the page is open. */
export function useJobs(onEnd?: (job: JobRowFragment) => void) {
  const asked = useQuery(JobsQuery, NO_VARIABLES);
  const [changed, setChanged] = useState<ReadonlyMap<string, JobRowFragment>>(new Map());
  const onEvent = useCallback(
    ({ jobChanges }: DashboardJobChangesSubscription) => {
      const job = readFragment(JobRow, jobChanges);
      setChanged((before) => new Map(before).set(job.id, job));
      if (isOver(job)) onEnd?.(job);
    },
    [onEnd],
  );
  const { state } = useLive(JobChangesSubscription, NO_VARIABLES, onEvent);
  // What happened while the connection was away was missed: ask again when it is back.
  const { retry } = asked;
  const [wasLost, setWasLost] = useState(false);
  useEffect(() => {
    if (state === 'lost') setWasLost(true);
    if (state === 'live' && wasLost) {
      setWasLost(false);
      retry();
    }
  }, [state, wasLost, retry]);
  const jobs = useMemo(() => {
    const known = readFragment(JobRow, asked.data?.jobs ?? []);
    const ids = new Set(known.map(({ id }) => id));
    const newer = [...changed.values()].filter(({ id }) => !ids.has(id)).reverse();
    return [...newer, ...known.map((job) => (isOver(job) ? job : (changed.get(job.id) ?? job)))];
  }, [asked.data, changed]);
  return { asked, jobs, state };
}
