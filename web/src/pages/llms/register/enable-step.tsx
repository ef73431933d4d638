import { useState } from 'react';
import { Link } from 'wouter';
import { Panel } from '../../../components/panel';
import { Select } from '../../../components/select';
import { useFilters } from '../../../state/use-filters';
import { PoolChange } from '../detail/pool-change';
import { llmPath } from '../paths';
import type { StepProps } from './registration';

/** Lets the LLM into a pool. */
export function EnableStep({ llm, pools, standing, again }: StepProps) {
  const [filters, change] = useFilters();
  const [isOpen, setIsOpen] = useState(false);
  const preset = pools.find(({ isDefault }) => isDefault)?.id ?? null;
  const pool = filters['pool'] ?? preset;
  const isIn = pools.find(({ id }) => id === pool)?.llms.some(({ id }) => id === llm.id) ?? false;
  const now = { ...llm, status: standing.last?.status ?? llm.status };
  return (
    <Panel title="Enable" note="From then on requests that use the pool may choose it.">
      <div className="filters">
        <Select
          label="Pool"
          value={pool}
          options={pools.map(({ id, llms, isDefault }) => ({
            id,
            text: `${id} · ${llms.length}${isDefault ? ' · default' : ''}`,
          }))}
          onChange={(id) => change({ pool: id })}
        />
      </div>
      {llm.price === null && (
        <p className="problem">
          It has no price, so no pool can choose it yet. <Link href={llmPath(llm.id)}>Set one on its page.</Link>
        </p>
      )}
      {isIn ? (
        <div role="status" data-testid="enabled">
          <p>
            <span className="badge good">Enabled</span> {llm.name} is in pool {pool}.
          </p>
          <p>
            <Link href={`/#pool=${encodeURIComponent(pool ?? '')}`}>Try it in the playground</Link> ·{' '}
            <Link href={llmPath(llm.id)}>See its page</Link>
          </p>
        </div>
      ) : (
        <div className="form-actions">
          <button type="button" className="primary" disabled={pool === null} onClick={() => setIsOpen(true)}>
            Add to {pool}
          </button>
        </div>
      )}
      {isOpen && pool !== null && (
        <PoolChange
          llm={now}
          pool={pool}
          isIn={isIn}
          onClose={() => setIsOpen(false)}
          onDone={() => {
            setIsOpen(false);
            again();
          }}
        />
      )}
    </Panel>
  );
}
