import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Empty } from '../../../components/empty';
import { Panel } from '../../../components/panel';
import { count, percent } from '../../../format';
import type { Llm } from './llm-page';

type Score = Llm['benchmarks'][number];

const COLUMNS: readonly Column<Score>[] = [
  { id: 'benchmark', head: 'Benchmark', cell: ({ benchmark }) => benchmark, sort: ({ benchmark }) => benchmark },
  { id: 'score', head: 'Score', isNumber: true, cell: ({ score }) => percent(score), sort: ({ score }) => score },
  {
    id: 'items',
    head: 'Items',
    isNumber: true,
    cell: ({ items }) => (items === null ? '–' : count(items)),
    sort: ({ items }) => items,
  },
  {
    id: 'source',
    head: 'Source',
    cell: ({ source }) =>
      /^https?:\/\//.test(source) ? (
        <a href={source} rel="noreferrer">
          {source}
        </a>
      ) : (
        source
      ),
  },
];

/** What was published of an LLM; it joins the first guess of its ability. */
export function Benchmarks({ of }: { of: readonly Score[] }) {
  return (
    <Panel title="Published scores" note="Those on tasks of the training data join the prior.">
      {of.length === 0 ? (
        <Empty title="None were given.">Add them under the facts.</Empty>
      ) : (
        <DataTable caption="Published scores" columns={COLUMNS} rows={of} rowKey={({ benchmark }) => benchmark} />
      )}
    </Panel>
  );
}
