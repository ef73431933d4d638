import { useEffect, useRef, useState } from 'react';

/** Long enough to have typed a word. */
const SETTLE_MS = 400;

/**
 * A value that is typed or dragged: it shows at once and is handed on once it has rested, so that neither the history nor the server is
 * asked for each step. A change from elsewhere (a link, the way back) replaces what was typed.
 */
export function useSettled<T>(value: T, onSettled: (value: T) => void, ms = SETTLE_MS): [T, (value: T) => void] {
  const [shown, setShown] = useState(value);
  useEffect(() => setShown(value), [value]);
  const latest = useRef(onSettled);
  useEffect(() => {
    latest.current = onSettled;
  });
  useEffect(() => {
    if (Object.is(shown, value)) return;
    const timer = setTimeout(() => latest.current(shown), ms);
    return () => clearTimeout(timer);
  }, [shown, value, ms]);
  return [shown, setShown];
}
