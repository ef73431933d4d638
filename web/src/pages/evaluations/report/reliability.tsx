import { useMemo } from 'react';
import { Chart } from '../../../charts/chart';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Panel } from '../../../components/panel';
import { Select } from '../../../components/select';
import { figure } from '../../../format';
import { useFilters } from '../../../state/use-filters';
import { metricOf } from '../metrics';
import { EvaluationReportQuery } from '../operations';
import { reliabilityOption } from './reliability-option';
import type { Report } from './report-sections';

export type Measured = Report['routers'][number];

/** P̂ against what was observed, one router of the URL, and the figures of all. */
export function Reliability({ of, variables }: { of: readonly Measured[]; variables: { id: string } }) {
  const [{ router: asked }, change] = useFilters();
  const predicting = of.filter(({ reliability }) => reliability.length > 0);
  const shown = predicting.find(({ router }) => router === asked) ?? predicting[0];
  const option = useMemo(() => shown && reliabilityOption(shown), [shown]);
  const table = useMemo(
    () => ({
      columns: ['Mean P̂', 'Observed performance', 'Answers'],
      rows: shown?.reliability.map((bin) => [bin.meanPredicted, bin.meanObserved, bin.count]) ?? [],
    }),
    [shown],
  );
  const measured = of.filter(({ metrics }) => metrics.length > 0);
  if (!shown || !option) return null;
  const ece = shown.metrics.find(({ metric }) => metric === 'ece');
  return (
    <>
      <Chart
        title="Reliability of P̂"
        note="On the dotted line P̂ is what is observed; below it a router promises too much. The area of a point is its share of the answers."
        summary={`${shown.router}: expected calibration error ${ece ? figure(ece.value) : 'not known'}.`}
        option={option}
        table={table}
        source={{ operation: EvaluationReportQuery, variables }}
        height={340}
        actions={
          <Select
            label="Router"
            value={shown.router}
            options={predicting.map(({ router, title }) => ({ id: router, text: title }))}
            onChange={(router) => change({ router })}
          />
        }
      />
      <Panel title="Predictions" note="What does not depend on α, with intervals.">
        <DataTable
          caption="Figures of predictions"
          columns={columnsOf(measured)}
          rows={measured}
          rowKey={({ router }) => router}
          rowClass={({ router }) => (router === shown.router ? 'chosen' : undefined)}
        />
      </Panel>
    </>
  );
}

const columnsOf = (of: readonly Measured[]): readonly Column<Measured>[] => [
  { id: 'router', head: 'Router', cell: ({ router }) => router, sort: ({ router }) => router },
  ...[...new Set(of.flatMap(({ metrics }) => metrics.map(({ metric }) => metric)))].map((id): Column<Measured> => {
    const { name, show } = metricOf(id);
    const find = ({ metrics }: Measured) => metrics.find(({ metric }) => metric === id);
    return {
      id,
      head: name,
      isNumber: true,
      cell: (row) => {
        const found = find(row);
        if (!found) return '–';
        const { value, low, high } = found;
        return (
          <>
            {show(value)}
            {low !== null && high !== null && <span className="interval">{`${show(low)} to ${show(high)}`}</span>}
          </>
        );
      },
      sort: (row) => find(row)?.value ?? null,
    };
  }),
];
