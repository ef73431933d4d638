import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Panel } from '../../../components/panel';
import { count, dollars, figure, percent } from '../../../format';
import { reward } from '../metrics';
import type { Report } from './report-sections';

type Table = Report['tables'][number];
type Row = Table['rows'][number] & { readonly key: string };
type Cell = Row['cells'][number];

const SHOWN: Readonly<Record<Table['columns'][number]['format'], (value: number) => string>> = {
  TEXT: figure,
  PERCENT: percent,
  USD: dollars,
  REWARD: reward,
  FIGURE: figure,
  COUNT: count,
  NUMBER: figure,
};

/** The tables of the protocol, in its order. */
export const ReportTables = ({ of }: { of: Report['tables'] }) =>
  of.map((table) => (
    <Panel
      key={table.id}
      title={table.title}
      note="Intervals stand below their figures; references are set in muted ink."
    >
      <DataTable
        caption={table.title}
        columns={columnsOf(table)}
        rows={table.rows.map((row, i) => ({ ...row, key: String(i) }))}
        rowKey={({ key }) => key}
        rowClass={({ reference }) => (reference ? 'reference' : undefined)}
        first={30}
      />
    </Panel>
  ));

const columnsOf = ({ columns }: Table): readonly Column<Row>[] =>
  columns.map(({ id, label, format, better }, i) => {
    const isNumber = format !== 'TEXT';
    // A share is written with its sign, so that the head needs none.
    const head = label.replace(/ [%$]$/, '');
    return {
      id,
      head,
      isNumber,
      ...(better === null ? {} : { title: better === 'HIGHER' ? 'More is better' : 'Less is better' }),
      cell: ({ cells }) => <CellText of={cells[i]} show={SHOWN[format]} />,
      sort: ({ cells }) => cells[i]?.value ?? cells[i]?.text ?? null,
    };
  });

function CellText({ of, show }: { of: Cell | undefined; show: (value: number) => string }) {
  if (!of || (of.text === null && of.value === null)) return '–';
  if (of.text !== null) return of.text;
  return (
    <>
      {show(of.value ?? 0)}
      {of.low !== null && of.high !== null && <span className="interval">{`${show(of.low)} to ${show(of.high)}`}</span>}
    </>
  );
}
