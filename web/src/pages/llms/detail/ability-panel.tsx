import { useCallback, useMemo } from 'react';
import { Chart } from '../../../charts/chart';
import type { Palette } from '../../../charts/palette';
import { Empty } from '../../../components/empty';
import { Panel } from '../../../components/panel';
import { Segmented } from '../../../components/segmented';
import { useFilters } from '../../../state/use-filters';
import { half } from '../compare/ability-grid';
import { abilityOption } from './ability-option';
import type { Llm } from './llm-page';
import { LlmQuery } from './operations';

/** θ of the LLM by ability, with 90 % intervals, under one router at a time. */
export function AbilityPanel({ llm, variables }: { llm: Llm; variables: unknown }) {
  const [filters, change] = useFilters();
  const of = llm.abilities.find(({ router }) => router === filters['router']) ?? llm.abilities[0];
  const bars = useMemo(
    () =>
      (of?.values ?? []).map((value, k) => ({
        name: of?.names?.[k] ?? `dimension ${k}`,
        value,
        half: of?.deviations ? half(of.deviations[k] ?? 0) : null,
      })),
    [of],
  );
  const option = useCallback((palette: Palette) => abilityOption(bars, palette), [bars]);
  const table = useMemo(
    () => ({ columns: ['Ability', 'θ', '± 90 %'], rows: bars.map((bar) => [bar.name, bar.value, bar.half]) }),
    [bars],
  );
  if (!of) {
    return (
      <Panel title="Abilities">
        <Empty title="No router of the serving version has learned abilities of it." />
      </Panel>
    );
  }
  return (
    <Chart
      title="Abilities"
      note={`θ by ${of.router} with its 90 % interval${of.deviations ? '' : ', which this router does not know'}.`}
      summary={`θ of ${llm.name} in ${bars.length} abilities by ${of.router}.`}
      option={option}
      table={table}
      source={{ operation: LlmQuery, variables }}
      height={Math.max(180, bars.length * 19 + 60)}
      actions={
        llm.abilities.length > 1 && (
          <Segmented
            label="Router"
            value={of.router}
            options={llm.abilities.map(({ router }) => ({ id: router, text: router }))}
            onChange={(router) => change({ router })}
          />
        )
      }
    />
  );
}
