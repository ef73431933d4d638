import { useMemo } from 'react';
import type { EChartsCoreOption } from 'echarts/core';
import { Chart } from '../../../charts/chart';
import type { Palette } from '../../../charts/palette';
import { tooltip } from '../../../charts/tooltip';
import type { TooltipPoint } from '../../../charts/tooltip';
import { share } from '../../../format';
import type { Decisions } from './decision-changes';
import { signed } from './decision-changes';
import { DiffQuery } from './operations';

type Change = Decisions['performance'][number];
/** LLMs in the picture; the table has all. */
const DRAWN = 20;

interface Props {
  router: string;
  of: readonly Change[];
  llms: ReadonlyMap<string, string>;
}

/** Mean P̂ of each LLM before and after, the largest change first: a line from one to the other. */
export function PredictionMoves({ router, of, llms }: Props) {
  const drawn = useMemo(() => of.slice(0, DRAWN).toReversed(), [of]);
  const option = useMemo(() => optionOf(drawn, llms), [drawn, llms]);
  const table = useMemo(
    () => ({
      columns: ['LLM', 'Before', 'After', 'Change'],
      rows: of.map((one) => [llms.get(one.llm) ?? one.llm, one.before, one.after, one.after - one.before]),
    }),
    [of, llms],
  );
  const [most] = of;
  return (
    <Chart
      title={`${router}: predictions that moved`}
      note={`Mean P̂ of each LLM over the same queries${of.length > DRAWN ? `; the ${DRAWN} that moved most` : ''}.`}
      summary={
        most
          ? `${llms.get(most.llm) ?? most.llm} moved most, from ${share(most.before)} to ${share(most.after)}.`
          : 'No prediction moved.'
      }
      option={option}
      table={table}
      source={{ operation: DiffQuery, variables: {} }}
      height={60 + 24 * drawn.length}
    />
  );
}

const optionOf =
  (drawn: readonly Change[], llms: ReadonlyMap<string, string>) =>
  (palette: Palette): EChartsCoreOption => {
    const name = (llm: string) => llms.get(llm) ?? llm;
    const dots = (of: 'before' | 'after', colour: string, hollow: boolean) => ({
      name: of === 'before' ? 'Before' : 'After',
      type: 'scatter',
      z: 5,
      symbolSize: 11,
      itemStyle: { color: hollow ? palette.surface : colour, borderColor: colour, borderWidth: 2 },
      data: drawn.map((one, i) => [one[of], i]),
    });
    return {
      legend: { top: 0, data: ['Before', 'After'] },
      grid: { top: 32, left: 8, bottom: 8 },
      tooltip: {
        trigger: 'item',
        formatter: ({ dataIndex }: TooltipPoint) => {
          const one = drawn[dataIndex];
          if (!one) return tooltip('', []);
          return tooltip(name(one.llm), [
            { name: 'Before', value: share(one.before) },
            { name: 'After', value: share(one.after) },
            { name: 'Change', value: signed(one.after - one.before) },
          ]);
        },
      },
      xAxis: { type: 'value', scale: true, axisLabel: { formatter: share } },
      yAxis: {
        type: 'category',
        data: drawn.map(({ llm }) => name(llm)),
        axisLabel: { width: 170, overflow: 'truncate', hideOverlap: false, interval: 0 },
      },
      series: [
        ...drawn.map((one, i) => ({
          type: 'line',
          silent: true,
          showSymbol: false,
          lineStyle: { color: palette.line, width: 3 },
          data: [
            [one.before, i],
            [one.after, i],
          ],
        })),
        dots('before', palette.muted, true),
        dots('after', palette.accent, false),
      ],
    };
  };
