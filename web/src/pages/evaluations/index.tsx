import { Route, Switch } from 'wouter';
import './evaluations.css';
import { Missing } from '../../layout/missing';
import { EvaluationList } from './list';
import { EVALUATIONS, START_PATH } from './paths';
import { ReportPage } from './report/report-page';
import { StartEvaluation } from './start/start-page';

/** /evaluations and what is below it. */
export default function EvaluationsPage() {
  return (
    <Switch>
      <Route path={EVALUATIONS}>
        <EvaluationList />
      </Route>
      <Route path={START_PATH}>
        <StartEvaluation />
      </Route>
      <Route path={`${EVALUATIONS}/:id`}>{({ id }) => <ReportPage key={id} id={id} />}</Route>
      <Route>
        <Missing />
      </Route>
    </Switch>
  );
}
