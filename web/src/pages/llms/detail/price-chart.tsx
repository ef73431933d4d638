import { useCallback, useMemo } from 'react';
import { Chart } from '../../../charts/chart';
import type { Palette } from '../../../charts/palette';
import { axisTooltip } from '../../../charts/tooltip';
import { dollars, moment } from '../../../format';
import type { Llm } from './llm-page';
import { LlmQuery } from './operations';

/** A first price that holds since 1970 would squeeze the rest to a line: it starts one span before the next. */
const DAY = 86_400_000;

/** Prices over time, as steps. */
export function PriceChart({ of, variables }: { of: Llm['priceHistory']; variables: unknown }) {
  const steps = useMemo(() => {
    const ordered = [...of].reverse().map((one) => ({ ...one, at: Date.parse(one.effectiveFrom ?? '1970-01-01') }));
    const [second, last] = [ordered[1]?.at ?? 0, ordered.at(-1)?.at ?? 0];
    const end = Math.max(Date.now(), last) + DAY;
    const start = Math.max(ordered[0]?.at ?? 0, second - Math.max(7 * DAY, end - second));
    return { start, end, ordered: ordered.map((one) => ({ ...one, at: Math.max(one.at, start) })) };
  }, [of]);
  const option = useCallback(
    (palette: Palette) => {
      const line = (name: string, colour: string, pick: (one: (typeof steps.ordered)[number]) => number) => ({
        name,
        type: 'line',
        step: 'end',
        symbolSize: 6,
        itemStyle: { color: colour },
        lineStyle: { color: colour, width: 2 },
        data: [
          ...steps.ordered.map((one) => [one.at, pick(one)]),
          ...steps.ordered.slice(-1).map((one) => ({ value: [steps.end, pick(one)], symbolSize: 0 })),
        ],
      });
      return {
        legend: { data: ['Output', 'Input'], top: 0 },
        grid: { top: 36 },
        tooltip: { trigger: 'axis', formatter: axisTooltip(dollars, ({ axisValue }) => moment(Number(axisValue))) },
        xAxis: { type: 'time', min: steps.start, max: steps.end },
        yAxis: { type: 'value', min: 0, axisLabel: { formatter: (value: number) => dollars(value) } },
        series: [
          line('Output', palette.accent, (one) => one.outputPerMillion),
          line('Input', palette.cost, (one) => one.inputPerMillion),
        ],
      };
    },
    [steps],
  );
  const table = useMemo(
    () => ({
      columns: ['Holds from', 'Input', 'Output', 'Source'],
      rows: of.map((one) => [one.effectiveFrom, one.inputPerMillion, one.outputPerMillion, one.source]),
    }),
    [of],
  );
  return (
    <Chart
      title="Prices over time"
      note="USD per million tokens, with those that are to come."
      summary={`${of.length} prices over time.`}
      option={option}
      table={table}
      source={{ operation: LlmQuery, variables }}
      height={220}
    />
  );
}
