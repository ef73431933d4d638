import { useState } from 'react';
import { ChangeButton } from '../../../components/change-button';
import { request } from '../../../api/client';
import { Confirm } from '../../../components/confirm';
import { useAction } from '../../../state/use-action';
import { Failed } from '../../../components/failed';
import { Field } from '../../../components/field';
import { CorrectMutation } from '../operations';
import type { Draft } from './draft';

export interface Stored {
  readonly version: string;
  readonly serves: boolean;
}

interface Props {
  router: string;
  draft: Draft;
  onStored: (stored: Stored) => void;
  onDiscard: () => void;
}

/** Changes that are not stored yet: store them as a new version, which asks first, or drop them. */
export function StoreCorrections({ router, draft, onStored, onDiscard }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const [label, setLabel] = useState('');
  const [reason, setReason] = useState('');
  const [serves, setServes] = useState(false);
  const clusters = [...draft.keys()].sort((a, b) => a - b);
  const store = useAction((signal) => {
    const corrections = clusters.map((cluster) => ({ cluster, abilities: [...(draft.get(cluster) ?? [])] }));
    return request(
      CorrectMutation,
      { input: { router, corrections, label, reason: reason || null, promote: serves } },
      signal,
    );
  });
  const close = () => {
    setIsOpen(false);
    store.forget();
  };
  const confirm = async () => {
    const done = await store.run();
    if (!done) return;
    close();
    onStored({ version: done.correctClusters.version, serves });
  };
  const named = clusters.length === 1 ? `cluster ${clusters[0]}` : `clusters ${clusters.join(', ')}`;
  return (
    <div className="unsaved" role="status">
      <span>Changed and not stored: {named}.</span>
      <ChangeButton type="button" className="primary" onClick={() => setIsOpen(true)}>
        Store a new version…
      </ChangeButton>
      <button type="button" className="quiet" onClick={onDiscard}>
        Discard
      </button>
      <Confirm
        title={`Store corrections of ${named}?`}
        action="Store"
        isOpen={isOpen}
        busy={store.busy}
        onConfirm={() => void confirm()}
        onClose={close}
      >
        <p>
          A new version is stored in which {router} takes the relevance of abilities from these corrections. Everything
          else stays, and so does the version that serves.
        </p>
        <Field label="Label" required value={label} onChange={setLabel} hint="For people, 1 to 200 characters." />
        <Field label="Reason" value={reason} onChange={setReason} rows={2} hint="Kept in the summary of the version." />
        <label className="check">
          <input type="checkbox" checked={serves} onChange={(event) => setServes(event.target.checked)} />
          <span>Let it serve at once: decisions of {router} may change from the next request on.</span>
        </label>
        <Failed failure={store.failure} />
      </Confirm>
    </div>
  );
}
