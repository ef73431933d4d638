import { useCallback, useSyncExternalStore } from 'react';
import { readChoice, writeChoice } from './choice';
import type { Choice } from './choice';

const CHANGED = 'theta:choice';

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(CHANGED, listener);
  };
}

/** The choice in the URL. A new query makes a history entry; a change of its settings replaces the current one. */
export function useChoice(): [Choice, (change: Partial<Choice>) => void] {
  const fragment = useSyncExternalStore(subscribe, () => window.location.hash);
  const change = useCallback((part: Partial<Choice>) => {
    const before = readChoice(window.location.hash);
    const next = { ...before, ...part };
    const url = window.location.pathname + window.location.search + writeChoice(next);
    if (next.query === before.query) window.history.replaceState(null, '', url);
    else window.history.pushState(null, '', url);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [readChoice(fragment), change];
}
