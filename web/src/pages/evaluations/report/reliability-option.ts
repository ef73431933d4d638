import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../../../charts/palette';
import { tooltip } from '../../../charts/tooltip';
import type { TooltipPoint } from '../../../charts/tooltip';
import { count, share } from '../../../format';
import type { Measured } from './reliability';

/** Diameter of a bin that holds every answer. */
const LARGEST = 44;

const axis = (name: string) => ({ type: 'value', min: 0, max: 1, name, nameLocation: 'middle', nameGap: 32 });

/** Observed over predicted performance in bins, beside the diagonal that they should lie on. */
export const reliabilityOption =
  ({ router, reliability }: Measured) =>
  (palette: Palette): EChartsCoreOption => {
    const answers = reliability.reduce((sum, bin) => sum + bin.count, 0);
    return {
      grid: { top: 16, bottom: 40, left: 32 },
      tooltip: {
        trigger: 'item',
        formatter: ({ dataIndex, seriesName }: TooltipPoint) => {
          const bin = seriesName === router ? reliability[dataIndex] : undefined;
          if (!bin) return tooltip('', []);
          return tooltip(router, [
            { name: 'Mean P̂', value: share(bin.meanPredicted) },
            { name: 'Observed', value: share(bin.meanObserved) },
            { name: 'Answers', value: count(bin.count) },
          ]);
        },
      },
      xAxis: axis('mean P̂'),
      yAxis: axis('observed performance'),
      series: [
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
        {
          name: router,
          type: 'line',
          itemStyle: { color: palette.accent },
          lineStyle: { color: palette.accent, width: 2 },
          symbol: 'circle',
          data: reliability.map(({ meanPredicted, meanObserved, count: n }) => ({
            value: [meanPredicted, meanObserved],
            symbolSize: Math.max(5, LARGEST * Math.sqrt(n / answers)),
          })),
        },
      ],
    };
  };
