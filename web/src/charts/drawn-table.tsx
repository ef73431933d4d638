import { DataTable } from '../components/data-table';
import type { Column } from '../components/data-table';
import { figure } from '../format';
import type { ChartTable } from './table';

type Row = readonly (string | number | null)[];

/** A chart's data to read. */
export function DrawnTable({ caption, table }: { caption: string; table: ChartTable }) {
  const columns = table.columns.map((head, i): Column<[number, Row]> => ({
    id: String(i),
    head,
    cell: ([, row]) => {
      const value = row[i] ?? null;
      return typeof value === 'number' ? figure(value) : (value ?? '–');
    },
    sort: ([, row]) => row[i] ?? null,
    isNumber: table.rows.some((row) => typeof row[i] === 'number'),
  }));
  const rows = table.rows.map((row, i): [number, Row] => [i, row]);
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={([i]) => String(i)} />;
}
