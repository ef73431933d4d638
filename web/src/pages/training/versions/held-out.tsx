import { useMemo } from 'react';
import { Chart } from '../../../charts/chart';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Empty } from '../../../components/empty';
import { Panel } from '../../../components/panel';
import { Select } from '../../../components/select';
import { count, figure, percent } from '../../../format';
import type { StoredVersionsQuery, VersionRowFragment } from '../../../gql/graphql';
import { useFilters } from '../../../state/use-filters';
import { VersionsQuery } from '../operations';
import { reliabilityOption, reliabilityTable } from './reliability-option';

type Full = StoredVersionsQuery['routerSets'][number]['calibrations'];
type Row = VersionRowFragment['calibrations'][number] & Full[number];

interface Props {
  of: VersionRowFragment;
  full: Full;
}

/** How well P̂ of its routers agrees with what was observed on queries that the training kept aside. */
export function HeldOut({ of, full }: Props) {
  const [{ router: asked }, change] = useFilters();
  const rows = useMemo(
    () =>
      full.flatMap((one): Row[] => {
        const row = of.calibrations.find(({ router }) => router === one.router);
        if (!row) return [];
        const before = { ...row.calibration.before, ...one.calibration.before };
        const after = { ...row.calibration.after, ...one.calibration.after };
        return [{ router: one.router, calibration: { ...row.calibration, ...one.calibration, before, after } }];
      }),
    [of, full],
  );
  const shown = rows.find(({ router }) => router === (asked ?? of.defaultRouter)) ?? rows[0];
  const option = useMemo(() => shown && reliabilityOption(shown.calibration), [shown]);
  const table = useMemo(() => shown && reliabilityTable(shown.calibration), [shown]);
  if (!shown || !option || !table) {
    return (
      <Panel title="On held-out queries">
        <Empty title="No held-out figures">
          Its training kept no queries aside, or no router predicts performance.
        </Empty>
      </Panel>
    );
  }
  const { queries, pairs } = shown.calibration;
  return (
    <>
      <Panel
        title="On held-out queries"
        note={`${count(queries)} queries, ${count(pairs)} answers that no router of it was trained on. Each fifth is calibrated by the other four.`}
      >
        <DataTable caption="Held-out figures" columns={COLUMNS} rows={rows} rowKey={({ router }) => router} />
      </Panel>
      <Chart
        title="Reliability"
        note="Mean observed performance over mean P̂ in ten bins; on the diagonal P̂ is right on average."
        summary={`Reliability of ${shown.router}: ECE ${figure(shown.calibration.before.ece)} as given, ${figure(shown.calibration.after.ece)} calibrated.`}
        option={option}
        table={table}
        source={{ operation: VersionsQuery, variables: {} }}
        actions={
          <Select
            label="Router"
            value={shown.router}
            options={rows.map(({ router }) => ({ id: router, text: router }))}
            onChange={(router) => change({ router })}
          />
        }
      />
    </>
  );
}

const number = (
  id: string,
  head: string,
  title: string,
  of: (row: Row) => number | null,
  show = figure,
): Column<Row> => ({
  id,
  head,
  title,
  isNumber: true,
  cell: (row) => {
    const value = of(row);
    return value === null ? '–' : show(value);
  },
  sort: of,
});

const COLUMNS: readonly Column<Row>[] = [
  { id: 'router', head: 'Router', cell: ({ router }) => router, sort: ({ router }) => router },
  number('brier', 'Brier', 'Mean of (P̂ − y)², calibrated; lower is better', (r) => r.calibration.after.brier),
  number('raw-brier', 'Brier as given', 'The same before calibration', (r) => r.calibration.before.brier),
  number('ece', 'ECE', 'Expected calibration error over ten bins, calibrated', (r) => r.calibration.after.ece),
  number('raw-ece', 'ECE as given', 'The same before calibration', (r) => r.calibration.before.ece),
  number(
    'coverage',
    'Intervals hold',
    'Share of kinds of queries whose mean performance fell into the 90 % interval',
    (r) => r.calibration.performanceCoverage,
    percent,
  ),
];
