import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../../../charts/palette';
import { tooltip } from '../../../charts/tooltip';
import type { TooltipPoint } from '../../../charts/tooltip';
import { count, share } from '../../../format';
import type { StandingPoint } from './use-standing';

interface RenderApi {
  value: (dimension: number) => number;
  coord: (point: readonly number[]) => [number, number];
}

const low = ({ mean, halfWidth }: StandingPoint): number => Math.max(0, mean - (halfWidth ?? 0));
const high = ({ mean, halfWidth }: StandingPoint): number => Math.min(1, mean + (halfWidth ?? 0));

/** Mean P̂ with its 90 % interval against the number of answers. */
export function posteriorOption(
  points: readonly StandingPoint[],
  { accent, accentSoft, muted }: Palette,
): EChartsCoreOption {
  const band = (name: string, data: readonly number[][], area: object) => ({
    name,
    type: 'line',
    stack: 'band',
    stackStrategy: 'all',
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
    data,
    ...area,
  });
  const most = points.at(-1)?.answers ?? 0;
  return {
    tooltip: {
      trigger: 'axis',
      formatter: (given: TooltipPoint | readonly TooltipPoint[]) => {
        const first = (Array.isArray(given) ? given[0] : given) as TooltipPoint | undefined;
        const point = points[first?.dataIndex ?? 0];
        if (!point) return tooltip('', []);
        const half = point.halfWidth === null ? '' : ` ± ${share(point.halfWidth)}`;
        return tooltip(`${count(point.answers)} answers`, [{ name: 'Expected P̂', value: share(point.mean) + half }]);
      },
    },
    grid: { top: 16, bottom: 32 },
    xAxis: {
      type: 'value',
      name: 'Answers',
      nameLocation: 'middle',
      nameGap: 24,
      min: 0,
      max: Math.max(10, most),
      minInterval: 1,
    },
    yAxis: { type: 'value', min: 0, max: 1, axisLabel: { formatter: (value: number) => share(value) } },
    series: [
      band(
        'Lower end',
        points.map((point) => [point.answers, low(point)]),
        {},
      ),
      band(
        'Interval',
        points.map((point) => [point.answers, high(point) - low(point)]),
        {
          areaStyle: { color: accentSoft, opacity: 1 },
        },
      ),
      {
        type: 'custom',
        silent: true,
        encode: { x: 0, y: [1, 2] },
        data: points.map((point) => [point.answers, low(point), high(point)]),
        renderItem: (_: unknown, api: RenderApi) => {
          const [x, y1] = api.coord([api.value(0), api.value(1)]);
          const [, y2] = api.coord([api.value(0), api.value(2)]);
          return { type: 'line', shape: { x1: x, y1, x2: x, y2 }, style: { stroke: muted, lineWidth: 1.5 } };
        },
      },
      {
        name: 'Expected P̂',
        type: 'line',
        symbolSize: 9,
        itemStyle: { color: accent },
        lineStyle: { color: accent, width: 2 },
        data: points.map(({ answers, mean }) => [answers, mean]),
      },
    ],
  };
}
