import { Link } from 'wouter';
import { Loaded } from '../../../components/loaded';
import { PageHead } from '../../../components/page-head';
import { NO_VARIABLES, useQuery } from '../../../state/use-request';
import { NoData } from '../../training/no-data';
import { EvaluationOptionsQuery } from '../operations';
import { EVALUATIONS } from '../paths';
import { StartForm } from './start-form';

/** Starts an evaluation of imported responses. */
export function StartEvaluation() {
  const options = useQuery(EvaluationOptionsQuery, NO_VARIABLES);
  return (
    <div className="page">
      <PageHead
        title="Start an evaluation"
        lead="It trains routers on imported responses, lets them decide on others, and stores a report."
      >
        <Link href={EVALUATIONS}>All reports</Link>
      </PageHead>
      <Loaded of={options} what="what can be measured">
        {(data) =>
          data.trainingSources.length === 0 ? (
            <div className="card">
              <NoData />
            </div>
          ) : (
            <StartForm options={data} />
          )
        }
      </Loaded>
    </div>
  );
}
