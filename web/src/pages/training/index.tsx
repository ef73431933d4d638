import { Redirect, Route, Switch } from 'wouter';
import { Missing } from '../../layout/missing';
import { DiffPage } from './diff/diff-page';
import { JobPage } from './jobs/job-page';
import { Overview } from './overview';
import { NEW_PATH, TRAINING } from './paths';
import { RefitPage } from './refits/refit-page';
import { StartPage } from './start/start-page';
import { VersionPage } from './versions/version-page';

/** /training and what is below it. */
export default function TrainingPage() {
  return (
    <Switch>
      <Route path={TRAINING}>
        <Overview />
      </Route>
      <Route path={NEW_PATH}>
        <StartPage />
      </Route>
      <Route path={`${TRAINING}/diff`}>
        <DiffPage />
      </Route>
      <Route path={`${TRAINING}/jobs/:id`}>{({ id }) => <JobPage key={id} id={id} />}</Route>
      <Route path={`${TRAINING}/versions/:id`}>{({ id }) => <VersionPage key={id} version={id} />}</Route>
      <Route path={`${TRAINING}/refits/:id`}>{({ id }) => <RefitPage key={id} id={id} />}</Route>
      <Route path={`${TRAINING}/:kind`}>
        <Redirect to={TRAINING} replace />
      </Route>
      <Route>
        <Missing />
      </Route>
    </Switch>
  );
}
