import { useState } from 'react';
import { Link } from 'wouter';
import { ChangeButton } from '../../../components/change-button';
import { request } from '../../../api/client';
import { Confirm } from '../../../components/confirm';
import { useAction } from '../../../state/use-action';
import { Failed } from '../../../components/failed';
import { versionPath } from '../../training/paths';
import { ServeMutation } from '../operations';
import type { Stored } from './store-corrections';

interface Props {
  of: Stored;
  onServed: () => void;
}

/** What came of storing corrections, and the way to let them serve. */
export function StoredNotice({ of, onServed }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const serve = useAction((signal) => request(ServeMutation, { version: of.version }, signal));
  const close = () => {
    setIsOpen(false);
    serve.forget();
  };
  const confirm = async () => {
    if (!(await serve.run())) return;
    close();
    onServed();
  };
  return (
    <div className="stored" role="status" data-testid="stored">
      <span>
        Version{' '}
        <Link href={versionPath(of.version)}>
          <code>{of.version}</code>
        </Link>{' '}
        is stored
        {of.serves ? ' and serves now.' : '; the version before it still serves.'}
      </span>
      {!of.serves && (
        <ChangeButton type="button" className="quiet" onClick={() => setIsOpen(true)}>
          Let it serve…
        </ChangeButton>
      )}
      <Confirm
        title="Let the corrected version serve?"
        action="Let it serve"
        isOpen={isOpen}
        busy={serve.busy}
        onConfirm={() => void confirm()}
        onClose={close}
      >
        <p>
          <code>{of.version}</code> answers from the next request on. The version before it stays stored, and can be
          gone back to.
        </p>
        <Failed failure={serve.failure} />
      </Confirm>
    </div>
  );
}
