import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Empty } from '../../../components/empty';
import { Panel } from '../../../components/panel';
import { count, percent } from '../../../format';
import type { PreviewOfLlmQuery } from '../../../gql/graphql';

type Preview = PreviewOfLlmQuery['llmPreview'];
type Loser = Preview['displaced'][number];
type Part = Preview['where'][number];

const LOSERS: readonly Column<Loser>[] = [
  { id: 'llm', head: 'LLM', cell: ({ llm }) => llm, sort: ({ llm }) => llm },
  {
    id: 'lost',
    head: 'Loses',
    isNumber: true,
    sort: ({ lost }) => lost.value,
    cell: ({ lost }) => percent(lost.value),
  },
  {
    id: 'range',
    head: '90 %',
    isNumber: true,
    cell: ({ lost }) => `${percent(lost.low)} to ${percent(lost.high)}`,
  },
  {
    id: 'without',
    head: 'Without it',
    isNumber: true,
    sort: ({ without }) => without,
    cell: ({ without }) => percent(without),
  },
  { id: 'with', head: 'With it', isNumber: true, cell: (loser) => percent(loser.with) },
];

/** Whom the LLM takes queries from. */
export function Displaced({ of }: { of: readonly Loser[] }) {
  return (
    <Panel title="Whom it displaces" note="Shares of all queries.">
      {of.length === 0 ? (
        <Empty title="No other LLM of the pool answers anything." />
      ) : (
        <DataTable caption="LLMs that lose queries" columns={LOSERS} rows={of} rowKey={({ llm }) => llm} first={10} />
      )}
    </Panel>
  );
}

const KINDS: Readonly<Record<Part['kind'], string>> = { TASK: 'task', ABILITY: 'ability', DIFFICULTY: 'difficulty' };

const PARTS: readonly Column<Part>[] = [
  { id: 'name', head: 'Queries', cell: ({ name }) => name, sort: ({ name }) => name },
  { id: 'kind', head: 'By', cell: ({ kind }) => KINDS[kind], sort: ({ kind }) => KINDS[kind] },
  {
    id: 'queries',
    head: 'Number',
    isNumber: true,
    cell: ({ queries }) => count(queries),
    sort: ({ queries }) => queries,
  },
  {
    id: 'share',
    head: 'It takes',
    isNumber: true,
    cell: ({ share }) => percent(share.value),
    sort: ({ share }) => share.value,
  },
  {
    id: 'displaces',
    head: 'Mostly from',
    cell: ({ displaces }) => displaces ?? '–',
    sort: ({ displaces }) => displaces,
  },
];

/** Where the LLM takes queries. */
export function Where({ of }: { of: readonly Part[] }) {
  return (
    <Panel title="Where" note="By task, ability and difficulty.">
      <DataTable
        caption="Parts of the queries"
        columns={PARTS}
        rows={of}
        rowKey={({ kind, name }) => `${kind} ${name}`}
        first={10}
      />
    </Panel>
  );
}
