import { useCallback, useMemo } from 'react';
import { Chart } from '../../../charts/chart';
import type { Palette } from '../../../charts/palette';
import { AbilitiesQuery } from '../operations';
import type { AbilityGrid } from './ability-grid';
import { half } from './ability-grid';
import { radarOption } from './radar-option';

interface Props {
  grid: AbilityGrid;
  router: string;
  variables: unknown;
}

/** The compared LLMs as polygons over the named abilities. */
export function Radar({ grid, router, variables }: Props) {
  const option = useCallback((palette: Palette) => radarOption(grid, grid.llms, palette), [grid]);
  const table = useMemo(
    () => ({
      columns: ['Ability', ...grid.llms.flatMap(({ name }) => [name, `${name}, ± 90 %`])],
      rows: grid.names.map((ability, k) => [
        ability,
        ...grid.llms.flatMap(({ values, deviations }) => {
          const deviation = deviations?.[k];
          return [values[k] ?? null, deviation === undefined ? null : half(deviation)];
        }),
      ]),
    }),
    [grid],
  );
  return (
    <Chart
      title="Abilities of the compared LLMs"
      note={`θ by ${router}, all axes on one scale; the tooltip and the table have the 90 % intervals. Where they overlap widely, a difference says little.`}
      summary={`${grid.llms.map(({ name }) => name).join(', ')} over ${grid.names.length} abilities by ${router}.`}
      option={option}
      table={table}
      source={{ operation: AbilitiesQuery, variables }}
      height={480}
    />
  );
}
