import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Panel } from '../../../components/panel';
import { count, percent } from '../../../format';
import type { Report } from './report-sections';

export type Row = Report['breakdowns'][number];

interface Props {
  of: readonly Row[];
  data: Report['data'][number] | null;
}

/** Mean performance by task: a column per task, the best router of each in bold. */
export function Tasks({ of, data }: Props) {
  const rows = of.filter(({ tasks }) => tasks.length > 0);
  const names =
    data?.tasks.map(({ task }) => task).filter((task) => rows.some((row) => onTask(row, task) !== null)) ?? [];
  if (names.length < 2) return null;
  const best = new Map(
    names.map((task) => [task, Math.max(...rows.filter((r) => !r.reference).map((r) => onTask(r, task) ?? -1))]),
  );
  const columns: readonly Column<Row>[] = [
    { id: 'router', head: 'Router', cell: ({ router }) => router, sort: ({ router }) => router },
    ...names.map((task): Column<Row> => ({
      id: `task ${task}`,
      head: `${task} (${count(data?.tasks.find((one) => one.task === task)?.queries ?? 0)})`,
      isNumber: true,
      cell: (row) => {
        const value = onTask(row, task);
        if (value === null) return '–';
        return !row.reference && value === best.get(task) ? <strong>{percent(value)}</strong> : percent(value);
      },
      sort: (row) => onTask(row, task),
    })),
  ];
  return (
    <Panel
      title="Performance by task"
      note="Mean observed performance of the chosen LLMs; the number of queries in brackets."
    >
      <DataTable caption="Performance by task" columns={columns} rows={rows} rowKey={({ router }) => router} />
    </Panel>
  );
}

const onTask = ({ tasks }: Row, name: string): number | null =>
  tasks.find(({ task }) => task === name)?.performance ?? null;
