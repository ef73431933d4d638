import { useMemo } from 'react';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Empty } from '../../../components/empty';
import { Panel } from '../../../components/panel';
import { Select } from '../../../components/select';
import { count, score } from '../../../format';
import type { DiffFieldsFragment } from '../../../gql/graphql';
import { useFilters } from '../../../state/use-filters';
import { signed } from './decision-changes';

type Change = DiffFieldsFragment['abilities'][number];

interface Props {
  of: readonly Change[];
  llms: ReadonlyMap<string, string>;
}

/** θ that moved, the largest moves first, of one router or one LLM of the URL. */
export function AbilityChanges({ of, llms }: Props) {
  const [{ theta = null, llm = null }, change] = useFilters();
  const routers = useMemo(() => [...new Set(of.map(({ router }) => router))], [of]);
  const names = useMemo(
    () =>
      [...new Set(of.map((one) => one.llm))]
        .map((id) => ({ id, text: llms.get(id) ?? id }))
        .sort((a, b) => a.text.localeCompare(b.text)),
    [of, llms],
  );
  const router = theta ?? routers[0] ?? null;
  const rows = of.filter((one) => one.router === router && (llm === null || one.llm === llm));
  const columns = useMemo(() => columnsFor(llms), [llms]);
  return (
    <Panel
      title={`Abilities that moved (${count(of.length)})`}
      note="θ of each LLM and dimension, the largest move in standard deviations first. ± is one standard deviation."
    >
      {of.length === 0 ? (
        <Empty title="No ability moved">No router that both versions have gives other abilities now.</Empty>
      ) : (
        <>
          <div className="form-grid">
            <Select
              label="Router of the abilities"
              value={router}
              options={routers.map((id) => ({ id, text: id }))}
              onChange={(id) => change({ theta: id })}
            />
            <Select label="LLM" value={llm} none="All" options={names} onChange={(id) => change({ llm: id })} />
          </div>
          <DataTable
            caption="Abilities that moved"
            columns={columns}
            rows={rows}
            rowKey={(one) => `${one.router} ${one.llm} ${one.dimension}`}
            first={25}
          />
        </>
      )}
    </Panel>
  );
}

const withDeviation = ({ mean, deviation }: Change['before']): string =>
  deviation === null ? score(mean) : `${score(mean)} ± ${score(deviation)}`;

const columnsFor = (llms: ReadonlyMap<string, string>): readonly Column<Change>[] => [
  { id: 'llm', head: 'LLM', cell: ({ llm }) => llms.get(llm) ?? llm, sort: ({ llm }) => llms.get(llm) ?? llm },
  {
    id: 'dimension',
    head: 'Ability',
    cell: ({ name, dimension }) => name ?? `dimension ${dimension + 1}`,
    sort: ({ name, dimension }) => name ?? `dimension ${String(dimension + 1).padStart(3, '0')}`,
  },
  {
    id: 'before',
    head: 'Before',
    isNumber: true,
    cell: ({ before }) => withDeviation(before),
    sort: ({ before }) => before.mean,
  },
  {
    id: 'after',
    head: 'After',
    isNumber: true,
    cell: ({ after }) => withDeviation(after),
    sort: ({ after }) => after.mean,
  },
  {
    id: 'move',
    head: 'Move',
    isNumber: true,
    cell: ({ before, after }) => signed(after.mean - before.mean),
    sort: ({ before, after }) => Math.abs(after.mean - before.mean),
  },
];
