/** What a role may do, as the API names it. */
export type Permission = 'read' | 'route' | 'operate' | 'administer';

export interface Me {
  readonly name: string;
  readonly role: string;
  readonly permissions: readonly Permission[];
}

/** Where the page stands with the server. */
export interface Session {
  /** Whether the server asks who comes. */
  readonly required: boolean;
  /** Whether one can sign in here with a key. */
  readonly signIn: boolean;
  /** Null for nobody. */
  readonly me: Me | null;
}

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/** Null where the server does not say: the pages then say what is wrong with it. */
export async function readSession(signal: AbortSignal): Promise<Session | null> {
  try {
    const response = await fetch('/session', { headers: { accept: 'application/json' }, signal });
    return response.ok ? ((await response.json()) as Session) : null;
  } catch {
    return null;
  }
}

/** Resolves with what is wrong, null where the browser is signed in. */
export async function signIn(key: string): Promise<string | null> {
  try {
    const response = await fetch('/session', { method: 'POST', headers: JSON_HEADERS, body: JSON.stringify({ key }) });
    if (response.ok) return null;
    const { errors } = (await response.json()) as { readonly errors?: readonly { readonly message: string }[] };
    return errors?.[0]?.message ?? 'The server refused without saying why.';
  } catch {
    return 'The server does not answer.';
  }
}

export async function signOut(): Promise<void> {
  await fetch('/session', { method: 'DELETE' }).catch(() => undefined);
}

type Listener = () => void;
const listeners = new Set<Listener>();

/** Told when the API no longer knows the page: its sign-in has ended. */
export function onSignedOut(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const noteSignedOut = (): void => listeners.forEach((listener) => listener());
