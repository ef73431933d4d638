import type { EChartsCoreOption } from 'echarts/core';
import { seriesColour } from '../../../charts/palette';
import type { Palette } from '../../../charts/palette';
import { tooltip } from '../../../charts/tooltip';
import type { TooltipPoint } from '../../../charts/tooltip';
import { share } from '../../../format';
import type { Choices, Group, Points } from './groups';
import { NO_TASK } from './groups';

/** A query that stands out: the selected one, or what is like it. */
export interface Mark {
  /** Null: a text that is no training query. */
  readonly id: string | null;
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

export interface Drawn {
  readonly map: Points;
  readonly choices: Choices | null;
  readonly groups: readonly Group[];
  readonly marked: Mark | null;
  readonly similar: readonly Mark[];
}

/** Points above which a series is drawn as one shape. */
const LARGE = 1500;
export const SIMILAR = 'Similar queries';

/** Series 0 … groups − 1 are the groups; then the similar queries, then the marked one. */
export function mapOption({ map, choices, groups, marked, similar }: Drawn, palette: Palette): EChartsCoreOption {
  const { x, y } = map;
  const size = map.ids.length > 6000 ? 3 : map.ids.length > 1500 ? 5 : 7;
  const axis = (values: readonly number[], marks: readonly number[]) => {
    const [least, most] = extent([...values, ...marks]);
    const room = 0.03 * Math.max(1e-3, most - least);
    return { type: 'value' as const, show: false, min: least - room, max: most + room };
  };
  const marks = [...similar, ...(marked ? [marked] : [])];
  return {
    animation: false,
    legend: { data: legendOf(groups, similar, marked), bottom: 0 },
    grid: { top: 8, left: 8, right: 8, bottom: 40 },
    tooltip: { formatter: (at: TooltipPoint) => pointTooltip(at, { map, choices, groups, marked, similar }) },
    xAxis: axis(
      x,
      marks.map((mark) => mark.x),
    ),
    yAxis: axis(
      y,
      marks.map((mark) => mark.y),
    ),
    series: [
      ...groups.map(({ name, hue, points }) => ({
        name,
        type: 'scatter',
        large: true,
        largeThreshold: LARGE,
        symbolSize: size,
        cursor: 'pointer',
        itemStyle: { color: colourOf(hue, palette), opacity: hue ? 0.75 : 0.4 },
        data: points.map((i) => [x[i], y[i]]),
      })),
      {
        name: SIMILAR,
        type: 'scatter',
        symbol: 'circle',
        symbolSize: 11,
        cursor: 'pointer',
        z: 4,
        itemStyle: { color: 'transparent', borderColor: palette.ink, borderWidth: 1.5 },
        data: similar.map((mark) => [mark.x, mark.y]),
      },
      {
        name: marked?.name ?? 'Selected',
        type: 'scatter',
        symbol: 'pin',
        symbolSize: 34,
        z: 5,
        itemStyle: { color: palette.danger, borderColor: palette.surface, borderWidth: 1 },
        data: marked ? [[marked.x, marked.y]] : [],
      },
    ],
  };
}

const legendOf = (groups: readonly Group[], similar: readonly Mark[], marked: Mark | null): string[] => [
  ...groups.filter(({ hue }) => hue).map(({ name }) => name),
  ...groups.filter(({ hue }) => !hue).map(({ name }) => name),
  ...(similar.length > 0 ? [SIMILAR] : []),
  ...(marked ? [marked.name] : []),
];

function extent(values: readonly number[]): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return values.length > 0 ? [least, most] : [-1, 1];
}

function colourOf(hue: Group['hue'], palette: Palette): string {
  if (!hue) return palette.rest;
  return 'series' in hue ? seriesColour(palette, hue.series) : scaleColour(hue.scale, palette);
}

/** From easy, cool, to hard, warm. */
function scaleColour(at: number, { accent, cost, danger }: Palette): string {
  return at < 0.5 ? mixed(accent, cost, at * 2) : mixed(cost, danger, at * 2 - 1);
}

function mixed(a: string, b: string, t: number): string {
  const parts = (colour: string) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  const [x, y] = [parts(a), parts(b)];
  return `rgb(${x.map((from, i) => Math.round(from + ((y[i] ?? from) - from) * t)).join(', ')})`;
}

/** The training query under a mark of the picture: its place on the map, or a mark; null for a text. */
export function pickedId({ map, groups, similar, marked }: Drawn, series: number, at: number): string | null {
  if (series < groups.length) return map.ids[groups[series]?.points[at] ?? -1] ?? null;
  return series === groups.length ? (similar[at]?.id ?? null) : (marked?.id ?? null);
}

function pointTooltip({ seriesIndex = 0, dataIndex }: TooltipPoint, drawn: Drawn): HTMLElement {
  const { map, choices } = drawn;
  const id = pickedId(drawn, seriesIndex, dataIndex);
  const i = id === null ? -1 : map.ids.indexOf(id);
  if (i < 0) return tooltip(drawn.marked && id === null ? drawn.marked.name : `Query ${id ?? ''}`, []);
  const difficulty = map.difficulty?.values[i];
  const cluster = map.clusters?.numbers[i];
  const chosen = choices?.llms[choices.llm[i] ?? -1];
  return tooltip(map.tasks[map.task[i] ?? -1]?.task ?? NO_TASK, [
    { name: 'Query', value: map.ids[i] ?? '' },
    ...(difficulty === undefined ? [] : [{ name: 'Difficulty', value: share(difficulty) }]),
    ...(cluster === undefined ? [] : [{ name: 'Cluster', value: String(cluster) }]),
    ...(chosen ? [{ name: 'Chosen LLM', value: chosen.llm.name }] : []),
  ]);
}
