import { useCallback, useMemo } from 'react';
import { Chart } from '../../../charts/chart';
import type { Palette } from '../../../charts/palette';
import { count } from '../../../format';
import { StandingQuery } from './operations';
import { posteriorOption } from './posterior-option';
import type { StandingPoint } from './use-standing';

/** How the interval has narrowed, submission by submission. */
export function PosteriorChart({ points, llm }: { points: readonly StandingPoint[]; llm?: string }) {
  const option = useCallback((palette: Palette) => posteriorOption(points, palette), [points]);
  const table = useMemo(
    () => ({
      columns: ['Answers', 'Expected P̂', '± 90 %'],
      rows: points.map(({ answers, mean, halfWidth }) => [answers, mean, halfWidth]),
    }),
    [points],
  );
  return (
    <Chart
      title="What is known, answer by answer"
      note="Mean P̂ over held-out queries with its 90 % interval, by the default router; one point per submission of this tab."
      summary={`Expected performance after ${points.map(({ answers }) => count(answers)).join(', ')} answers.`}
      option={option}
      table={table}
      source={llm === undefined ? null : { operation: StandingQuery, variables: { llm } }}
      height={260}
    />
  );
}
