import { useCallback, useMemo } from 'react';
import { useSearch } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import type { Filters } from './filters';

export type { Filters };

/**
 * Filters and selections of a page, kept in the URL so that a link restores them. A change with null removes a name. Changes
 * replace the history entry unless `push` is set: going back should leave the page, or undo a selection that felt like going somewhere.
 */
export function useFilters(): [Filters, (change: Readonly<Record<string, string | null>>, push?: boolean) => void] {
  const search = useSearch();
  const filters = useMemo<Filters>(() => Object.fromEntries(new URLSearchParams(search)), [search]);
  const change = useCallback((part: Readonly<Record<string, string | null>>, push = false) => {
    const params = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(part)) {
      if (value === null || value === '') params.delete(name);
      else params.set(name, value);
    }
    const text = params.toString();
    navigate(location.pathname + (text === '' ? '' : `?${text}`) + location.hash, { replace: !push });
  }, []);
  return [filters, change];
}
