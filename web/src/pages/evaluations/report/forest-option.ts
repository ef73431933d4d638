import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../../../charts/palette';
import { tooltip } from '../../../charts/tooltip';
import type { TooltipPoint } from '../../../charts/tooltip';
import { metricOf, signed } from '../metrics';
import type { Difference } from './differences';

/** A forest plot: a point and its interval per router, the best on top, beside the line of no difference. */
export const forestOption =
  (rows: readonly Difference[]) =>
  (palette: Palette): EChartsCoreOption => {
    const drawn = rows.toReversed();
    const colours = { BETTER: palette.accent, WORSE: palette.danger, NOT_DISTINGUISHABLE: palette.muted } as const;
    const { show } = metricOf(rows[0]?.difference.metric ?? '');
    return {
      grid: { top: 8, bottom: 8, left: 8, right: 24 },
      tooltip: {
        trigger: 'item',
        formatter: ({ dataIndex }: TooltipPoint) => {
          const one = drawn[dataIndex];
          if (!one) return tooltip('', []);
          const { value, low, high } = one.difference;
          return tooltip(one.router, [
            { name: `Difference to ${one.against}`, value: signed(value, show) },
            ...(low === null || high === null
              ? []
              : [{ name: 'Interval', value: `${signed(low, show)} to ${signed(high, show)}` }]),
          ]);
        },
      },
      xAxis: { type: 'value', axisLabel: { formatter: show } },
      yAxis: {
        type: 'category',
        data: drawn.map(({ router }) => router),
        axisLabel: { width: 150, overflow: 'truncate', hideOverlap: false, interval: 0 },
      },
      series: [
        ...drawn.flatMap(({ verdict, difference: { low, high } }, i) =>
          low === null || high === null
            ? []
            : [
                {
                  type: 'line',
                  silent: true,
                  showSymbol: false,
                  lineStyle: { color: colours[verdict], width: 2 },
                  data: [
                    [low, i],
                    [high, i],
                  ],
                },
              ],
        ),
        {
          type: 'scatter',
          z: 5,
          symbolSize: 10,
          data: drawn.map(({ verdict, difference }, i) => ({
            value: [difference.value, i],
            itemStyle: { color: colours[verdict] },
          })),
          markLine: {
            silent: true,
            symbol: 'none',
            animation: false,
            label: { show: false },
            lineStyle: { color: palette.ink, type: 'dashed', width: 1 },
            data: [{ xAxis: 0 }],
          },
        },
      ],
    };
  };
