import { useCallback, useMemo } from 'react';
import { Chart } from '../../../charts/chart';
import type { Palette } from '../../../charts/palette';
import { Empty } from '../../../components/empty';
import { Panel } from '../../../components/panel';
import { Segmented } from '../../../components/segmented';
import { Select } from '../../../components/select';
import { count, share } from '../../../format';
import type { Filters } from '../../../state/use-filters';
import { COLOURS, colourOf } from '../choice';
import { MapQuery } from '../operations';
import type { Choices, Drawn, Mark, Points } from './groups';
import { groupingOf, groupsOf, pickedId } from './groups';
import { mapOption } from './map-option';

interface Props {
  map: Points;
  /** Null while they are not asked for, or under way. */
  choices: Choices | null;
  variables: unknown;
  filters: Filters;
  change: (part: Readonly<Record<string, string | null>>, push?: boolean) => void;
  marked: Mark | null;
  similar: readonly Mark[];
}

/** The queries on a plane: those close together are alike. */
export function QueryMapPanel({ map, choices, variables, filters, change, marked, similar }: Props) {
  const colour = colourOf(filters);
  const highlight = filters['highlight'] ?? null;
  const grouping = useMemo(() => groupingOf(colour, map, choices), [colour, map, choices]);
  const groups = useMemo(
    () =>
      grouping
        ? groupsOf(colour, grouping, map.ids.length, highlight)
        : groupsOf('task', { of: () => 0, names: ['Queries'], ids: [''] }, map.ids.length, null),
    [colour, grouping, map, highlight],
  );
  const drawn = useMemo<Drawn>(
    () => ({ map, choices, groups, marked, similar }),
    [map, choices, groups, marked, similar],
  );
  const option = useCallback((palette: Palette) => mapOption(drawn, palette), [drawn]);
  const table = useMemo(
    () => ({
      columns: ['Query', 'x', 'y', 'Task', 'Difficulty', 'Cluster', 'Chosen LLM'],
      rows: map.ids.map((id, i) => [
        id,
        map.x[i] ?? null,
        map.y[i] ?? null,
        map.tasks[map.task[i] ?? -1]?.task ?? null,
        map.difficulty?.values[i] ?? null,
        map.clusters?.numbers[i] ?? null,
        choices?.llms[choices.llm[i] ?? -1]?.llm.name ?? null,
      ]),
    }),
    [map, choices],
  );
  if (map.ids.length === 0) {
    return (
      <Panel title="Map of the queries">
        <Empty title="The serving version holds no training queries." />
      </Panel>
    );
  }
  const colourName = COLOURS.find(({ id }) => id === colour)?.text ?? '';
  return (
    <Chart
      title="Map of the queries"
      note={`${count(map.ids.length)} of ${count(map.queries)} training queries; close ones are alike. How far apart groups stand, and the axes, mean little. Click a point for its query.`}
      summary={`${map.ids.length} queries laid out by ${map.method}, coloured by ${colourName.toLowerCase()} in ${groups.length} groups.`}
      option={option}
      table={table}
      source={{ operation: MapQuery, variables }}
      height={520}
      onPick={(series, at) => {
        const id = pickedId(drawn, series, at);
        if (id !== null) change({ query: id }, true);
      }}
      actions={
        <Segmented
          label="Colour of the points"
          value={colour}
          options={COLOURS}
          onChange={(id) => change({ colour: id === 'task' ? null : id, highlight: null })}
        />
      }
    >
      <div className="filters">
        {grouping && (
          <Select
            label={`Highlight one ${colourName === 'Chosen LLM' ? 'LLM' : colourName.toLowerCase()}`}
            value={highlight}
            none="None"
            options={grouping.ids.map((id, i) => ({ id, text: grouping.names[i] ?? id }))}
            onChange={(id) => change({ highlight: id })}
          />
        )}
      </div>
      {!grouping && <Unknown colour={colour} isAsked={choices === null} />}
      <p className="hint" role="status" data-testid="layout">
        {stateOf(map)}
      </p>
    </Chart>
  );
}

function Unknown({ colour, isAsked }: { colour: string; isAsked: boolean }) {
  if (colour === 'llm')
    return isAsked ? <p className="hint">Which LLM each query goes to is being worked out…</p> : null;
  return (
    <p className="hint">
      {colour === 'cluster'
        ? 'No router of this version keeps clusters; nirt does.'
        : 'No router of this version knows how hard queries are; hirt, mirt and nirt do.'}
    </p>
  );
}

function stateOf({ method, state, trustworthiness }: Points): string {
  const trust =
    trustworthiness === null
      ? ''
      : ` Trustworthiness ${share(trustworthiness)} of 1, where a random map has 0.5: how far neighbours on it are neighbours indeed.`;
  const coming =
    state === 'COMPUTING'
      ? ' UMAP, which keeps neighbours better, is being computed and takes its place.'
      : state === 'FAILED'
        ? ' UMAP, which keeps neighbours better, could not be computed; the log of the server says why.'
        : '';
  return `Laid out by ${method}.${coming}${trust}`;
}
