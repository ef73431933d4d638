import { useEffect } from 'react';
import { request } from '../../api/client';
import { NO_VARIABLES } from '../../state/use-request';
import { MapStateQuery } from './operations';

const AGAIN_MS = 3000;

/** Calls `onBetter` once when the layout that is being made is there; looks while `isComing`. */
export function useBetterLayout(isComing: boolean, onBetter: () => void): void {
  useEffect(() => {
    if (!isComing) return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      // A server that is away is asked again; the map says itself that it could not be loaded.
      const state = await request(MapStateQuery, NO_VARIABLES, abort.signal).then(
        ({ queryMap }) => queryMap.state,
        () => 'COMPUTING' as const,
      );
      if (abort.signal.aborted) return;
      if (state === 'COMPUTING') timer = setTimeout(() => void look(), AGAIN_MS);
      else onBetter();
    };
    timer = setTimeout(() => void look(), AGAIN_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [isComing, onBetter]);
}
