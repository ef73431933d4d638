import type { EChartsCoreOption } from 'echarts/core';
import { count, share } from '../format';
import type { Palette } from './palette';
import { tooltip } from './tooltip';
import type { TooltipPoint } from './tooltip';

/** One bin: how many answers, their mean P̂ and their mean observed performance, in [0, 1]. */
export interface ReliabilityPoint {
  readonly count: number;
  readonly meanPredicted: number;
  readonly meanObserved: number;
}

export interface ReliabilityCurve {
  readonly name: string;
  readonly points: readonly ReliabilityPoint[];
  readonly colour: string;
  readonly isDashed?: boolean;
  /** Diameter of a point in pixels; 8 when absent. */
  readonly size?: (point: ReliabilityPoint) => number;
}

const axis = (name: string) => ({ type: 'value', min: 0, max: 1, name, nameLocation: 'middle', nameGap: 32 });

/** Observed over predicted performance in bins, beside the diagonal that they should lie on; a legend for more than one curve. */
export function reliabilityChart(curves: readonly ReliabilityCurve[], palette: Palette): EChartsCoreOption {
  const hasLegend = curves.length > 1;
  return {
    ...(hasLegend && { legend: { bottom: 0, data: curves.map(({ name }) => name) } }),
    grid: { top: 16, bottom: hasLegend ? 64 : 40, left: 32 },
    tooltip: {
      trigger: 'item',
      formatter: ({ seriesName = '', dataIndex }: TooltipPoint) => {
        const point = curves.find(({ name }) => name === seriesName)?.points[dataIndex];
        if (!point) return tooltip('', []);
        return tooltip(seriesName, [
          { name: 'Mean P̂', value: share(point.meanPredicted) },
          { name: 'Observed', value: share(point.meanObserved) },
          { name: 'Answers', value: count(point.count) },
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
      ...curves.map(({ name, points, colour, isDashed = false, size = () => 8 }) => ({
        name,
        type: 'line',
        symbol: 'circle',
        itemStyle: { color: colour },
        lineStyle: { color: colour, width: 2, type: isDashed ? 'dashed' : 'solid' },
        data: points.map((point) => ({ value: [point.meanPredicted, point.meanObserved], symbolSize: size(point) })),
      })),
    ],
  };
}
