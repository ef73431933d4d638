import { Select } from '../../components/select';
import { count } from '../../format';
import type { QueryMapQuery, QueryOptionsQuery } from '../../gql/graphql';
import type { Filters } from '../../state/use-filters';
import { DEFAULT_POINTS, POINTS } from './choice';

interface Props {
  filters: Filters;
  change: (part: Readonly<Record<string, string | null>>) => void;
  options: QueryOptionsQuery | null;
  tasks: QueryMapQuery['queryMap']['tasks'];
}

const ALPHAS = Array.from({ length: 11 }, (_, i) => String(i / 10));

/** Whose eyes the queries are seen with, and which of them. */
export function QueryFilters({ filters, change, options, tasks }: Props) {
  const routers = options?.routers ?? [];
  const pools = options?.pools ?? [];
  return (
    <div className="card filters" role="search" aria-label="Filters">
      <Select
        label="Router"
        value={filters['router'] ?? routers.find(({ isDefault }) => isDefault)?.id ?? null}
        options={routers.map(({ id, title }) => ({ id, text: title }))}
        onChange={(router) => change({ router })}
      />
      <Select
        label="Task"
        value={filters['task'] ?? null}
        none="All tasks"
        options={tasks.flatMap(({ task, queries }) =>
          task === null ? [] : [{ id: task, text: `${task} · ${count(queries)}` }],
        )}
        onChange={(task) => change({ task })}
      />
      <Select
        label="Points on the map, at most"
        value={filters['points'] ?? DEFAULT_POINTS}
        options={POINTS.map((id) => ({ id, text: count(Number(id)) }))}
        onChange={(points) => change({ points: points === DEFAULT_POINTS ? null : points })}
      />
      <Select
        label="Pool, of the chosen LLM"
        value={filters['pool'] ?? pools.find(({ isDefault }) => isDefault)?.id ?? null}
        options={pools.map(({ id, llms }) => ({ id, text: `${id} · ${llms.length}` }))}
        onChange={(pool) => change({ pool })}
      />
      <Select
        label="α, of the chosen LLM"
        value={filters['alpha'] ?? null}
        none="As the server has it"
        options={ALPHAS.map((id) => ({ id, text: id }))}
        onChange={(alpha) => change({ alpha })}
      />
    </div>
  );
}
