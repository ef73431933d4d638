import { Select } from '../../components/select';
import { TextFilter } from '../../components/text-filter';
import type { TrafficOptionsQuery } from '../../gql/graphql';
import type { Filters } from '../../state/use-filters';
import { RANGES, shownRange } from '../../log/filter';
import { ABSTAINED, BUCKETS, DEFAULT_RANGE, DIMENSIONS } from './choice';

interface Props {
  filters: Filters;
  change: (part: Readonly<Record<string, string | null>>) => void;
  options: TrafficOptionsQuery | null;
}

/** Which decisions the page is about, and how they are summed up. */
export function TrafficFilters({ filters, change, options }: Props) {
  const set = (name: string) => (id: string | null) => change({ [name]: id });
  const llms = (options?.llms ?? []).map(({ id, name }) => ({ id, text: name }));
  return (
    <div className="card filters" role="search" aria-label="Filters">
      <Select
        label="Time"
        value={shownRange(filters, DEFAULT_RANGE)}
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
        label="Reference LLM"
        value={filters['reference'] ?? null}
        options={llms}
        none="None"
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
      <Select
        label="Abstention"
        value={filters['abstained'] ?? null}
        options={ABSTAINED}
        none="All decisions"
        onChange={set('abstained')}
      />
      <TextFilter label="Tag" value={filters['tag'] ?? null} placeholder="All tags" onChange={set('tag')} />
    </div>
  );
}
