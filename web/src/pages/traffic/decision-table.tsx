import type { ReactNode } from 'react';
import { Link, useSearch } from 'wouter';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { dollars, milliseconds, moment, share } from '../../format';
import type { LoggedRowFragment } from '../../gql/graphql';

/** Where one decision is shown; the filters stay, so that the way back leads to the same list. */
export function DecisionLink({ id, children }: { id: string; children: ReactNode }) {
  const search = useSearch();
  return <Link href={`/traffic/${encodeURIComponent(id)}${search && `?${search}`}`}>{children}</Link>;
}

const COLUMNS: readonly Column<LoggedRowFragment>[] = [
  {
    id: 'time',
    head: 'Time',
    cell: ({ id, createdAt }) => <DecisionLink id={id}>{moment(createdAt)}</DecisionLink>,
  },
  { id: 'query', head: 'Query', cell: ({ query }) => <span className="clip">{query ?? 'text not stored'}</span> },
  {
    id: 'llm',
    head: 'LLM',
    cell: ({ llm, llmId, abstained }) => (
      <>
        {llm?.name ?? llmId} {abstained === true && <span className="badge">abstained</span>}
      </>
    ),
  },
  { id: 'router', head: 'Router', cell: ({ router }) => router },
  { id: 'pool', head: 'Pool', cell: ({ pool }) => pool ?? '–' },
  { id: 'tags', head: 'Tags', cell: ({ tags }) => tags.join(', ') || '–' },
  {
    id: 'predicted',
    head: 'P̂',
    isNumber: true,
    cell: ({ predictedPerformance: p }) => (p === null ? '–' : share(p)),
  },
  {
    id: 'usd',
    head: 'Expected USD',
    isNumber: true,
    cell: ({ expectedUsd }) => (expectedUsd === null ? '–' : dollars(expectedUsd)),
  },
  { id: 'ms', head: 'Took', isNumber: true, cell: ({ durationMs }) => milliseconds(durationMs) },
];

export function DecisionTable({ caption, rows }: { caption: string; rows: readonly LoggedRowFragment[] }) {
  return <DataTable caption={caption} columns={COLUMNS} rows={rows} rowKey={({ id }) => id} first={100} />;
}
