import { useState } from 'react';
import { ChangeButton } from '../../../components/change-button';
import { Panel } from '../../../components/panel';
import type { LlmByIdQuery } from '../../../gql/graphql';
import type { Llm } from './llm-page';
import { PoolChange } from './pool-change';

type Pool = LlmByIdQuery['pools'][number];

/** Which pools may choose the LLM, and the way in and out of each. */
export function PoolPanel({ llm, pools, onDone }: { llm: Llm; pools: readonly Pool[]; onDone: () => void }) {
  const [changed, setChanged] = useState<Pool | null>(null);
  const isIn = (pool: Pool) => pool.llms.some(({ id }) => id === llm.id);
  return (
    <Panel title="Pools" note="Requests choose among the LLMs of a pool.">
      <ul className="pool-list">
        {pools.map((pool) => (
          <li key={pool.id}>
            <div>
              <strong className="text">{pool.id}</strong> {pool.isDefault && <span className="badge">default</span>}{' '}
              {isIn(pool) && <span className="badge good">member</span>}{' '}
              {pool.uncalibrated.includes(llm.id) && <span className="badge">let in uncalibrated</span>}
              <p className="hint text">{pool.description}</p>
            </div>
            <ChangeButton type="button" className="quiet" onClick={() => setChanged(pool)}>
              {isIn(pool) ? `Remove from ${pool.id}` : `Add to ${pool.id}`}
            </ChangeButton>
          </li>
        ))}
      </ul>
      {changed && (
        <PoolChange
          llm={llm}
          pool={changed.id}
          isIn={isIn(changed)}
          onClose={() => setChanged(null)}
          onDone={() => {
            setChanged(null);
            onDone();
          }}
        />
      )}
    </Panel>
  );
}
