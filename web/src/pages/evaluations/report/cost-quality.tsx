import { useMemo } from 'react';
import { Chart } from '../../../charts/chart';
import { EvaluationReportQuery } from '../operations';
import { shownAs } from './axis';
import { curveOption } from './curve-option';
import type { Curve, Whisker } from './curve-option';
import type { Evaluation } from './report-sections';

interface Props {
  of: Curve;
  results: Evaluation['results'];
  variables: { id: string };
}

/** A curve of the report: cost against performance, or what the protocol varied. */
export function CostQuality({ of, results, variables }: Props) {
  const whiskers = useMemo(() => whiskersOf(of, results), [of, results]);
  const option = useMemo(() => curveOption(of, whiskers), [of, whiskers]);
  const table = useMemo(
    () => ({
      columns: ['Router', of.x.label, of.y.label, 'Low', 'High', 'At'],
      rows: of.series.flatMap(({ name, points }) =>
        points.map((p): (string | number | null)[] => [name, p.x, p.y, p.low, p.high, p.label]),
      ),
    }),
    [of],
  );
  const [x, y] = [shownAs(of.x.unit), shownAs(of.y.unit)];
  const ends = of.series.map(({ name, points }) => {
    const [first, last] = [points[0], points.at(-1)];
    return first && last ? `${name} from ${y(first.y)} at ${x(first.x)} to ${y(last.y)} at ${x(last.x)}` : name;
  });
  const hasBands = of.series.some(({ points }) => points.some(({ low }) => low !== null));
  return (
    <Chart
      title={of.title}
      note={`${capital(of.y.label)} over ${of.x.label}.${hasBands ? ' Bands are intervals.' : ''}${whiskers.length > 0 ? ' Crosses are intervals at the measured α, bands join them.' : ''}`}
      summary={`${ends.join('; ')}.`}
      option={option}
      table={table}
      source={{ operation: EvaluationReportQuery, variables }}
      height={380}
    />
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Points of performance over total cost that were resampled: those of the α that was asked for. */
function whiskersOf({ id }: Curve, results: Evaluation['results']): Whisker[] {
  const testSet = /^cost-(.+)$/.exec(id)?.[1];
  if (testSet === undefined) return [];
  return results.flatMap((row) => {
    if (row.testSet !== testSet || row.alpha === null || row.router.startsWith('(')) return [];
    const find = (name: string) => row.metrics.find(({ metric }) => metric === name);
    const [x, y] = [find('totalCost'), find('performance')];
    return x && y && y.low !== null ? [{ name: row.router, alpha: row.alpha, x, y }] : [];
  });
}
