import { useCallback, useMemo } from 'react';
import type { EChartsCoreOption } from 'echarts/core';
import { Chart } from '../../charts/chart';
import { seriesColour } from '../../charts/palette';
import type { Palette } from '../../charts/palette';
import { tooltip } from '../../charts/tooltip';
import type { TooltipPoint } from '../../charts/tooltip';
import { percent, share } from '../../format';
import type { NeedsQuery as NeedsResult } from '../../gql/graphql';
import { useQuery } from '../../state/use-request';
import { NeedsQuery } from './operations';

interface Props {
  query: string;
  /** A router that names its abilities. */
  router: string;
  pool: string | null;
  /** The best candidates, best first. */
  top: readonly { readonly id: string; readonly name: string }[];
}

/** Axes of the radar: more than these cannot be read. */
const AXES = 8;

/** What the query asks for, and whether the top candidates have it. */
export function Needs({ query, router, pool, top }: Props) {
  const variables = useMemo(() => ({ text: query, router, pool }), [query, router, pool]);
  const { data } = useQuery(NeedsQuery, variables);
  const axes = useMemo(() => (data ? axesOf(data, top) : []), [data, top]);
  const option = useCallback((palette: Palette) => radar(axes, top, palette), [axes, top]);
  if (!data || axes.length < 3) return null;
  const [most] = axes;
  return (
    <Chart
      title="Abilities that the query needs"
      note={`As the router ${router} sees it. Difficulty: above ${percent(data.queryProfile.difficultyPercentile)} of the training queries. The dashed line is the need, relative to the largest; the others are abilities θ in [0, 1].`}
      summary={`Radar of the ${axes.length} abilities that the query needs most, ${most?.name} first, with those of ${top.map(({ name }) => name).join(', ')}.`}
      option={option}
      height={340}
      source={{ operation: NeedsQuery, variables }}
      table={{
        columns: ['Ability', 'Relevance r', ...top.map(({ name }) => `θ ${name}`)],
        rows: axes.map(({ name, relevance, abilities }) => [name, relevance, ...abilities]),
      }}
    />
  );
}

interface Axis {
  readonly name: string;
  readonly relevance: number;
  /** θ of each top candidate; null where the router has not learned it. */
  readonly abilities: readonly (number | null)[];
}

/** The abilities that are needed most, in descending order. */
function axesOf({ queryProfile, llms }: NeedsResult, top: Props['top']): Axis[] {
  const { dimensions, relevance } = queryProfile;
  if (!dimensions || !relevance) return [];
  const values = top.map(({ id }) => llms.find((llm) => llm.id === id)?.abilities[0]?.values ?? null);
  return dimensions
    .map((name, k) => ({
      name: name.replaceAll('-', ' '),
      relevance: relevance[k] ?? 0,
      abilities: values.map((theta) => theta?.[k] ?? null),
    }))
    .sort((a, b) => b.relevance - a.relevance)
    .slice(0, AXES);
}

function radar(axes: readonly Axis[], top: Props['top'], palette: Palette): EChartsCoreOption {
  const largest = Math.max(...axes.map(({ relevance }) => relevance), Number.EPSILON);
  const shape = (name: string, value: (number | null)[], colour: string, line: object) => ({
    name,
    value,
    itemStyle: { color: colour },
    lineStyle: { color: colour, width: 2, ...line },
  });
  return {
    legend: { bottom: 0 },
    tooltip: {
      trigger: 'item',
      formatter: ({ name, value, color }: TooltipPoint) =>
        tooltip(
          name,
          axes.map((axis, k) => ({
            name: axis.name,
            value: share(Number((value as number[])[k])),
            colour: String(color),
          })),
        ),
    },
    radar: {
      indicator: axes.map(({ name }) => ({ name, max: 1, min: 0 })),
      radius: '62%',
      center: ['50%', '46%'],
      axisName: { color: palette.muted, width: 110, overflow: 'break' },
      splitArea: { show: false },
      splitLine: { lineStyle: { color: palette.line } },
      axisLine: { lineStyle: { color: palette.line } },
    },
    series: [
      {
        type: 'radar',
        symbolSize: 5,
        data: [
          {
            ...shape(
              'Need of the query',
              axes.map(({ relevance }) => relevance / largest),
              palette.muted,
              { type: 'dashed' },
            ),
            areaStyle: { color: palette.muted, opacity: 0.12 },
          },
          ...top
            .map(({ name }, i) =>
              shape(
                name,
                axes.map(({ abilities }) => abilities[i] ?? null),
                seriesColour(palette, i),
                {},
              ),
            )
            .filter(({ value }) => value.some((theta) => theta !== null)),
        ],
      },
    ],
  };
}
