import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../../../charts/palette';
import { tooltip } from '../../../charts/tooltip';
import type { TooltipPoint } from '../../../charts/tooltip';
import { share } from '../../../format';
import type { AbilityGrid } from './ability-grid';
import { withInterval } from './ability-grid';

/** Rows that are shown at once; the others are reached with the slider at the side. */
export const ROWS_AT_ONCE = 40;
const ROW_PIXELS = 20;
const AROUND_PIXELS = 190;

export const heatHeight = (rows: number): number =>
  Math.max(1, Math.min(rows, ROWS_AT_ONCE)) * ROW_PIXELS + AROUND_PIXELS;

/** θ as colour, LLMs × named abilities. */
export function heatOption(grid: AbilityGrid, { accent, track, cost, muted, ink }: Palette): EChartsCoreOption {
  const { names, llms, least, most } = grid;
  const isLong = llms.length > ROWS_AT_ONCE;
  return {
    grid: { top: 8, left: 8, right: isLong ? 44 : 16, bottom: 40 },
    tooltip: {
      formatter: ({ value }: TooltipPoint) => {
        const [k, i, theta] = value as [number, number, number];
        const row = llms[i];
        return tooltip(row?.name ?? '', [
          { name: names[k] ?? '', value: `θ ${withInterval(theta, row?.deviations?.[k], share)}` },
        ]);
      },
    },
    xAxis: {
      type: 'category',
      data: [...names],
      axisLabel: { rotate: 50, interval: 0, hideOverlap: false, fontSize: 11, width: 130, overflow: 'truncate' },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'category',
      data: llms.map(({ name }) => name),
      inverse: true,
      axisLabel: { interval: 0, hideOverlap: false, width: 150, overflow: 'truncate', fontSize: 11 },
      splitLine: { show: false },
      triggerEvent: true,
    },
    visualMap: {
      type: 'continuous',
      min: least,
      max: most,
      calculable: false,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 140,
      itemWidth: 12,
      text: [`θ ${share(most)}`, share(least)],
      textStyle: { color: muted },
      inRange: { color: [cost, track, accent] },
    },
    ...(isLong && {
      dataZoom: [
        {
          type: 'slider',
          yAxisIndex: 0,
          startValue: 0,
          endValue: ROWS_AT_ONCE - 1,
          right: 4,
          width: 18,
          showDetail: false,
          brushSelect: false,
          zoomLock: true,
        },
      ],
    }),
    series: [
      {
        type: 'heatmap',
        data: llms.flatMap(({ values }, i) => values.map((theta, k) => [k, i, theta])),
        cursor: 'pointer',
        emphasis: { itemStyle: { borderColor: ink, borderWidth: 1 } },
      },
    ],
  };
}
