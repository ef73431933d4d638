import { useCallback, useMemo } from 'react';
import { Chart } from '../../charts/chart';
import type { ChartSource } from '../../charts/chart';
import type { Palette } from '../../charts/palette';
import { axisTooltip } from '../../charts/tooltip';
import { percent } from '../../format';
import type { WhatIfQuery } from '../../gql/graphql';

/** LLMs with a bar of their own. */
const SHOWN = 14;

interface Props {
  mix: WhatIfQuery['whatIf']['mix'];
  nameOf: (llm: string) => string;
  source: ChartSource;
}

/** The share of each LLM, as logged and as it would be. */
export function MixChart({ mix, nameOf, source }: Props) {
  const rows = useMemo(() => {
    const named = mix.map(({ llm, before, after }) => ({ name: nameOf(llm), before, after }));
    const byReach = [...named].sort((a, b) => Math.max(b.before, b.after) - Math.max(a.before, a.after));
    const rest = byReach.slice(SHOWN);
    const sum = (of: 'before' | 'after') => rest.reduce((total, row) => total + row[of], 0);
    const others = { name: `${rest.length} others`, before: sum('before'), after: sum('after') };
    return rest.length === 0 ? byReach : [...byReach.slice(0, SHOWN), others];
  }, [mix, nameOf]);
  const option = useCallback(
    (palette: Palette) => ({
      legend: { bottom: 0 },
      grid: { bottom: 36, top: 8, right: 24 },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, formatter: axisTooltip(percent) },
      xAxis: { type: 'value', min: 0, axisLabel: { formatter: percent } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map(({ name }) => name),
        axisLabel: { width: 150, overflow: 'truncate', hideOverlap: false, interval: 0, color: palette.ink },
      },
      series: (
        [
          ['As logged', 'before', palette.rest],
          ['What if', 'after', palette.accent],
        ] as const
      ).map(([name, of, color]) => ({
        name,
        type: 'bar',
        barMaxWidth: 12,
        barGap: '15%',
        itemStyle: { color, borderRadius: [0, 2, 2, 0] },
        data: rows.map((row) => row[of]),
      })),
    }),
    [rows],
  );
  const table = useMemo(
    () => ({
      columns: ['LLM', 'Share as logged', 'Share what if'],
      rows: mix.map(({ llm, before, after }) => [nameOf(llm), before, after]),
    }),
    [mix, nameOf],
  );
  const [first] = rows.toSorted((a, b) => b.after - a.after);
  return (
    <Chart
      title="Mix of LLMs"
      note="Share of the decisions that were decided again"
      summary={
        first ? `Most would go to ${first.name}: ${percent(first.after)}, as logged ${percent(first.before)}.` : ''
      }
      option={option}
      table={table}
      source={source}
      height={Math.max(180, 60 + rows.length * 34)}
    />
  );
}
