import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../../../charts/palette';
import { tooltip } from '../../../charts/tooltip';
import type { TooltipPoint } from '../../../charts/tooltip';
import { share } from '../../../format';

export interface AbilityBar {
  readonly name: string;
  readonly value: number;
  /** Half-width of the 90 % interval; null where it is not known. */
  readonly half: number | null;
}

interface RenderApi {
  value: (dimension: number) => number;
  coord: (point: readonly number[]) => [number, number];
}

/** A point per ability with a line for its interval. */
export function abilityOption(bars: readonly AbilityBar[], { accent, muted }: Palette): EChartsCoreOption {
  return {
    grid: { top: 8, bottom: 24 },
    tooltip: {
      formatter: ({ dataIndex }: TooltipPoint) => {
        const bar = bars[dataIndex];
        const value = bar ? share(bar.value) + (bar.half === null ? '' : ` ± ${share(bar.half)}`) : '';
        return tooltip(bar?.name ?? '', [{ name: 'θ', value }]);
      },
    },
    xAxis: { type: 'value', scale: true, axisLabel: { formatter: (value: number) => share(value) } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      axisLabel: { interval: 0, hideOverlap: false, width: 190, overflow: 'truncate', fontSize: 11 },
    },
    series: [
      {
        type: 'custom',
        silent: true,
        encode: { x: [0, 1], y: 2 },
        data: bars.flatMap(({ value, half }, i) => (half === null ? [] : [[value - half, value + half, i]])),
        renderItem: (_: unknown, api: RenderApi) => {
          const [x1, y] = api.coord([api.value(0), api.value(2)]);
          const [x2] = api.coord([api.value(1), api.value(2)]);
          return {
            type: 'line',
            shape: { x1, y1: y, x2, y2: y },
            style: { stroke: accent, lineWidth: 3, opacity: 0.35, lineCap: 'round' },
          };
        },
      },
      {
        type: 'scatter',
        symbolSize: 9,
        itemStyle: { color: accent },
        data: bars.map(({ value }, i) => [value, i]),
        emphasis: { itemStyle: { borderColor: muted, borderWidth: 1 } },
      },
    ],
  };
}
