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
    cell: ({ id, createdAt }) => (
      <span className="nowrap">
        <DecisionLink id={id}>{moment(createdAt)}</DecisionLink>
      </span>
    ),
  },
  { id: 'query', head: 'Query', cell: ({ query }) => <span className="clip">{query ?? 'text not stored'}</span> },
  {
    id: 'llm',
    head: 'LLM',
    cell: ({ llm, llmId, abstained }) => (
      <span className="name">
        {llm?.name ?? llmId} {abstained === true && <span className="badge">abstained</span>}
      </span>
    ),
  },
  { id: 'router', head: 'Router', cell: ({ router }) => <span className="label">{router}</span> },
  { id: 'pool', head: 'Pool', cell: ({ pool }) => <span className="label">{pool ?? '–'}</span> },
  {
    id: 'tags',
    head: 'Tags',
    cell: ({ tags }) => (
      <span className="label clipped" title={tags.join(', ')}>
        {tags.join(', ') || '–'}
      </span>
    ),
  },
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
