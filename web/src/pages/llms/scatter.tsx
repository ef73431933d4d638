import { useCallback, useMemo } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { Chart } from '../../charts/chart';
import type { Palette } from '../../charts/palette';
import type { CostPerformanceQuery as Answer } from '../../gql/graphql';
import { count } from '../../format';
import { CostPerformanceQuery } from './operations';
import { statusWord } from './parts/status-badge';
import { llmPath } from './paths';
import type { LlmRow } from './row';
import { pricedPoints, scatterOption } from './scatter-option';

interface Props {
  rows: readonly LlmRow[];
  /** Also those that the filters of the page leave out: the hull is theirs, too. */
  all: readonly LlmRow[];
  of: Answer['costPerformance'];
  variables: unknown;
}

/** Price against expected performance, with the LLMs that no other beats in both. */
export function Scatter({ rows, all, of, variables }: Props) {
  const priced = useMemo(() => pricedPoints(all), [all]);
  const points = useMemo(() => {
    const shown = new Set(rows.map(({ id }) => id));
    return priced.filter(({ id }) => shown.has(id));
  }, [priced, rows]);
  const hull = useMemo(() => priced.filter(({ isEfficient }) => isEfficient), [priced]);
  const option = useCallback((palette: Palette) => scatterOption(points, hull, palette), [points, hull]);
  const table = useMemo(
    () => ({
      columns: ['LLM', 'Status', 'USD per million output tokens', 'Expected P̂', 'Half-width (90 %)', 'Pareto hull'],
      rows: points.map(({ name, status, output, performance, halfWidth, isEfficient }) => [
        name,
        statusWord(status),
        output,
        performance,
        halfWidth,
        isEfficient ? 'yes' : 'no',
      ]),
    }),
    [points],
  );
  const left = rows.length - points.length;
  const best = hull.at(-1);
  return (
    <Chart
      title="Cost and performance"
      note={`Mean P̂ by ${of.router} on the same ${count(of.queries)} held-out queries, against the price of output. The line is the Pareto hull: below it, another LLM is as cheap and better.${left > 0 ? ` ${left} without a price or a prediction are not drawn.` : ''}`}
      summary={`${points.length} LLMs by price and expected performance.${best ? ` Best expected: ${best.name}.` : ''} ${hull.length} are on the Pareto hull.`}
      option={option}
      table={table}
      source={{ operation: CostPerformanceQuery, variables }}
      height={420}
      onPick={(seriesIndex, dataIndex) => {
        const picked = points.filter(({ group }) => group === seriesIndex)[dataIndex];
        if (picked) navigate(llmPath(picked.id));
      }}
    />
  );
}
