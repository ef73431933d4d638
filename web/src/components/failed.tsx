import type { Failure } from '../api/client';

/** Why a change was refused, beside the button that asked for it. */
export function Failed({ failure }: { failure: Failure | null }) {
  if (!failure) return null;
  return (
    <div className="failed" role="alert">
      <p>{failure.message}</p>
      {failure.hint && <p className="hint">{failure.hint}</p>}
      <code>{failure.code}</code>
    </div>
  );
}
