import { request } from '../../../api/client';
import { ConfirmedAction } from '../../../components/confirmed-action';
import { PromoteMutation } from '../operations';

interface Props {
  of: { readonly version: string; readonly label: string };
  /** What serves now, by its label. */
  serving: string;
  primary?: boolean;
  onDone: () => void;
}

/** Lets a stored version serve, after asking. */
export function PromoteButton({ of: { version, label }, serving, primary = false, onDone }: Props) {
  return (
    <ConfirmedAction
      label="Promote"
      name={`Promote ${label}`}
      title={`Let “${label}” serve?`}
      action="Promote"
      primary={primary}
      act={(signal) => request(PromoteMutation, { version }, signal)}
      onDone={onDone}
    >
      <p>
        Every request from the next one on is answered by <code>{version}</code> in place of “{serving}”. Requests that
        are under way end on the version that they began with.
      </p>
      <p className="hint">Roll back brings the version of now back.</p>
    </ConfirmedAction>
  );
}
