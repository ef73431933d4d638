import { Link } from 'wouter';
import { Loaded } from '../../../components/loaded';
import { PageHead } from '../../../components/page-head';
import { NO_VARIABLES, useQuery } from '../../../state/use-request';
import { useFilters } from '../../../state/use-filters';
import { NoData } from '../no-data';
import { TRAINING } from '../paths';
import { StartOptionsQuery } from './operations';
import { StartForm } from './start-form';

/** Starts a training; with a version in the URL it begins from what that one was asked for. */
export function StartPage() {
  const options = useQuery(StartOptionsQuery, NO_VARIABLES);
  const [{ like }] = useFilters();
  return (
    <div className="page whole-words">
      <PageHead
        title="Start a training"
        lead="It learns an embedder and the routers from imported scores, beside the requests, and makes a new version."
      >
        <Link href={TRAINING}>Jobs and versions</Link>
      </PageHead>
      <Loaded of={options} what="what can be trained">
        {(data) =>
          data.trainingSources.length === 0 ? (
            <div className="card">
              <NoData />
            </div>
          ) : (
            <StartForm key={like} options={data} like={like ?? null} />
          )
        }
      </Loaded>
    </div>
  );
}
