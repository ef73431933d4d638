import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from './palette';

type Part = Record<string, unknown>;
const part = (value: unknown): Part => (typeof value === 'object' && value !== null ? (value as Part) : {});
const each = (value: unknown, change: (one: Part) => Part): unknown =>
  value === undefined ? undefined : Array.isArray(value) ? value.map((one) => change(part(one))) : change(part(value));

/** As long as a legend has room for. */
const LEGEND_CHARACTERS = 26;
const shortened = (name: string): string =>
  name.length > LEGEND_CHARACTERS ? `${name.slice(0, LEGEND_CHARACTERS - 1)}…` : name;

/** Gives axes, legend, tooltip and texts of a chart the look of the page; what the chart says itself goes first. */
export function withBase(option: EChartsCoreOption, palette: Palette): EChartsCoreOption {
  const { ink, muted, line, surface, font } = palette;
  const axis = (own: Part): Part => ({
    ...own,
    axisLine: {
      show: own['type'] !== 'value' && own['type'] !== 'log',
      lineStyle: { color: line },
      ...part(own['axisLine']),
    },
    axisTick: { show: false, ...part(own['axisTick']) },
    axisLabel: { color: muted, fontSize: 12, hideOverlap: true, ...part(own['axisLabel']) },
    nameTextStyle: { color: muted, fontSize: 12, ...part(own['nameTextStyle']) },
    splitLine: { show: own['type'] !== 'category', ...part(own['splitLine']), lineStyle: { color: line } },
  });
  return {
    color: [...palette.series],
    animationDuration: 250,
    animationDurationUpdate: 200,
    ...option,
    textStyle: { fontFamily: font, color: ink, ...part(option['textStyle']) },
    grid: each(option['grid'] ?? {}, (own) => ({
      left: 8,
      right: 16,
      top: 24,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
      ...own,
    })),
    ...(option['xAxis'] === undefined ? {} : { xAxis: each(option['xAxis'], axis) }),
    ...(option['yAxis'] === undefined ? {} : { yAxis: each(option['yAxis'], axis) }),
    ...(option['legend'] === undefined
      ? {}
      : {
          legend: each(option['legend'], (own) => ({
            type: 'scroll',
            icon: 'roundRect',
            itemWidth: 12,
            itemHeight: 8,
            pageIconColor: muted,
            pageTextStyle: { color: muted },
            // Not `width` of the text: every name, however short, would be that wide.
            formatter: shortened,
            ...own,
            // Below 20, a legend of several pages cuts letters off.
            textStyle: { color: muted, lineHeight: 20, ...part(own['textStyle']) },
          })),
        }),
    tooltip: {
      confine: true,
      backgroundColor: surface,
      borderColor: line,
      textStyle: { color: ink, fontSize: 13 },
      transitionDuration: 0,
      ...part(option['tooltip']),
    },
  };
}
