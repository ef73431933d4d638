import { useId, useState } from 'react';
import { signIn } from '../api/session';
import { PageHead } from '../components/page-head';

interface Props {
  /** Whether keys sign in here at all. */
  takesKeys: boolean;
  onDone: () => void;
}

/** In place of every page, until the server knows who looks at it. */
export function SignIn({ takesKeys, onDone }: Props) {
  const [key, setKey] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const submit = async () => {
    setBusy(true);
    const wrong = await signIn(key);
    setBusy(false);
    setProblem(wrong);
    if (wrong === null) onDone();
  };
  if (!takesKeys) {
    return (
      <div className="page">
        <PageHead title="Sign in" lead="This server takes tokens of an identity provider, which programs send." />
        <p>For the dashboard it has to take keys as well: THETA_AUTH=keys,jwt.</p>
      </div>
    );
  }
  return (
    <div className="page sign-in">
      <PageHead title="Sign in" lead="This server asks for an API key. An admin makes them." />
      <form
        className="card"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className="field wide">
          <label htmlFor={id}>API key</label>
          <input
            id={id}
            type="password"
            autoComplete="current-password"
            spellCheck={false}
            required
            value={key}
            aria-invalid={problem ? true : undefined}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setKey(event.target.value)}
          />
          <p id={`${id}-hint`} className="hint">
            It starts with theta_. The browser keeps a sign-in of some hours, not the key.
          </p>
        </div>
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <div className="form-actions">
          <button type="submit" className="primary" disabled={busy || key.trim() === ''}>
            Sign in
          </button>
        </div>
      </form>
    </div>
  );
}
