import { request } from '../../../api/client';
import { ConfirmedAction } from '../../../components/confirmed-action';
import { CancelMutation } from './operations';

/** Stops a waiting or running job, after asking. */
export function CancelButton({ id, label, onDone }: { id: string; label: string; onDone: () => void }) {
  return (
    <ConfirmedAction
      label="Cancel"
      name={`Cancel ${label}`}
      title={`Stop “${label}”?`}
      action="Stop it"
      act={(signal) => request(CancelMutation, { id }, signal)}
      onDone={onDone}
    >
      <p>What it has done so far is not kept. It can be started again from the beginning.</p>
    </ConfirmedAction>
  );
}
