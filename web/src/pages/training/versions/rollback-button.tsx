import { request } from '../../../api/client';
import { ConfirmedAction } from '../../../components/confirmed-action';
import { RollbackMutation } from '../operations';

interface Props {
  serving: string;
  /** The version that will serve, and its label. */
  target: { readonly version: string; readonly label: string };
  onDone: () => void;
}

/** Goes back to the version that served before, after asking. */
export function RollbackButton({ serving, target, onDone }: Props) {
  return (
    <ConfirmedAction
      label="Roll back"
      title={`Roll back to “${target.label}”?`}
      act={(signal) => request(RollbackMutation, {}, signal)}
      onDone={onDone}
    >
      <p>
        <code>{target.version}</code>, which served before, answers from the next request on, in place of “{serving}”.
      </p>
      <p className="hint">“{serving}” stays stored and can be promoted again.</p>
    </ConfirmedAction>
  );
}
