import { Fragment, useCallback, useMemo } from 'react';
import { Link } from 'wouter';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { Panel } from '../../components/panel';
import { count, moment } from '../../format';
import type { EvaluationsQuery as Result } from '../../gql/graphql';
import { useFilters } from '../../state/use-filters';
import { useQuery } from '../../state/use-request';
import { isOver } from '../training/jobs/job-words';
import { JobTable } from '../training/jobs/job-table';
import { useJobs } from '../training/jobs/use-jobs';
import { EvaluationsQuery } from './operations';
import { START_PATH, filePath, reportPath } from './paths';

const PAGE = 50;

type Stored = Result['evaluations']['nodes'][number];

/** What was measured on this server, each with its report, and what can be measured. */
export function EvaluationList() {
  const [{ after = null }, change] = useFilters();
  const variables = useMemo(() => ({ first: PAGE, after }), [after]);
  const evaluations = useQuery(EvaluationsQuery, variables);
  const { retry } = evaluations;
  // One that ends has stored its report.
  const { jobs } = useJobs(useCallback(() => retry(), [retry]));
  const running = jobs.filter((job) => job.kind === 'EVALUATION' && !isOver(job));
  return (
    <div className="page whole-words">
      <PageHead title="Evaluations" lead="Routers measured on stored responses: tables, curves and paired differences.">
        <Link href={START_PATH} className="button-link">
          Start an evaluation
        </Link>
      </PageHead>
      {running.length > 0 && (
        <Panel title="Under way">
          <JobTable jobs={running} caption="Evaluations under way" />
        </Panel>
      )}
      <Loaded of={evaluations} what="the evaluations">
        {({ evaluations: { nodes, totalCount, pageInfo }, evaluationProtocols }) => (
          <>
            <Panel title={`Stored reports (${count(totalCount)})`}>
              {nodes.length === 0 ? (
                <Empty title="Nothing was measured yet">
                  <Link href={START_PATH}>Start one here</Link>, or run <code>theta evaluate --save</code>.
                </Empty>
              ) : (
                <DataTable caption="Stored evaluations" columns={COLUMNS} rows={nodes} rowKey={({ id }) => id} />
              )}
              {(after !== null || pageInfo.hasNextPage) && (
                <div className="page-actions">
                  {after !== null && (
                    <button type="button" className="quiet" onClick={() => change({ after: null }, true)}>
                      Newest
                    </button>
                  )}
                  {pageInfo.hasNextPage && (
                    <button
                      type="button"
                      className="quiet"
                      onClick={() => change({ after: pageInfo.endCursor ?? null }, true)}
                    >
                      Older
                    </button>
                  )}
                </div>
              )}
            </Panel>
            <Panel title="Protocols" note="What theta evaluate and startEvaluation can measure.">
              <DataTable
                caption="Protocols"
                columns={PROTOCOL_COLUMNS}
                rows={evaluationProtocols}
                rowKey={({ id }) => id}
              />
            </Panel>
          </>
        )}
      </Loaded>
    </div>
  );
}

const COLUMNS: readonly Column<Stored>[] = [
  {
    id: 'label',
    head: 'Report',
    cell: ({ id, label }) => <Link href={reportPath(id)}>{label}</Link>,
    sort: ({ label }) => label,
  },
  { id: 'protocol', head: 'Protocol', cell: ({ protocol }) => protocol, sort: ({ protocol }) => protocol },
  {
    id: 'when',
    head: 'Made',
    cell: ({ createdAt }) => moment(createdAt),
    sort: ({ createdAt }) => createdAt,
  },
  { id: 'verdict', head: 'Result', cell: ({ verdict }) => verdict },
  { id: 'data', head: 'Data', cell: ({ data }) => data },
  {
    id: 'files',
    head: 'Files',
    cell: ({ label, url }) => (
      <>
        {(['html', 'csv', 'json'] as const).map((kind) => (
          <Fragment key={kind}>
            <a href={filePath(url, kind)} aria-label={`${label} as ${kind.toUpperCase()}`}>
              {kind.toUpperCase()}
            </a>{' '}
          </Fragment>
        ))}
      </>
    ),
  },
];

const PROTOCOL_COLUMNS: readonly Column<Result['evaluationProtocols'][number]>[] = [
  { id: 'title', head: 'Protocol', cell: ({ id, title }) => `${title} (${id})` },
  { id: 'description', head: 'What it measures', cell: ({ description }) => description },
  { id: 'reproduces', head: 'In the paper', cell: ({ reproduces }) => reproduces || '–' },
];
