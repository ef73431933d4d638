import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../../../charts/palette';
import type { ChartTable } from '../../../charts/table';
import { tooltip } from '../../../charts/tooltip';
import type { TooltipPoint } from '../../../charts/tooltip';
import { count, share } from '../../../format';

interface Point {
  readonly count: number;
  readonly meanPredicted: number;
  readonly meanObserved: number;
}
interface Calibration {
  readonly before: { readonly curve: readonly Point[] };
  readonly after: { readonly curve: readonly Point[] };
}

/** A share in [0, 1] on an axis. */
const axis = (name: string) => ({ type: 'value', min: 0, max: 1, name, nameLocation: 'middle', nameGap: 30 });

/** Two reliability curves beside the diagonal that they should lie on. */
export const reliabilityOption =
  ({ before, after }: Calibration) =>
  (palette: Palette): EChartsCoreOption => {
    const line = (name: string, { curve }: { readonly curve: readonly Point[] }, colour: string, type: string) => ({
      name,
      type: 'line',
      symbolSize: 8,
      itemStyle: { color: colour },
      lineStyle: { color: colour, width: 2, type },
      data: curve.map((point) => [point.meanPredicted, point.meanObserved, point.count]),
    });
    return {
      legend: { bottom: 0, data: ['Calibrated', 'As given'] },
      grid: { top: 16, bottom: 64, left: 32 },
      tooltip: {
        trigger: 'item',
        formatter: ({ seriesName = '', value }: TooltipPoint) => {
          const [predicted = 0, observed = 0, pairs = 0] = value as number[];
          return tooltip(seriesName, [
            { name: 'Mean P̂', value: share(predicted) },
            { name: 'Observed', value: share(observed) },
            { name: 'Answers', value: count(pairs) },
          ]);
        },
      },
      xAxis: axis('mean P̂'),
      yAxis: axis('observed performance'),
      series: [
        line('Calibrated', after, palette.accent, 'solid'),
        line('As given', before, palette.cost, 'dashed'),
        {
          name: 'Diagonal',
          type: 'line',
          silent: true,
          showSymbol: false,
          lineStyle: { color: palette.muted, width: 1, type: 'dotted' },
          data: [
            [0, 0],
            [1, 1],
          ],
        },
      ],
    };
  };

export const reliabilityTable = ({ before, after }: Calibration): ChartTable => ({
  columns: ['Curve', 'Mean P̂', 'Observed performance', 'Answers'],
  rows: (
    [
      ['Calibrated', after],
      ['As given', before],
    ] as const
  ).flatMap(([name, { curve }]) => curve.map((one) => [name, one.meanPredicted, one.meanObserved, one.count])),
});
