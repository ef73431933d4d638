import { useId } from 'react';
import { Select } from '../../components/select';
import type { LlmsQuery } from '../../gql/graphql';
import type { Filters } from '../../state/use-filters';
import type { LlmRow } from './row';
import { STATUSES, statusWord } from './parts/status-badge';

interface Props {
  filters: Filters;
  change: (part: Readonly<Record<string, string | null>>) => void;
  pools: LlmsQuery['pools'];
  rows: readonly LlmRow[];
}

/** Which LLMs are shown; all of it in the URL. */
export function LlmFilters({ filters, change, pools, rows }: Props) {
  const search = useId();
  const developers = [...new Set(rows.map(({ developer }) => developer))].sort((a, b) => a.localeCompare(b));
  return (
    <div className="filters" role="search">
      <div className="field">
        <label htmlFor={search}>Search</label>
        <input
          id={search}
          type="search"
          value={filters['search'] ?? ''}
          placeholder="Name, developer, profile"
          onChange={(event) => change({ search: event.target.value || null })}
        />
      </div>
      <Select
        label="Pool"
        value={filters['pool'] ?? null}
        none="Whole catalogue"
        options={pools.map(({ id, llms, isDefault }) => ({
          id,
          text: `${id} · ${llms.length}${isDefault ? ' · default' : ''}`,
        }))}
        onChange={(pool) => change({ pool })}
      />
      <Select
        label="Status"
        value={filters['status'] ?? null}
        none="Any"
        options={STATUSES.map((id) => ({ id, text: statusWord(id) }))}
        onChange={(status) => change({ status })}
      />
      <Select
        label="Developer"
        value={filters['developer'] ?? null}
        none="Any"
        options={developers.map((id) => ({ id, text: id }))}
        onChange={(developer) => change({ developer })}
      />
    </div>
  );
}
