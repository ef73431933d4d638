import { useCallback, useMemo } from 'react';
import { Chart } from '../../charts/chart';
import type { ChartSource } from '../../charts/chart';
import type { Palette } from '../../charts/palette';
import { axisTooltip } from '../../charts/tooltip';
import { dollars, milliseconds, moment } from '../../format';
import { readFragment } from '../../gql';
import type { TrafficQuery } from '../../gql/graphql';
import { bucketTitle, points, short, timeAxis } from './axes';
import { TrafficFiguresFields } from './operations';

interface Props {
  of: TrafficQuery['traffic'];
  source: ChartSource;
}

type Lines = readonly {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly colour: keyof Palette;
}[];

/** Spend of the chosen LLMs, and what the reference would have cost. */
export function Spend({ of, source, reference }: Props & { reference: string | null }) {
  const lines = useMemo<Lines>(
    () => [
      { name: 'Chosen LLMs', values: of.series.map(({ spend }) => spend?.usd ?? null), colour: 'accent' },
      ...(reference === null
        ? []
        : [
            {
              name: `All by ${reference}`,
              values: of.series.map((bucket) => bucket.reference?.referenceUsd ?? null),
              colour: 'cost' as const,
            },
          ]),
    ],
    [of, reference],
  );
  const { spend } = readFragment(TrafficFiguresFields, of.totals);
  return (
    <TimeLines
      {...{ of, source, lines }}
      title="Expected spend"
      note={reference === null ? 'USD per bucket; choose a reference to see savings' : 'USD per bucket'}
      summary={spend ? `Expected spend of ${dollars(spend.usd)}.` : 'The spend is not known.'}
      show={dollars}
    />
  );
}

/** How long decisions took in the server. */
export function Latency({ of, source }: Props) {
  const lines = useMemo<Lines>(
    () =>
      (['p50', 'p90', 'p99'] as const).map((name, i) => ({
        name,
        values: of.series.map(({ latency }) => latency?.[name] ?? null),
        colour: (['accent', 'cost', 'danger'] as const)[i] as keyof Palette,
      })),
    [of],
  );
  const { latency } = readFragment(TrafficFiguresFields, of.totals);
  return (
    <TimeLines
      {...{ of, source, lines }}
      title="Latency"
      note="Milliseconds that a decision took in the server"
      summary={latency ? `Median ${milliseconds(latency.p50)}, p99 ${milliseconds(latency.p99)}.` : 'No decisions.'}
      show={milliseconds}
    />
  );
}

interface LinesProps extends Props {
  lines: Lines;
  title: string;
  note: string;
  summary: string;
  show: (value: number) => string;
}

function TimeLines({ of, source, lines, title, note, summary, show }: LinesProps) {
  const { starts, from, to } = of;
  const option = useCallback(
    (palette: Palette) => ({
      legend: { bottom: 0 },
      grid: { bottom: 36, top: 12 },
      tooltip: { trigger: 'axis', formatter: axisTooltip(show, bucketTitle) },
      xAxis: timeAxis(from, to),
      yAxis: { type: 'value', min: 0, axisLabel: { formatter: show } },
      series: lines.map(({ name, values, colour }) => ({
        name: short(name),
        type: 'line',
        symbolSize: 5,
        showSymbol: values.filter((value) => value !== null).length < 40,
        itemStyle: { color: palette[colour] },
        data: points(starts, values),
      })),
    }),
    [lines, starts, from, to, show],
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
