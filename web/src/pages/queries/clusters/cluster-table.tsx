import { useMemo } from 'react';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { count, percent } from '../../../format';
import type { AbilityOption, Cluster } from './types';
import type { Draft } from './draft';
import { abilitiesOf } from './draft';

interface Props {
  clusters: readonly Cluster[];
  abilities: readonly AbilityOption[];
  draft: Draft;
  open: number | null;
  onOpen: (cluster: number) => void;
}

/** All clusters in lines. */
export function ClusterTable({ clusters, abilities, draft, open, onOpen }: Props) {
  const columns = useMemo<readonly Column<Cluster>[]>(() => {
    const names = new Map(abilities.map(({ id, name }) => [id, name]));
    return [
      {
        id: 'id',
        head: 'Cluster',
        sort: ({ id }) => id,
        cell: ({ id }) => (
          <button
            type="button"
            className="link"
            aria-label={`Open cluster ${id}`}
            aria-pressed={open === id}
            onClick={() => onOpen(id)}
          >
            {id}
            {draft.has(id) ? ' · changed' : ''}
          </button>
        ),
      },
      { id: 'size', head: 'Queries', isNumber: true, sort: ({ size }) => size, cell: ({ size }) => count(size) },
      {
        id: 'tasks',
        head: 'Tasks',
        sort: ({ tasks }) => tasks[0]?.task ?? null,
        cell: ({ tasks }) => <span className="wide">{tasksOf(tasks)}</span>,
      },
      {
        id: 'abilities',
        head: 'Abilities',
        sort: (cluster) => abilitiesOf(draft, cluster).length,
        cell: (cluster) => (
          <span className="wide">
            {abilitiesOf(draft, cluster)
              .map((id) => names.get(id) ?? id)
              .join(', ') || 'none'}
          </span>
        ),
      },
      { id: 'by', head: 'Said by', sort: ({ annotatedBy }) => annotatedBy, cell: ({ annotatedBy }) => annotatedBy },
    ];
  }, [abilities, draft, open, onOpen]);
  return (
    <DataTable
      caption="Clusters and their abilities"
      columns={columns}
      rows={clusters}
      rowKey={({ id }) => String(id)}
      first={10}
      rowClass={({ id }) => (id === open ? 'chosen' : undefined)}
    />
  );
}

export const tasksOf = (tasks: Cluster['tasks']): string =>
  tasks
    .slice(0, 3)
    .map(({ task, share }) => `${task} ${percent(share)}`)
    .join(', ') || '–';
