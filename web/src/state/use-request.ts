import { useCallback, useEffect, useState } from 'react';
import { UNREACHABLE, failureOf, request } from '../api/client';
import type { Failure } from '../api/client';
import type { TypedDocumentString } from '../gql/graphql';

/** Where a request stands. `data` keeps the last answer while a new one is under way, so that the page does not jump. */
export interface RequestState<T> {
  readonly data: T | null;
  readonly failure: Failure | null;
  readonly loading: boolean;
  /** Milliseconds from sending to having the answer. */
  readonly roundTripMs: number | null;
}

const IDLE = { data: null, failure: null, loading: false, roundTripMs: null };

/**
 * Runs `load` whenever it changes (wrap it in useCallback), after `delayMs` so that a moving slider asks once; null asks nothing and
 * forgets the last answer. A newer request aborts an older one, and coming back online retries a request that found no server.
 */
export function useRequest<T>(
  load: ((signal: AbortSignal) => Promise<T>) | null,
  delayMs: number,
): RequestState<T> & { retry: () => void } {
  const [state, setState] = useState<RequestState<T>>(IDLE);
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);

  useEffect(() => {
    if (!load) {
      setState(IDLE);
      return;
    }
    const abort = new AbortController();
    setState((before) => ({ ...before, failure: null, loading: true }));
    const run = async () => {
      const start = performance.now();
      try {
        const data = await load(abort.signal);
        setState({ data, failure: null, loading: false, roundTripMs: performance.now() - start });
      } catch (thrown) {
        if (abort.signal.aborted) return;
        const failure = failureOf(thrown);
        // What was last heard of a server that is away is worth more than an empty page.
        const keep = failure.code === UNREACHABLE;
        setState(({ data }) => ({ data: keep ? data : null, failure, loading: false, roundTripMs: null }));
      }
    };
    const timer = setTimeout(() => void run(), delayMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [load, delayMs, attempt]);

  const unreachable = state.failure?.code === UNREACHABLE;
  useEffect(() => {
    if (!unreachable) return;
    window.addEventListener('online', retry);
    return () => window.removeEventListener('online', retry);
  }, [unreachable, retry]);

  return { ...state, retry };
}

/** For an operation without variables. */
export const NO_VARIABLES = {};

/** {@link useRequest} for one operation; ask again when `variables` changes (memoise it), and nothing while it is null. */
export function useQuery<Result, Variables>(
  operation: TypedDocumentString<Result, Variables>,
  variables: Variables | null,
  delayMs = 0,
): RequestState<Result> & { retry: () => void } {
  const load = useCallback(
    (signal: AbortSignal) => request(operation, variables as Variables, signal),
    [operation, variables],
  );
  return useRequest(variables === null ? null : load, delayMs);
}
