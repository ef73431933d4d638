import { useCallback, useMemo } from 'react';
import type { EChartsCoreOption } from 'echarts/core';
import { Chart } from '../../charts/chart';
import type { Palette } from '../../charts/palette';
import { tooltip } from '../../charts/tooltip';
import type { TooltipPoint } from '../../charts/tooltip';
import { compact, count, share } from '../../format';
import type { DifficultyOfQueriesQuery } from '../../gql/graphql';
import { HistogramQuery } from './operations';

type Of = DifficultyOfQueriesQuery['difficultyHistogram'];
type Bin = Of['bins'][number];

const range = ({ from, to }: Bin): string => `${share(from)}–${share(to)}`;

function histogramOption(bins: readonly Bin[], { accent, cost }: Palette): EChartsCoreOption {
  return {
    legend: { data: ['Queries', 'Observed performance'], bottom: 0 },
    grid: { bottom: 56, right: 40 },
    tooltip: {
      trigger: 'axis',
      formatter: (points: readonly TooltipPoint[]) => {
        const bin = bins[points[0]?.dataIndex ?? 0];
        if (!bin) return '';
        return tooltip(`Difficulty ${range(bin)}`, [
          { name: 'Queries', value: count(bin.queries), colour: accent },
          {
            name: 'Observed performance',
            value: bin.observedPerformance === null ? '–' : share(bin.observedPerformance),
            colour: cost,
          },
          { name: 'Predicted', value: bin.predictedPerformance === null ? '–' : share(bin.predictedPerformance) },
          { name: 'Responses', value: count(bin.responses) },
        ]);
      },
    },
    xAxis: {
      type: 'category',
      data: bins.map(range),
      name: 'Difficulty, 1 − mean P̂',
      nameLocation: 'middle',
      nameGap: 26,
    },
    yAxis: [
      { type: 'value', name: 'Queries', axisLabel: { formatter: compact } },
      {
        type: 'value',
        min: 0,
        max: 1,
        name: 'Performance',
        splitLine: { show: false },
        axisLabel: { formatter: share },
      },
    ],
    series: [
      {
        name: 'Queries',
        type: 'bar',
        barCategoryGap: '12%',
        itemStyle: { color: accent },
        data: bins.map(({ queries }) => queries),
      },
      {
        name: 'Observed performance',
        type: 'line',
        yAxisIndex: 1,
        symbolSize: 6,
        lineStyle: { color: cost },
        itemStyle: { color: cost },
        data: bins.map(({ observedPerformance }) => observedPerformance),
      },
    ],
  };
}

/** How many queries are how hard, and how well LLMs did on them. */
export function Histogram({ of, variables }: { of: Of; variables: unknown }) {
  const { bins, router } = of;
  const option = useCallback((palette: Palette) => histogramOption(bins, palette), [bins]);
  const table = useMemo(
    () => ({
      columns: ['Difficulty from', 'to', 'Queries', 'Predicted performance', 'Observed performance', 'Responses'],
      rows: bins.map((b) => [b.from, b.to, b.queries, b.predictedPerformance, b.observedPerformance, b.responses]),
    }),
    [bins],
  );
  const total = bins.reduce((sum, { queries }) => sum + queries, 0);
  const hard = bins.reduce((sum, { from, queries }) => sum + (from >= 0.5 ? queries : 0), 0);
  return (
    <Chart
      title="Difficulty"
      note={`${count(total)} training queries by difficulty as ${router} sees them: 1 − the mean P̂ of its LLMs. Where the line falls as difficulty rises, the LLMs bear it out.`}
      summary={`Histogram of the difficulty of ${total} queries; ${hard} have 0.5 or more.`}
      option={option}
      table={table}
      source={{ operation: HistogramQuery, variables }}
    />
  );
}
