import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../../../charts/palette';
import { seriesColour } from '../../../charts/palette';
import { tooltip } from '../../../charts/tooltip';
import type { TooltipPoint } from '../../../charts/tooltip';
import { share } from '../../../format';
import type { AbilityGrid, GridRow } from './ability-grid';
import { withInterval } from './ability-grid';

/** One polygon per LLM over the named abilities, all axes on one scale. */
export function radarOption(grid: AbilityGrid, rows: readonly GridRow[], palette: Palette): EChartsCoreOption {
  const { muted, line } = palette;
  // A little air below the least value keeps the smallest polygon from shrinking to its centre.
  const air = 0.1 * (grid.most - grid.least || 1);
  return {
    legend: { data: rows.map(({ name }) => name), bottom: 0 },
    tooltip: {
      trigger: 'item',
      formatter: ({ data }: TooltipPoint) => radarTooltip((data as { row: GridRow }).row, grid),
    },
    radar: {
      center: ['50%', '47%'],
      radius: '62%',
      indicator: grid.names.map((name) => ({ name, min: grid.least - air, max: grid.most })),
      axisName: {
        color: muted,
        fontSize: 11,
        formatter: (name = '') => (name.length > 22 ? `${name.slice(0, 21)}…` : name),
      },
      splitArea: { show: false },
      splitLine: { lineStyle: { color: line } },
      axisLine: { lineStyle: { color: line } },
    },
    series: [
      {
        type: 'radar',
        symbolSize: 5,
        data: rows.map((row, i) => ({
          name: row.name,
          value: row.values,
          row,
          itemStyle: { color: seriesColour(palette, i) },
          lineStyle: { color: seriesColour(palette, i), width: 2 },
          areaStyle: { color: seriesColour(palette, i), opacity: 0.08 },
        })),
      },
    ],
  };
}

const radarTooltip = ({ name, values, deviations }: GridRow, { names }: AbilityGrid): HTMLElement =>
  tooltip(
    `${name}: θ ± 90 %`,
    names.map((ability, k) => ({
      name: ability,
      value: withInterval(values[k] as number, deviations?.[k], share),
    })),
  );
