import type { EChartsCoreOption } from 'echarts/core';
import { seriesColour } from '../../../charts/palette';
import type { Palette } from '../../../charts/palette';
import { tooltip } from '../../../charts/tooltip';
import type { TooltipPoint } from '../../../charts/tooltip';
import { share } from '../../../format';
import type { Drawn, Group, Mark } from './groups';
import { NO_TASK, pickedId } from './groups';

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
    legend: {
      data: legendOf(groups, similar, marked),
      bottom: 0,
    },
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

/** From easy, blue, over yellow to hard, red: an order that readers who see few hues can follow as well. */
function scaleColour(at: number, palette: Palette): string {
  const [easy, middle] = [seriesColour(palette, 6), seriesColour(palette, 7)];
  return at < 0.5 ? mixed(easy, middle, at * 2) : mixed(middle, palette.danger, at * 2 - 1);
}

function mixed(a: string, b: string, t: number): string {
  const parts = (colour: string) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  const [x, y] = [parts(a), parts(b)];
  return `rgb(${x.map((from, i) => Math.round(from + ((y[i] ?? from) - from) * t)).join(', ')})`;
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
