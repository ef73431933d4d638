import { useEffect, useState } from 'react';
import { Select } from '../../components/select';
import type { TrafficOptionsQuery } from '../../gql/graphql';
import type { Filters } from '../../state/use-filters';
import { BUCKETS, DEFAULT_RANGE, DIMENSIONS, RANGES } from './choice';

interface Props {
  filters: Filters;
  change: (part: Readonly<Record<string, string | null>>) => void;
  options: TrafficOptionsQuery | null;
}

/** Long enough to have typed a word. */
const SETTLE_MS = 400;

/** Which decisions the page is about, and how they are summed up. */
export function TrafficFilters({ filters, change, options }: Props) {
  const set = (name: string) => (id: string | null) => change({ [name]: id });
  const llms = (options?.llms ?? []).map(({ id, name }) => ({ id, text: name }));
  return (
    <div className="card filters" role="search" aria-label="Filters">
      <Select
        label="Time"
        value={filters['from'] || filters['to'] ? 'as in the link' : (filters['range'] ?? DEFAULT_RANGE)}
        options={RANGES}
        onChange={(range) => change({ range, from: null, to: null, bucket: null })}
      />
      <Select
        label="Bucket"
        value={filters['bucket'] ?? null}
        options={BUCKETS}
        none="Automatic"
        onChange={set('bucket')}
      />
      <Select label="Group by" value={filters['group'] ?? 'LLM'} options={DIMENSIONS} onChange={set('group')} />
      <Select
        label="Compare spend with"
        value={filters['reference'] ?? null}
        options={llms}
        none="No reference"
        onChange={set('reference')}
      />
      <Select
        label="Pool"
        value={filters['pool'] ?? null}
        options={(options?.pools ?? []).map(({ id }) => ({ id, text: id }))}
        none="All pools"
        onChange={set('pool')}
      />
      <Select
        label="Router"
        value={filters['router'] ?? null}
        options={(options?.routers ?? []).map(({ id, title }) => ({ id, text: title }))}
        none="All routers"
        onChange={set('router')}
      />
      <Select label="LLM" value={filters['llm'] ?? null} options={llms} none="All LLMs" onChange={set('llm')} />
      <TagField value={filters['tag'] ?? ''} onChange={set('tag')} />
    </div>
  );
}

function TagField({ value, onChange }: { value: string; onChange: (tag: string | null) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed === '' ? null : typed), SETTLE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div className="field">
      <label htmlFor="traffic-tag">Tag</label>
      <input
        id="traffic-tag"
        type="text"
        value={typed}
        placeholder="All tags"
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}
