import { useMemo } from 'react';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Panel } from '../../../components/panel';
import { count, figure } from '../../../format';
import { curveName, seriesName } from './curve-option';
import type { JobCurve } from './curve-option';

interface Entry {
  readonly key: string;
  readonly stage: string;
  readonly step: string;
  readonly text: string;
}
/** Lines of the log. */
const SHOWN = 200;

/** What steps reported, the newest first. */
export function MetricLog({ curves }: { curves: readonly JobCurve[] }) {
  const entries = useMemo(() => logOf(curves), [curves]);
  if (entries.length === 0) return null;
  return (
    <Panel title="Log" note={`Figures of the steps, the newest first, at most ${SHOWN}.`}>
      <DataTable caption="Figures of the steps" columns={COLUMNS} rows={entries} rowKey={({ key }) => key} first={12} />
    </Panel>
  );
}

const COLUMNS: readonly Column<Entry>[] = [
  { id: 'stage', head: 'Stage', cell: ({ stage }) => stage },
  { id: 'step', head: 'Step', cell: ({ step }) => step, isNumber: true },
  { id: 'text', head: 'Figures', cell: ({ text }) => text },
];

function logOf(curves: readonly JobCurve[]): Entry[] {
  const entries: Entry[] = [];
  for (const curve of curves.toReversed()) {
    for (let i = curve.steps.length - 1; i >= 0 && entries.length < SHOWN; i--) {
      const figures = curve.series.flatMap(({ name, values }) => {
        const value = values[i] ?? null;
        return value === null ? [] : [`${seriesName(name)} ${figure(value)}`];
      });
      entries.push({
        key: `${curveName(curve)} ${curve.steps[i]}`,
        stage: curveName(curve),
        step: `${count(curve.steps[i] ?? 0)} ${curve.unit}`,
        text: figures.join(', '),
      });
    }
  }
  return entries;
}
