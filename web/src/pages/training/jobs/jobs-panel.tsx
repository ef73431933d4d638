import { Panel } from '../../../components/panel';
import { Notice } from '../../../components/notice';
import { Loading } from '../../../components/loading';
import { JobTable } from './job-table';
import type { useJobs } from './use-jobs';

/** Jobs since the server started, live. */
export function JobsPanel({ of: { asked, jobs, state } }: { of: ReturnType<typeof useJobs> }) {
  return (
    <Panel
      title="Jobs"
      note={
        <>
          Trainings, refits and evaluations since the server started, one at a time.{' '}
          <span role="status" data-testid="jobs-live">
            {state === 'live' ? 'Live.' : state === 'lost' ? 'Connection lost, trying again.' : ''}
          </span>
        </>
      }
    >
      {asked.failure && <Notice failure={asked.failure} retry={asked.retry} />}
      {asked.data === null && jobs.length === 0 ? (
        asked.loading && <Loading what="the jobs" />
      ) : jobs.length === 0 ? (
        <p className="hint">No job since the server started.</p>
      ) : (
        <JobTable jobs={jobs} />
      )}
    </Panel>
  );
}
