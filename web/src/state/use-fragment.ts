import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Filters } from './use-filters';

const CHANGED = 'theta:fragment';

function subscribe(listener: () => void): () => void {
  for (const event of ['popstate', 'hashchange', CHANGED]) window.addEventListener(event, listener);
  return () => {
    for (const event of ['popstate', 'hashchange', CHANGED]) window.removeEventListener(event, listener);
  };
}

/**
 * Texts that a visitor typed, kept in the fragment of the URL: a link restores them, any length works, and they stay out of access logs. A
 * change makes a history entry to come back from; null removes a name.
 */
export function useFragment(): [Filters, (change: Readonly<Record<string, string | null>>) => void] {
  const fragment = useSyncExternalStore(subscribe, () => location.hash);
  const values = useMemo<Filters>(
    () => Object.fromEntries(new URLSearchParams(fragment.replace(/^#/, ''))),
    [fragment],
  );
  const change = useCallback((part: Readonly<Record<string, string | null>>) => {
    const params = new URLSearchParams(location.hash.replace(/^#/, ''));
    for (const [name, value] of Object.entries(part)) {
      if (value === null || value === '') params.delete(name);
      else params.set(name, value);
    }
    const text = params.toString();
    const hash = text === '' ? '' : `#${text}`;
    if (hash === location.hash) return;
    history.pushState(null, '', location.pathname + location.search + hash);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [values, change];
}
