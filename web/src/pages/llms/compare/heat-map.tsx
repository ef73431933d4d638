import { useCallback, useMemo } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { Chart } from '../../../charts/chart';
import type { Palette } from '../../../charts/palette';
import { AbilitiesQuery } from '../operations';
import { llmPath } from '../paths';
import type { AbilityGrid } from './ability-grid';
import { heatHeight, heatOption, ROWS_AT_ONCE } from './heat-option';

interface Props {
  grid: AbilityGrid;
  router: string;
  variables: unknown;
  /** LLMs on show. */
  of: number;
}

/** Every LLM on show by every named ability. */
export function HeatMap({ grid, router, variables, of }: Props) {
  const option = useCallback((palette: Palette) => heatOption(grid, palette), [grid]);
  const table = useMemo(
    () => ({
      columns: ['LLM', ...grid.names],
      rows: grid.llms.map(({ name, values }) => [name, ...values]),
    }),
    [grid],
  );
  const without = of - grid.llms.length;
  return (
    <Chart
      title="Abilities of all LLMs"
      note={`θ by ${router}.${grid.llms.length > ROWS_AT_ONCE ? ' The slider at the right reaches the others.' : ''}${without > 0 ? ` ${without} of which it knows no θ are not drawn.` : ''}`}
      summary={`Heat map of ${grid.llms.length} LLMs by ${grid.names.length} abilities of ${router}.`}
      option={option}
      table={table}
      source={{ operation: AbilitiesQuery, variables }}
      height={heatHeight(grid.llms.length)}
      onPick={(_, dataIndex) => {
        const picked = grid.llms[Math.floor(dataIndex / grid.names.length)];
        if (picked) navigate(llmPath(picked.id));
      }}
    />
  );
}
