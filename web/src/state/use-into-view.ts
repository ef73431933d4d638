import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * Brings an element into view when `key` changes to something, so that a selection made elsewhere on the page is seen. A page that opens
 * with a selection stays where it is.
 */
export function useIntoView(key: unknown): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const last = useRef(key);
  useEffect(() => {
    if (last.current === key) return;
    last.current = key;
    if (key !== undefined && key !== null) element.current?.scrollIntoView({ block: 'nearest' });
  }, [key]);
  return element;
}
