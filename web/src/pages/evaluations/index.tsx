import { useMemo } from 'react';
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
import { EvaluationsQuery } from './operations';

const PAGE = 50;

type Stored = Result['evaluations']['nodes'][number];

/** What was measured on this server, each with its report, and what can be measured. */
export default function EvaluationsPage() {
  const [{ after = null }, change] = useFilters();
  const variables = useMemo(() => ({ first: PAGE, after }), [after]);
  const evaluations = useQuery(EvaluationsQuery, variables);
  return (
    <div className="page">
      <PageHead
        title="Evaluations"
        lead="Routers measured on stored responses: tables, curves and paired differences."
      />
      <Loaded of={evaluations} what="the evaluations">
        {({ evaluations: { nodes, totalCount, pageInfo }, evaluationProtocols }) => (
          <>
            <Panel title={`Stored reports (${count(totalCount)})`}>
              {nodes.length === 0 ? (
                <Empty title="Nothing was measured yet">
                  Import responses, then run <code>theta evaluate</code> or the mutation <code>startEvaluation</code>.
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
    cell: ({ label, url }) => <a href={url}>{label}</a>,
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
    head: 'Data files',
    cell: ({ label, url }) => (
      <>
        <a href={url.replace(/\.html$/, '.csv')} aria-label={`${label} as CSV`}>
          CSV
        </a>{' '}
        <a href={url.replace(/\.html$/, '.json')} aria-label={`${label} as JSON`}>
          JSON
        </a>
      </>
    ),
  },
];

const PROTOCOL_COLUMNS: readonly Column<Result['evaluationProtocols'][number]>[] = [
  { id: 'title', head: 'Protocol', cell: ({ id, title }) => `${title} (${id})` },
  { id: 'description', head: 'What it measures', cell: ({ description }) => description },
  { id: 'reproduces', head: 'In the paper', cell: ({ reproduces }) => reproduces || '–' },
];
