import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../../../charts/palette';
import type { ReliabilityPoint } from '../../../charts/reliability';
import { reliabilityChart } from '../../../charts/reliability';
import type { ChartTable } from '../../../charts/table';

interface Calibration {
  readonly before: { readonly curve: readonly ReliabilityPoint[] };
  readonly after: { readonly curve: readonly ReliabilityPoint[] };
}

/** Reliability before and after calibration. */
export const reliabilityOption =
  ({ before, after }: Calibration) =>
  (palette: Palette): EChartsCoreOption =>
    reliabilityChart(
      [
        { name: 'Calibrated', points: after.curve, colour: palette.accent },
        { name: 'As given', points: before.curve, colour: palette.cost, isDashed: true },
      ],
      palette,
    );

export const reliabilityTable = ({ before, after }: Calibration): ChartTable => ({
  columns: ['Curve', 'Mean P̂', 'Observed performance', 'Answers'],
  rows: (
    [
      ['Calibrated', after],
      ['As given', before],
    ] as const
  ).flatMap(([name, { curve }]) => curve.map((one) => [name, one.meanPredicted, one.meanObserved, one.count])),
});
