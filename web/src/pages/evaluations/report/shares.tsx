import { useMemo } from 'react';
import type { EChartsCoreOption } from 'echarts/core';
import { Chart } from '../../../charts/chart';
import { seriesColour } from '../../../charts/palette';
import type { Palette } from '../../../charts/palette';
import { tooltip } from '../../../charts/tooltip';
import type { TooltipPoint } from '../../../charts/tooltip';
import { percent } from '../../../format';
import { EvaluationReportQuery } from '../operations';
import type { Row } from './tasks';

/** LLMs with a colour of their own; the others are put together. */
const NAMED = 9;

/** Which LLMs answered, a bar per router. */
export function Shares({ of, variables }: { of: readonly Row[]; variables: { id: string } }) {
  const rows = useMemo(() => of.filter(({ shares }) => shares.length > 0), [of]);
  const llms = useMemo(() => {
    const total = new Map<string, number>();
    for (const { shares } of rows) for (const { llm, share } of shares) total.set(llm, (total.get(llm) ?? 0) + share);
    return [...total].sort(([, a], [, b]) => b - a).map(([llm]) => llm);
  }, [rows]);
  const option = useMemo(() => optionOf(rows, llms), [rows, llms]);
  const table = useMemo(
    () => ({
      columns: ['Router', ...llms],
      rows: rows.map((row) => [row.router, ...llms.map((llm) => shareOf(row, llm))]),
    }),
    [rows, llms],
  );
  if (rows.length === 0) return null;
  return (
    <Chart
      title="Which LLMs answer"
      note={llms.length > NAMED ? `The ${NAMED} most frequent; the table has all ${llms.length}.` : undefined}
      summary={`Shares of ${llms.length} LLMs for ${rows.length} routers.`}
      option={option}
      table={table}
      source={{ operation: EvaluationReportQuery, variables }}
      height={90 + 28 * rows.length}
    />
  );
}

const shareOf = ({ shares }: Row, name: string): number => shares.find(({ llm }) => llm === name)?.share ?? 0;

const optionOf =
  (rows: readonly Row[], llms: readonly string[]) =>
  (palette: Palette): EChartsCoreOption => {
    const drawn = rows.toReversed();
    const named = llms.slice(0, NAMED);
    const rest = llms.slice(NAMED);
    const bar = (name: string, colour: string, of: (row: Row) => number) => ({
      name,
      type: 'bar',
      stack: 'all',
      barMaxWidth: 18,
      itemStyle: { color: colour },
      data: drawn.map(of),
    });
    return {
      legend: { bottom: 0 },
      grid: { top: 8, bottom: 56, left: 8, right: 24 },
      tooltip: {
        trigger: 'item',
        formatter: ({ seriesName = '', name, value }: TooltipPoint) =>
          tooltip(name, [{ name: seriesName, value: percent(Number(value)) }]),
      },
      xAxis: { type: 'value', min: 0, max: 1, axisLabel: { formatter: percent } },
      yAxis: {
        type: 'category',
        data: drawn.map(({ router }) => router),
        axisLabel: { width: 150, overflow: 'truncate', hideOverlap: false, interval: 0 },
      },
      series: [
        ...named.map((llm, i) => bar(llm, seriesColour(palette, i), (row) => shareOf(row, llm))),
        ...(rest.length === 0
          ? []
          : [
              bar(`${rest.length} others`, palette.rest, (row) =>
                rest.reduce((sum, llm) => sum + shareOf(row, llm), 0),
              ),
            ]),
      ],
    };
  };
