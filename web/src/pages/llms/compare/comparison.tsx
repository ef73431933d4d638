import { useMemo } from 'react';
import { Empty } from '../../../components/empty';
import { Loaded } from '../../../components/loaded';
import { Panel } from '../../../components/panel';
import { Select } from '../../../components/select';
import { useFilters } from '../../../state/use-filters';
import { NO_VARIABLES, useQuery } from '../../../state/use-request';
import { AbilitiesQuery, AbilityRoutersQuery } from '../operations';
import type { LlmRow } from '../row';
import { MOST_COMPARED } from '../row';
import { abilityGrid } from './ability-grid';
import { HeatMap } from './heat-map';
import { Radar } from './radar';

interface Props {
  rows: readonly LlmRow[];
  all: readonly LlmRow[];
  pool: string | null;
  compared: readonly string[];
  onCompared: (ids: readonly string[]) => void;
}

/** LLMs side by side over named abilities: some as polygons, all as colours (figures 4 and 10 of the paper). */
export function Comparison({ rows, all, pool, compared, onCompared }: Props) {
  const [filters, change] = useFilters();
  const routers = useQuery(AbilityRoutersQuery, NO_VARIABLES);
  const offered = useMemo(
    () => (routers.data?.routers ?? []).filter(({ capabilities }) => capabilities.includes('ABILITIES')),
    [routers.data],
  );
  const router = filters['router'] ?? (offered.find(({ isDefault }) => isDefault) ?? offered[0])?.id ?? null;
  const variables = useMemo(() => (router === null ? null : { pool, router }), [pool, router]);
  const abilities = useQuery(AbilitiesQuery, variables);
  const heat = useMemo(() => abilities.data && abilityGrid(abilities.data.llms, rows), [abilities.data, rows]);
  const nameOf = (id: string) => all.find((row) => row.id === id)?.name ?? id;
  const chosen = useMemo(() => compared.flatMap((id) => all.find((row) => row.id === id) ?? []), [all, compared]);
  const radar = useMemo(() => abilities.data && abilityGrid(abilities.data.llms, chosen), [abilities.data, chosen]);
  return (
    <>
      <Panel
        title="Compare abilities"
        note="θ of each LLM by named ability, as a router has learned it. Scales of different routers cannot be compared."
      >
        <div className="filters">
          <Select
            label="Router"
            value={router}
            options={offered.map(({ id, title }) => ({ id, text: title }))}
            onChange={(id) => change({ router: id })}
          />
          <Select
            label={`Add to the comparison (${compared.length} of ${MOST_COMPARED})`}
            value={null}
            none={compared.length < MOST_COMPARED ? 'Choose an LLM' : 'Remove one first'}
            options={
              compared.length < MOST_COMPARED
                ? all.filter(({ id }) => !compared.includes(id)).map(({ id, name }) => ({ id, text: name }))
                : []
            }
            onChange={(id) => id !== null && onCompared([...compared, id])}
          />
        </div>
        {compared.length > 0 && (
          <div className="compared" role="group" aria-label="Compared LLMs">
            {compared.map((id) => (
              <button
                key={id}
                type="button"
                className="chip"
                aria-label={`Remove ${nameOf(id)} from the comparison`}
                onClick={() => onCompared(compared.filter((one) => one !== id))}
              >
                {nameOf(id)} <span aria-hidden="true">×</span>
              </button>
            ))}
          </div>
        )}
        {router === null && routers.data && <Empty title="No router of the serving version has abilities." />}
      </Panel>
      {router !== null && (
        <Loaded of={abilities} what="the abilities">
          {() =>
            heat ? (
              <>
                {radar && radar.llms.length > 0 && <Radar grid={radar} router={router} variables={variables} />}
                <HeatMap grid={heat} router={router} variables={variables} of={rows.length} />
              </>
            ) : (
              <div className="card">
                <Empty title={`${router} has no named abilities to compare these LLMs by.`}>
                  Choose another router: hirt names tasks of the training data, nirt the abilities of the paper.
                </Empty>
              </div>
            )
          }
        </Loaded>
      )}
    </>
  );
}
