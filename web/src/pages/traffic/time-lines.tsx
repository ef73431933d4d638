import { useCallback, useMemo } from 'react';
import { Chart } from '../../charts/chart';
import type { ChartSource } from '../../charts/chart';
import type { Palette } from '../../charts/palette';
import { axisTooltip } from '../../charts/tooltip';
import { moment } from '../../format';
import type { TrafficQuery } from '../../gql/graphql';
import { bucketTitle, points, short, timeAxis } from './axes';

export type Lines = readonly {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly colour: keyof Palette;
}[];

interface Props {
  of: Pick<TrafficQuery['traffic'], 'starts' | 'from' | 'to'>;
  source: ChartSource;
  lines: Lines;
  title: string;
  note: string;
  summary: string;
  show: (value: number) => string;
  /** Top of the axis; the data's when absent. */
  max?: number;
}

/** Figures over time, a line each; where nothing is known there is a gap. */
export function TimeLines({ of, source, lines, title, note, summary, show, max }: Props) {
  const { starts, from, to } = of;
  const option = useCallback(
    (palette: Palette) => ({
      legend: { bottom: 0 },
      grid: { bottom: 36, top: 12 },
      tooltip: { trigger: 'axis', formatter: axisTooltip(show, bucketTitle) },
      xAxis: timeAxis(from, to),
      yAxis: { type: 'value', min: 0, ...(max !== undefined && { max }), axisLabel: { formatter: show } },
      series: lines.map(({ name, values, colour }) => ({
        name: short(name),
        type: 'line',
        symbolSize: 5,
        showSymbol: values.filter((value) => value !== null).length < 40,
        itemStyle: { color: palette[colour] },
        data: points(starts, values),
      })),
    }),
    [lines, starts, from, to, show, max],
  );
  const table = useMemo(
    () => ({
      columns: ['Begin', ...lines.map(({ name }) => name)],
      rows: starts.map((start, i) => [moment(start), ...lines.map(({ values }) => values[i] ?? null)]),
    }),
    [lines, starts],
  );
  return <Chart {...{ title, note, summary, option, table, source }} height={240} />;
}
