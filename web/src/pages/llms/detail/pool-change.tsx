import { useState } from 'react';
import { request } from '../../../api/client';
import { Confirm } from '../../../components/confirm';
import type { LlmStatus } from '../../../gql/graphql';
import { useAction } from '../../../state/use-action';
import { Failed } from '../../../components/failed';
import { statusWord } from '../parts/status-badge';
import { AddToPoolMutation, RemoveFromPoolMutation } from './operations';

interface Props {
  llm: { readonly id: string; readonly name: string; readonly status: LlmStatus };
  pool: string;
  isIn: boolean;
  onClose: () => void;
  onDone: () => void;
}

/** Asks before an LLM joins or leaves a pool, for requests feel it at once. */
export function PoolChange({ llm, pool, isIn, onClose, onDone }: Props) {
  const isCalibrated = llm.status === 'CALIBRATED';
  const [allow, setAllow] = useState(false);
  const change = useAction((signal) =>
    isIn
      ? request(RemoveFromPoolMutation, { pool, llms: [llm.id] }, signal).then(() => true)
      : request(AddToPoolMutation, { pool, llms: [llm.id], allowUncalibrated: allow }, signal).then(() => true),
  );
  return (
    <Confirm
      title={isIn ? `Remove ${llm.name} from ${pool}?` : `Add ${llm.name} to ${pool}?`}
      action={isIn ? 'Remove' : 'Add'}
      isOpen
      busy={change.busy}
      onConfirm={() => void change.run().then((done) => done && onDone())}
      onClose={onClose}
    >
      <p>
        {isIn
          ? 'Requests that use this pool choose it no more, from the next one on.'
          : 'Requests that use this pool may choose it from the next one on.'}
      </p>
      {!isIn && !isCalibrated && (
        <label className="check">
          <input type="checkbox" checked={allow} onChange={(event) => setAllow(event.target.checked)} />
          <span>
            Let it in although it is {statusWord(llm.status).toLowerCase()}: its ability is not known well, and it may
            get traffic that it does not deserve.
          </span>
        </label>
      )}
      <Failed failure={change.failure} />
    </Confirm>
  );
}
