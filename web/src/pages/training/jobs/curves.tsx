import { useMemo } from 'react';
import { Chart } from '../../../charts/chart';
import { Select } from '../../../components/select';
import { figure } from '../../../format';
import { useFilters } from '../../../state/use-filters';
import { curveName, curveOption, curveSummary, curveTable, seriesName } from './curve-option';
import type { JobCurve } from './curve-option';
import { JobProgressSubscription } from './operations';

interface Props {
  id: string;
  curves: readonly JobCurve[];
  isOver: boolean;
}

/** Live loss and validation curves: the stage at work, or the one that the URL names. */
export function Curves({ id, curves, isOver }: Props) {
  const [{ stage = null }, change] = useFilters();
  const shown = curves.find((curve) => curveName(curve) === stage) ?? curves.at(-1);
  const option = useMemo(() => shown && curveOption(shown), [shown]);
  const table = useMemo(() => shown && curveTable(shown), [shown]);
  if (!shown || !option || !table) {
    return (
      <p className="card hint">
        {isOver ? 'No step of it reported a figure.' : 'Curves appear when a step reports its first figure.'}
      </p>
    );
  }
  const latest = shown.series.map(({ name, values }) => `${seriesName(name)} ${figure(values.at(-1) ?? NaN)}`);
  return (
    <Chart
      title="Loss and validation"
      note={`${curveName(shown)}, by ${shown.unit}: ${latest.join(', ')}`}
      summary={curveSummary(shown)}
      option={option}
      table={table}
      source={{ operation: JobProgressSubscription, variables: { id } }}
      height={300}
      actions={
        <Select
          label="Stage"
          value={stage}
          none={isOver ? 'The last one' : 'The one at work'}
          options={curves.map((curve) => ({ id: curveName(curve), text: curveName(curve) }))}
          onChange={(id) => change({ stage: id })}
        />
      }
    />
  );
}
