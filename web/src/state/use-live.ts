import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../api/client';
import { subscribe } from '../api/live';
import type { TypedDocumentString } from '../gql/graphql';

/** `waiting` until the connection stands, `lost` while it is being made again, `refused` where the server does not want it. */
export type LiveState = 'off' | 'waiting' | 'live' | 'lost' | 'refused';

interface Standing {
  readonly state: LiveState;
  /** Why it was refused. */
  readonly failure: Failure | null;
}
const OFF: Standing = { state: 'off', failure: null };

/**
 * Listens to a subscription while `variables` is not null (memoise it) and hands each event to `onEvent`. A lost connection is
 * made again by itself, with growing pauses.
 */
export function useLive<Result, Variables extends Record<string, unknown>>(
  operation: TypedDocumentString<Result, Variables>,
  variables: Variables | null,
  onEvent: (event: Result) => void,
): Standing {
  const [standing, setStanding] = useState(OFF);
  const handler = useRef(onEvent);
  useEffect(() => {
    handler.current = onEvent;
  });
  useEffect(() => {
    if (variables === null) return;
    setStanding({ state: 'waiting', failure: null });
    const stop = subscribe(operation, variables, {
      onEvent: (event) => handler.current(event),
      onState: (state) => setStanding({ state, failure: null }),
      onRefused: (failure) => setStanding({ state: 'refused', failure }),
    });
    return () => {
      stop();
      setStanding(OFF);
    };
  }, [operation, variables]);
  return standing;
}
