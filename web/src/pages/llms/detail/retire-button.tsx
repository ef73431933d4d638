import { useState } from 'react';
import { ChangeButton } from '../../../components/change-button';
import { request } from '../../../api/client';
import { Confirm } from '../../../components/confirm';
import { useAction } from '../../../state/use-action';
import { Failed } from '../../../components/failed';
import { Field } from '../../../components/field';
import type { Llm } from './llm-page';
import { ReinstateMutation, RetireMutation } from './operations';

/** Takes an LLM out of every decision, or brings it back; asks first. */
export function RetireButton({ llm, onDone }: { llm: Llm; onDone: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const isRetired = llm.status === 'RETIRED';
  const change = useAction((signal) =>
    isRetired
      ? request(ReinstateMutation, { llm: llm.id }, signal).then(() => true)
      : request(RetireMutation, { llm: llm.id, reason }, signal).then(() => true),
  );
  const close = () => {
    setIsOpen(false);
    change.forget();
  };
  const confirm = async () => {
    if (!(await change.run())) return;
    close();
    setReason('');
    onDone();
  };
  return (
    <>
      <ChangeButton type="button" className="quiet" onClick={() => setIsOpen(true)}>
        {isRetired ? 'Reinstate' : 'Retire'}
      </ChangeButton>
      <Confirm
        title={isRetired ? `Reinstate ${llm.name}?` : `Retire ${llm.name}?`}
        action={isRetired ? 'Reinstate' : 'Retire'}
        isOpen={isOpen}
        busy={change.busy}
        onConfirm={() => void confirm()}
        onClose={close}
      >
        {isRetired ? (
          <p>It comes back with its former status and its places in pools, and may be chosen at once.</p>
        ) : (
          <>
            <p>It is chosen no more, also where it is named. Decisions, answers and prices stay.</p>
            <Field
              label="Reason"
              required
              value={reason}
              onChange={setReason}
              hint="Shown wherever the LLM is left out."
            />
          </>
        )}
        <Failed failure={change.failure} />
      </Confirm>
    </>
  );
}
