import { useCallback, useMemo } from 'react';
import { Chart } from '../../charts/chart';
import type { ChartSource } from '../../charts/chart';
import { seriesColour } from '../../charts/palette';
import type { Palette } from '../../charts/palette';
import { axisTooltip } from '../../charts/tooltip';
import { compact, count, moment } from '../../format';
import { readFragment } from '../../gql';
import type { TrafficQuery } from '../../gql/graphql';
import { bucketTitle, points, short, timeAxis } from './axes';
import { TrafficFiguresFields } from './operations';

interface Props {
  of: TrafficQuery['traffic'];
  nameOf: (group: TrafficQuery['traffic']['groups'][number]) => string;
  /** Of the dimension, for people. */
  by: string;
  source: ChartSource;
}

/** Decisions in each bucket, stacked by group. */
export function OverTime({ of, nameOf, by, source }: Props) {
  const { groups, starts, from, to, bucket } = of;
  const totals = readFragment(TrafficFiguresFields, of.totals);
  const isStacked = by !== 'Tag';
  const option = useCallback(
    (palette: Palette) => ({
      legend: { bottom: 0 },
      grid: { bottom: 36, top: 12 },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, formatter: axisTooltip(count, bucketTitle) },
      xAxis: timeAxis(from, to),
      yAxis: { type: 'value', minInterval: 1, axisLabel: { formatter: compact } },
      series: groups.map((group, i) => ({
        name: short(nameOf(group)),
        type: isStacked ? 'bar' : 'line',
        ...(isStacked ? { stack: 'all', barCategoryGap: '20%', barMaxWidth: 48 } : { showSymbol: starts.length < 40 }),
        itemStyle: { color: group.isRest ? palette.rest : seriesColour(palette, i) },
        data: points(starts, group.series.decisions).map(([at, n]) => [middle(at, starts, to), n]),
      })),
    }),
    [groups, starts, from, to, nameOf, isStacked],
  );
  const table = useMemo(
    () => ({
      columns: ['Begin', ...groups.map(nameOf)],
      rows: starts.map((start, i) => [moment(start), ...groups.map(({ series }) => series.decisions[i] ?? 0)]),
    }),
    [groups, starts, nameOf],
  );
  return (
    <Chart
      title="Decisions over time"
      note={`Per ${bucket.toLowerCase().replace('ten_minutes', 'ten minutes')}, by ${by === 'LLM' ? 'chosen LLM' : by.toLowerCase()}`}
      summary={`${count(totals.decisions)} decisions between ${moment(from)} and ${moment(to)} in ${groups.length} groups.`}
      option={option}
      table={table}
      source={source}
    />
  );
}

/** A bar stands in the middle of its bucket. */
function middle(at: number, starts: readonly string[], to: string): number {
  const first = Date.parse(starts[0] ?? to);
  const width = Date.parse(starts[1] ?? to) - first;
  return at + width / 2;
}
