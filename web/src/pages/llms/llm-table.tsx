import { Link } from 'wouter';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { compact, dollars, share } from '../../format';
import type { Filters } from '../../state/use-filters';
import { StatusBadge } from './parts/status-badge';
import { llmPath } from './paths';
import type { LlmRow } from './row';
import { MOST_COMPARED } from './row';

interface Props {
  rows: readonly LlmRow[];
  compared: readonly string[];
  onCompared: (ids: readonly string[]) => void;
  filters: Filters;
  change: (part: Readonly<Record<string, string | null>>) => void;
}

const dash = <span className="hint">–</span>;

/** The catalogue; its order is in the URL, and a tick puts an LLM into the comparison. */
export function LlmTable({ rows, compared, onCompared, filters, change }: Props) {
  const isFull = compared.length >= MOST_COMPARED;
  const columns: readonly Column<LlmRow>[] = [
    {
      id: 'compare',
      head: 'Compare',
      cell: ({ id, name }) => {
        const isOn = compared.includes(id);
        return (
          <input
            type="checkbox"
            aria-label={`Compare ${name}`}
            checked={isOn}
            disabled={!isOn && isFull}
            onChange={() => onCompared(isOn ? compared.filter((one) => one !== id) : [...compared, id])}
          />
        );
      },
    },
    {
      id: 'name',
      head: 'LLM',
      sort: ({ name }) => name.toLowerCase(),
      cell: ({ id, name }) => (
        <Link href={llmPath(id)} title={id} className="name">
          {name}
        </Link>
      ),
    },
    { id: 'developer', head: 'Developer', sort: ({ developer }) => developer, cell: ({ developer }) => developer },
    {
      id: 'status',
      head: 'Status',
      sort: ({ status }) => status,
      cell: ({ status }) => <StatusBadge status={status} />,
    },
    {
      id: 'performance',
      head: 'Expected P̂',
      title:
        'Mean predicted performance by the default router, with its 90 % interval as far as the LLM is not known well',
      isNumber: true,
      sort: ({ performance }) => performance,
      cell: ({ performance, halfWidth }) =>
        performance === null ? dash : share(performance) + (halfWidth ? ` ± ${share(halfWidth)}` : ''),
    },
    {
      id: 'input',
      head: 'Input',
      title: 'USD per million input tokens',
      isNumber: true,
      sort: ({ price }) => price?.inputPerMillion ?? null,
      cell: ({ price }) => (price ? dollars(price.inputPerMillion) : dash),
    },
    {
      id: 'output',
      head: 'Output',
      title: 'USD per million output tokens',
      isNumber: true,
      sort: ({ price }) => price?.outputPerMillion ?? null,
      cell: ({ price }) => (price ? dollars(price.outputPerMillion) : dash),
    },
    {
      id: 'context',
      head: 'Context',
      title: 'Context window in tokens',
      isNumber: true,
      sort: ({ contextWindow }) => contextWindow ?? null,
      cell: ({ contextWindow }) => (contextWindow ? compact(contextWindow) : dash),
    },
    {
      id: 'pools',
      head: 'Pools',
      sort: ({ pools }) => pools.length,
      cell: ({ pools }) => (pools.length === 0 ? dash : pools.join(', ')),
    },
  ];
  const [column, direction] = (filters['order'] ?? '').split(':');
  return (
    <DataTable
      caption="LLMs, prices in USD per million tokens"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      order={column ? { column, descending: direction === 'down' } : null}
      onOrder={({ column: by, descending }) => change({ order: `${by}:${descending ? 'down' : 'up'}` })}
      first={25}
      rowClass={({ id }) => (compared.includes(id) ? 'chosen' : undefined)}
    />
  );
}
