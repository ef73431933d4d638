import { useEffect, useState } from 'react';
import { Failed } from '../../../components/failed';
import { Figure, Figures } from '../../../components/figure';
import { Panel } from '../../../components/panel';
import { count, moment } from '../../../format';
import { HyperparameterList } from '../versions/hyperparameter-list';
import { isOver, lasted } from './job-words';
import { Outcome } from './outcome';
import { Progress } from './progress';
import type { JobInFull } from './use-job';

/** What a job was asked for, how far it is, and how it ended. */
export function JobFacts({ job }: { job: JobInFull }) {
  const over = isOver(job);
  const now = useNow(!over);
  const { request, evaluationRequest, embedding } = job;
  const routers = request?.routers ?? evaluationRequest?.routers ?? [];
  const sources = request?.sources ?? evaluationRequest?.sources ?? [];
  return (
    <Panel title={over ? 'Outcome' : 'Progress'}>
      {over ? (
        <>
          {job.error && job.status === 'FAILED' ? (
            <Failed failure={job.error} />
          ) : (
            <p data-testid="outcome">
              <Outcome of={job} />
            </p>
          )}
        </>
      ) : (
        <Progress of={job} label="this job" />
      )}
      <Figures>
        <Figure term="Asked for" value={moment(job.createdAt)} />
        <Figure term={over ? 'Took' : 'Running for'} value={lasted(job, now)} />
        {(request ?? evaluationRequest) && (
          <>
            <Figure
              term="Routers"
              value={routers.length === 0 ? 'All' : count(routers.length)}
              note={routers.join(', ')}
            />
            <Figure
              term="Imports"
              value={sources.length === 0 ? 'All' : count(sources.length)}
              note={sources.join(', ')}
            />
            <Figure term="Seed" value={(request ?? evaluationRequest)?.seed ?? 0} />
          </>
        )}
        {request && <Figure term="Promoted when ready" value={request.promote ? 'Yes' : 'No'} />}
        {embedding && (
          <Figure
            term="Texts embedded"
            value={count(embedding.embedded)}
            note={`${count(embedding.fromStore)} were stored before`}
          />
        )}
      </Figures>
      {request && <HyperparameterList of={request.hyperparameters} />}
    </Panel>
  );
}

/** The clock, while something is measured by it. */
function useNow(isOn: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isOn]);
  return now;
}
