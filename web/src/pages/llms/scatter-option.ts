import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../../charts/palette';
import { tooltip } from '../../charts/tooltip';
import type { TooltipPoint } from '../../charts/tooltip';
import { dollars, share } from '../../format';
import { statusWord } from './parts/status-badge';
import type { LlmRow } from './row';

export interface PricedPoint extends LlmRow {
  readonly performance: number;
  readonly output: number;
  /** Where it is drawn: a logarithm has no 0, so free LLMs stand left of the cheapest. */
  readonly x: number;
  /** 0: known well, 1: not yet, 2: retired. The series that it is drawn in. */
  readonly group: 0 | 1 | 2;
}

/** LLMs with a price and a prediction, the cheapest first. */
export function pricedPoints(rows: readonly LlmRow[]): PricedPoint[] {
  const priced = rows.flatMap((row) =>
    row.price && row.performance !== null
      ? [{ ...row, performance: row.performance, output: row.price.outputPerMillion }]
      : [],
  );
  const cheapest = priced.reduce((least, { output }) => (output > 0 ? Math.min(least, output) : least), Infinity);
  const free = Number.isFinite(cheapest) ? cheapest / 3 : 0.01;
  return priced
    .map((row): PricedPoint => ({ ...row, x: row.output > 0 ? row.output : free, group: groupOf(row) }))
    .sort((a, b) => a.output - b.output || a.performance - b.performance);
}

const groupOf = ({ status }: LlmRow): PricedPoint['group'] =>
  status === 'CALIBRATED' ? 0 : status === 'RETIRED' ? 2 : 1;

const GROUPS = ['Calibrated', 'Cold or warming', 'Retired'] as const;
const SYMBOLS = ['circle', 'emptyCircle', 'triangle'] as const;

/** Series 0 to 2 are the groups, 3 is the hull. */
export function scatterOption(
  points: readonly PricedPoint[],
  hull: readonly PricedPoint[],
  { accent, muted, ink, rest, line, surface }: Palette,
): EChartsCoreOption {
  const colours = [accent, accent, rest];
  const marks = GROUPS.map((name, group) => ({
    name,
    type: 'scatter',
    symbol: SYMBOLS[group],
    itemStyle: { color: colours[group] },
    cursor: 'pointer',
    // The room of a label goes to larger marks first, and those are the ones on the hull.
    data: points
      .filter((point) => point.group === group)
      .map((point) => ({
        name: point.name,
        value: [point.x, point.performance],
        symbolSize: point.isEfficient ? 13 : 9,
        point,
        label: { color: point.isEfficient ? ink : muted, fontWeight: point.isEfficient ? 600 : 400 },
      })),
    label: {
      show: true,
      position: 'right',
      formatter: '{b}',
      fontSize: 12,
      width: 150,
      overflow: 'truncate',
      textBorderColor: surface,
      textBorderWidth: 2,
      minMargin: 4,
    },
    labelLayout: { hideOverlap: true },
    emphasis: { scale: 1.3 },
    z: 3,
  }));
  return {
    legend: { data: [...GROUPS, 'Pareto hull'], bottom: 0 },
    grid: { bottom: 56, right: 24, top: 16 },
    tooltip: { formatter: (at: TooltipPoint) => pointTooltip(at) },
    xAxis: {
      type: 'log',
      name: 'USD per million output tokens',
      nameLocation: 'middle',
      nameGap: 26,
      splitLine: { lineStyle: { color: line } },
      axisLabel: { formatter: (value: number) => dollars(value) },
    },
    yAxis: {
      type: 'value',
      name: 'Expected P̂',
      nameLocation: 'middle',
      nameGap: 44,
      scale: true,
      axisLabel: { formatter: (value: number) => share(value) },
    },
    series: [
      ...marks,
      {
        name: 'Pareto hull',
        type: 'line',
        step: 'end',
        symbol: 'none',
        silent: true,
        lineStyle: { color: accent, width: 1.5, opacity: 0.6 },
        itemStyle: { color: accent },
        data: hull.map(({ x, performance }) => [x, performance]),
        z: 2,
      },
    ],
  };
}

function pointTooltip({ data }: TooltipPoint): HTMLElement {
  const { point } = data as { point: PricedPoint };
  const { name, status, output, price, performance, halfWidth, isEfficient } = point;
  return tooltip(name, [
    { name: 'Expected P̂', value: share(performance) + (halfWidth ? ` ± ${share(halfWidth)}` : '') },
    { name: 'Output, per million tokens', value: output === 0 ? 'free' : dollars(output) },
    { name: 'Input, per million tokens', value: dollars(price?.inputPerMillion ?? 0) },
    { name: 'Status', value: statusWord(status) },
    ...(isEfficient ? [{ name: 'On the Pareto hull', value: '' }] : []),
  ]);
}
