import { useCallback } from 'react';
import { Link } from 'wouter';
import { Empty } from '../../components/empty';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { Panel } from '../../components/panel';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { count } from '../../format';
import { readFragment } from '../../gql';
import type { TrainingOverviewQuery as Answer } from '../../gql/graphql';
import { NO_VARIABLES, useQuery } from '../../state/use-request';
import { FeedbackPanel } from './feedback/feedback-panel';
import { JobsPanel } from './jobs/jobs-panel';
import { useJobs } from './jobs/use-jobs';
import { NoData } from './no-data';
import { TrainingOverviewQuery, VersionRow } from './operations';
import { NEW_PATH } from './paths';
import { RefitsPanel } from './refits/refits-panel';
import { PromotionHistory } from './versions/promotion-history';
import { ServingPanel } from './versions/serving-panel';
import { VersionTable } from './versions/version-table';

/** What serves, what is stored beside it, and what trains now. */
export function Overview() {
  const found = useQuery(TrainingOverviewQuery, NO_VARIABLES);
  const { retry } = found;
  // A job that ends may have made a version, and promoted it.
  const jobs = useJobs(useCallback(() => retry(), [retry]));
  const canTrain = (found.data?.trainingSources.length ?? 0) > 0;
  return (
    <div className="page whole-words">
      <PageHead
        title="Training and versions"
        lead="Which version of the routers answers, what is stored beside it, and what trains now."
      >
        {canTrain && (
          <Link href={NEW_PATH} className="button-link">
            Start a training
          </Link>
        )}
      </PageHead>
      <Loaded of={found} what="the versions">
        {(data) => <Parts of={data} again={retry} jobs={jobs} />}
      </Loaded>
      {canTrain && <RefitsPanel onStart={retry} />}
      <FeedbackPanel onServe={retry} />
    </div>
  );
}

function Parts({ of, again, jobs }: { of: Answer; again: () => void; jobs: ReturnType<typeof useJobs> }) {
  const versions = readFragment(VersionRow, of.routerSets);
  const serving = versions.find((one) => one.serving);
  return (
    <>
      {serving ? (
        <ServingPanel
          of={serving}
          versions={versions}
          promotions={of.promotions}
          rollbackTarget={of.rollbackTarget}
          onDone={again}
        />
      ) : (
        <div className="card">
          <Empty title="No version serves">Promote a stored one, or train one.</Empty>
        </div>
      )}
      <JobsPanel of={jobs} />
      <Panel
        title={`Versions (${count(versions.length)})`}
        note="Each is a whole set of routers. Brier is of the default router on queries that its training kept aside: other versions, other queries. To compare two, take the diff or a refit."
      >
        <VersionTable versions={versions} onDone={again} />
      </Panel>
      <PromotionHistory of={of.promotions} versions={versions} />
      <Panel title="Imported data" note="What a training can learn from.">
        {of.trainingSources.length === 0 ? (
          <NoData />
        ) : (
          <DataTable caption="Imports" columns={SOURCES} rows={of.trainingSources} rowKey={({ source }) => source} />
        )}
      </Panel>
    </>
  );
}

const SOURCES: readonly Column<Answer['trainingSources'][number]>[] = [
  { id: 'source', head: 'Import', cell: ({ source }) => source, sort: ({ source }) => source },
  {
    id: 'queries',
    head: 'Queries',
    isNumber: true,
    cell: ({ queries }) => count(queries),
    sort: ({ queries }) => queries,
  },
  {
    id: 'responses',
    head: 'Responses',
    isNumber: true,
    cell: ({ responses }) => count(responses),
    sort: ({ responses }) => responses,
  },
];
