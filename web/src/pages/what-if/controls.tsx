import { Select } from '../../components/select';
import { TextFilter } from '../../components/text-filter';
import type { WhatIfOptionsQuery } from '../../gql/graphql';
import { RANGES, shownRange } from '../../log/filter';
import type { Filters } from '../../state/use-filters';
import { AlphaControl } from './alpha-control';
import { alphaOf, DEFAULT_LIMIT, DEFAULT_RANGE, LIMITS, pricesOf, pricesText } from './choice';
import { PriceList } from './price-list';

interface Props {
  filters: Filters;
  change: (part: Readonly<Record<string, string | null>>) => void;
  options: WhatIfOptionsQuery | null;
}

const CHANGES = { alpha: null, router: null, pool: null, prices: null } as const;

/** What is to be different, and on which decisions. All of it stands in the URL. */
export function Controls({ filters, change, options }: Props) {
  const set = (name: string) => (id: string | null) => change({ [name]: id });
  const routers = options?.routers ?? [];
  const pools = (options?.pools ?? []).map(({ id }) => ({ id, text: id }));
  const prices = pricesOf(filters);
  const isChanged = Object.keys(CHANGES).some((name) => filters[name] !== undefined);
  return (
    <div className="card form what-if-controls" role="search" aria-label="What is different">
      <h2>What is different</h2>
      <AlphaControl
        value={alphaOf(filters)}
        onChange={(alpha) => change({ alpha: alpha === null ? null : String(alpha) })}
      />
      <Select
        label="Router"
        value={filters['router'] ?? null}
        none="As logged"
        // Which LLM of a cascade answers depends on answers that nobody has.
        options={routers
          .filter(({ capabilities }) => !capabilities.includes('CASCADE'))
          .map(({ id, title, output }) => ({ id, text: output === 'PREFERENCE' ? `${title} (preference)` : title }))}
        onChange={set('router')}
      />
      <Select label="Pool" value={filters['pool'] ?? null} none="As logged" options={pools} onChange={set('pool')} />
      <PriceList prices={prices} llms={options?.llms ?? []} onChange={(list) => change({ prices: pricesText(list) })} />
      {isChanged && (
        <p>
          <button type="button" className="quiet" onClick={() => change(CHANGES)}>
            Everything as logged
          </button>
        </p>
      )}
      <h2>On which decisions</h2>
      <div className="fields">
        <Select
          label="Time"
          value={shownRange(filters, DEFAULT_RANGE)}
          options={RANGES}
          onChange={(range) => change({ range, from: null, to: null })}
        />
        <Select label="Newest" value={filters['limit'] ?? DEFAULT_LIMIT} options={LIMITS} onChange={set('limit')} />
        <Select
          label="Decided by"
          value={filters['decided-by'] ?? null}
          none="All routers"
          options={routers.map(({ id, title }) => ({ id, text: title }))}
          onChange={set('decided-by')}
        />
        <Select
          label="Of pool"
          value={filters['of-pool'] ?? null}
          none="All pools"
          options={pools}
          onChange={set('of-pool')}
        />
        <TextFilter label="Tag" value={filters['tag'] ?? null} placeholder="All tags" onChange={set('tag')} />
      </div>
    </div>
  );
}
