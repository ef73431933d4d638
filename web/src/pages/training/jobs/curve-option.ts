import type { EChartsCoreOption } from 'echarts/core';
import { seriesColour } from '../../../charts/palette';
import type { Palette } from '../../../charts/palette';
import type { ChartTable } from '../../../charts/table';
import { axisTooltip } from '../../../charts/tooltip';
import { figure } from '../../../format';
import type { JobDetailFragment } from '../../../gql/graphql';

export type JobCurve = JobDetailFragment['curves'][number];

const NAMES: Readonly<Record<string, string>> = { loss: 'Loss', validationLoss: 'Validation loss' };
/** A figure of a training for people. */
export const seriesName = (name: string): string => NAMES[name] ?? name;

/** What a curve is called: its stage, and which run of it where there are several. */
export const curveName = ({ stage, run }: JobCurve): string => (run > 1 ? `${stage}, run ${run}` : stage);

/** Figures of a stage over its steps, one line each. The best step of a validation loss is marked. */
export const curveOption =
  ({ steps, series, unit }: JobCurve) =>
  (palette: Palette): EChartsCoreOption => ({
    animation: false,
    legend: { bottom: 0, data: series.map(({ name }) => seriesName(name)) },
    grid: { top: 16, bottom: 56 },
    tooltip: { trigger: 'axis', formatter: axisTooltip(figure, ({ axisValue }) => `${unit}: ${axisValue}`) },
    xAxis: {
      type: 'value',
      name: unit,
      nameLocation: 'middle',
      nameGap: 26,
      min: 'dataMin',
      max: 'dataMax',
      minInterval: 1,
      splitLine: { show: false },
    },
    yAxis: { type: 'value', scale: true, axisLabel: { formatter: figure } },
    series: series.map(({ name, values }, i) => ({
      name: seriesName(name),
      type: 'line',
      showSymbol: steps.length < 2,
      connectNulls: true,
      lineStyle: { width: 2, type: i === 0 ? 'solid' : 'dashed' },
      itemStyle: { color: seriesColour(palette, i) },
      data: values.map((value, at) => [steps[at], value]),
      ...bestOf(name, steps, values, palette),
    })),
  });

function bestOf(
  name: string,
  steps: readonly number[],
  values: readonly (number | null)[],
  { muted }: Palette,
): object {
  const best = bestStep({ name, values });
  if (best === null || name !== 'validationLoss') return {};
  return {
    markPoint: {
      symbol: 'circle',
      symbolSize: 9,
      label: { show: true, formatter: 'best', position: 'top', color: muted },
      data: [{ coord: [steps[best], values[best]] }],
    },
  };
}

/** Where a loss is least: the index of its step; null without a value. */
export function bestStep({ values }: { name: string; values: readonly (number | null)[] }): number | null {
  let best: number | null = null;
  values.forEach((value, i) => {
    if (value !== null && (best === null || value < (values[best] ?? Infinity))) best = i;
  });
  return best;
}

/** The same as rows. */
export const curveTable = ({ steps, series, unit }: JobCurve): ChartTable => ({
  columns: [unit, ...series.map(({ name }) => seriesName(name))],
  rows: steps.map((step, i) => [step, ...series.map(({ values }) => values[i] ?? null)]),
});

/** One sentence on what a curve shows. */
export function curveSummary(curve: JobCurve): string {
  const ends = curve.series.map(({ name, values }) => {
    const known = values.filter((value): value is number => value !== null);
    return `${seriesName(name)} from ${figure(known[0] ?? 0)} to ${figure(known.at(-1) ?? 0)}`;
  });
  return `${curveName(curve)}: ${ends.join(', ')} over ${curve.steps.length} ${curve.unit}.`;
}
