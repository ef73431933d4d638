import { Link } from 'wouter';
import { Empty } from '../../../components/empty';
import { Loaded } from '../../../components/loaded';
import { PageHead } from '../../../components/page-head';
import { TRAINING } from '../paths';
import { CancelButton } from './cancel-button';
import { Curves } from './curves';
import { JobFacts } from './job-facts';
import { JobStatusBadge } from './job-status';
import { isOver, jobLabel, kindWord } from './job-words';
import { MetricLog } from './metric-log';
import { useJob } from './use-job';

/** One job, live: how far it is, its curves, and what became of it. */
export function JobPage({ id }: { id: string }) {
  const { asked, job, state } = useJob(id);
  const over = job !== null && isOver(job);
  return (
    <div className="page whole-words">
      <PageHead
        title={job ? jobLabel(job) : 'Job'}
        lead={
          job && (
            <>
              <JobStatusBadge status={job.status} /> {kindWord(job.kind)} · <code>{id}</code>{' '}
              <span role="status" data-testid="job-live">
                {over ? '' : state === 'live' ? 'live' : state === 'lost' ? 'connection lost, trying again' : ''}
              </span>
            </>
          )
        }
      >
        <Link href={TRAINING}>All jobs and versions</Link>
        {/* The subscription brings the change. */}
        {job && !over && <CancelButton id={id} label={jobLabel(job)} onDone={() => undefined} />}
      </PageHead>
      <Loaded of={asked} what="the job">
        {() =>
          job ? (
            <>
              <JobFacts job={job} />
              <Curves id={id} curves={job.curves} isOver={over} />
              <MetricLog curves={job.curves} />
            </>
          ) : (
            <div className="card">
              <Empty title="This server knows no job of that id">
                <p>
                  Jobs are known as long as the server runs, on PostgreSQL for some weeks; what they made is stored.{' '}
                  <Link href={TRAINING}>Versions and refits</Link> list it.
                </p>
              </Empty>
            </div>
          )
        }
      </Loaded>
    </div>
  );
}
