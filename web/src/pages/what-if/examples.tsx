import { Link } from 'wouter';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { Panel } from '../../components/panel';
import { moment, score, share } from '../../format';
import type { WhatIfQuery } from '../../gql/graphql';

type Example = WhatIfQuery['whatIf']['examples'][number];

interface Props {
  of: readonly Example[];
  changed: number;
  nameOf: (llm: string) => string;
}

/** Decisions that would be others, those that gain most first. */
export function Examples({ of, changed, nameOf }: Props) {
  const choice = ({ llm, predictedPerformance: p }: Example['before']) => (
    <span className="name">
      {nameOf(llm)} {p !== null && <span className="hint nowrap">P̂ {share(p)}</span>}
    </span>
  );
  const columns: readonly Column<Example>[] = [
    {
      id: 'time',
      head: 'Decision',
      cell: ({ id, createdAt }) => (
        <span className="nowrap">
          <Link href={`/traffic/${encodeURIComponent(id)}`}>{moment(createdAt)}</Link>
        </span>
      ),
    },
    { id: 'query', head: 'Query', cell: ({ query }) => <span className="clip">{query ?? 'text not stored'}</span> },
    { id: 'before', head: 'As logged', cell: ({ before }) => choice(before) },
    { id: 'after', head: 'What if', cell: ({ after }) => choice(after) },
    {
      id: 'gain',
      head: 'Gain in score',
      title: 'What the new choice scores above the old one under the new conditions',
      isNumber: true,
      cell: ({ scoreGain }) => (scoreGain === null ? 'no candidate now' : score(scoreGain)),
    },
  ];
  return (
    <Panel title="Changed decisions" note={`${of.length} of ${changed}, the largest gain in score first`}>
      <DataTable caption="Changed decisions" columns={columns} rows={of} rowKey={({ id }) => id} first={8} />
    </Panel>
  );
}
