import { signOut } from '../api/session';
import { useSession } from '../state/session';

/** Who is signed in, and the way out. */
export function Who({ onSignedOut }: { onSignedOut: () => void }) {
  const session = useSession();
  if (!session?.required || !session.me) return null;
  const { name, role } = session.me;
  return (
    <div className="who">
      <span className="who-name" title={`${name} (${role})`}>
        {name} ({role})
      </span>
      <button type="button" className="quiet" onClick={() => void signOut().then(onSignedOut)}>
        Sign out
      </button>
    </div>
  );
}
