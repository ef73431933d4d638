import type { EChartsCoreOption } from 'echarts/core';
import { seriesColour } from '../../../charts/palette';
import type { Palette } from '../../../charts/palette';
import { tooltip } from '../../../charts/tooltip';
import type { TooltipPoint } from '../../../charts/tooltip';
import { onAxis, shownAs } from './axis';
import type { Report } from './report-sections';

export type Curve = Report['curves'][number];
type Series = Curve['series'][number];

/** A measured point with its intervals, drawn as a cross over the line. */
export interface Whisker {
  readonly name: string;
  readonly alpha: number;
  readonly x: { readonly value: number; readonly low: number | null; readonly high: number | null };
  readonly y: { readonly value: number; readonly low: number | null; readonly high: number | null };
}

const MARKS = ['diamond', 'triangle', 'rect', 'arrow'] as const;

interface Api {
  value(dimension: number): number;
  coord(point: readonly [number, number]): [number, number];
}

/** Lines with confidence bands where points have intervals, whiskers where they were measured apart, references dashed. */
export const curveOption =
  (curve: Curve, whiskers: readonly Whisker[]) =>
  (palette: Palette): EChartsCoreOption => {
    const routers = curve.series.filter(({ reference }) => !reference);
    const colourOf = ({ name, reference }: Series) =>
      reference
        ? palette.muted
        : seriesColour(
            palette,
            routers.findIndex((one) => one.name === name),
          );
    const references = curve.series.filter(({ reference }) => reference).map(({ name }) => name);
    const symbolOf = ({ name, reference }: Series) =>
      reference ? MARKS[references.indexOf(name) % MARKS.length] : 'circle';
    const ownOf = ({ name }: Series) => whiskers.filter((one) => one.name === name);
    return {
      legend: {
        bottom: 0,
        // References have one colour and are told apart by their marks.
        data: curve.series.map((one) => (one.reference ? { name: one.name, icon: symbolOf(one) } : one.name)),
      },
      grid: { top: 16, bottom: 72, left: 40, right: 24 },
      tooltip: {
        trigger: 'item',
        formatter: ({ seriesName = '', data }: TooltipPoint) => tooltip(seriesName, linesOf(curve, data)),
      },
      xAxis: axisOf(curve.x),
      yAxis: { ...axisOf(curve.y), nameGap: 52 },
      series: [
        ...curve.series.flatMap((one) => bandOf(one, ownOf(one), colourOf(one))),
        ...curve.series.map((one) => ({
          name: one.name,
          type: 'line',
          symbolSize: one.points.length > 30 ? 4 : 7,
          symbol: symbolOf(one),
          showSymbol: true,
          itemStyle: { color: colourOf(one) },
          lineStyle: { color: colourOf(one), width: 2, type: one.reference ? 'dashed' : 'solid' },
          data: one.points.map((point) => ({ value: [point.x, point.y], point })),
        })),
        ...curve.series.flatMap((one) => {
          const own = ownOf(one);
          return own.length === 0 ? [] : [whiskersOf(one.name, own, colourOf(one))];
        }),
      ],
    };
  };

const axisOf = ({ label, unit }: Curve['x']) => ({
  type: 'value',
  scale: true,
  name: label,
  nameLocation: 'middle',
  nameGap: 30,
  axisLabel: { formatter: onAxis(unit) },
});

function linesOf(curve: Curve, data: unknown) {
  const { point } = data as { point?: Series['points'][number] };
  if (!point) return [];
  const [x, y] = [shownAs(curve.x.unit), shownAs(curve.y.unit)];
  return [
    { name: curve.x.label, value: x(point.x) },
    { name: curve.y.label, value: y(point.y) },
    ...(point.low === null || point.high === null
      ? []
      : [{ name: 'interval', value: `${y(point.low)} to ${y(point.high)}` }]),
    ...(point.label ? [{ name: point.label, value: '' }] : []),
  ];
}

/** The area between the ends of the intervals: of the points, or where they have none of the measured ones, joined by lines. */
function bandOf({ name, points }: Series, own: readonly Whisker[], colour: string) {
  const ends = points.some(({ low }) => low !== null) ? points : own.map(({ x, y }) => ({ ...y, x: x.value }));
  const known = ends
    .flatMap(({ x, low, high }) => (low === null || high === null ? [] : [{ x, low, high }]))
    .sort((a, b) => a.x - b.x);
  if (known.length < 2) return [];
  return [
    {
      name,
      type: 'custom',
      silent: true,
      clip: true,
      z: 1,
      itemStyle: { color: colour },
      encode: { x: 0, y: [1, 2] },
      data: known.map(({ x, low, high }) => [x, low, high]),
      renderItem: (params: { dataIndex: number }, api: Api) => {
        if (params.dataIndex > 0) return null;
        const upper = known.map(({ x, high }) => api.coord([x, high]));
        const lower = known.map(({ x, low }) => api.coord([x, low])).reverse();
        return { type: 'polygon', shape: { points: [...upper, ...lower] }, style: { fill: colour, opacity: 0.16 } };
      },
    },
  ];
}

/** A cross per point: its arms are the intervals of both figures. */
const whiskersOf = (name: string, own: readonly Whisker[], colour: string) => ({
  name,
  type: 'custom',
  silent: true,
  clip: true,
  z: 4,
  itemStyle: { color: colour },
  encode: { x: [0, 2, 3], y: [1, 4, 5] },
  data: own.map(({ x, y }) => [
    ...[x.value, y.value, x.low ?? x.value, x.high ?? x.value],
    ...[y.low ?? y.value, y.high ?? y.value],
  ]),
  renderItem: (_params: unknown, api: Api) => {
    const [x, y] = [api.value(0), api.value(1)];
    const arm = (from: readonly [number, number], to: readonly [number, number]) => {
      const [[x1, y1], [x2, y2]] = [api.coord(from), api.coord(to)];
      return { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: colour, lineWidth: 1.5, opacity: 0.8 } };
    };
    return {
      type: 'group',
      children: [arm([api.value(2), y], [api.value(3), y]), arm([x, api.value(4)], [x, api.value(5)])],
    };
  },
});
