import { useEffect, useRef, useState } from 'react';
import { subscribe } from '../api/live';
import type { TypedDocumentString } from '../gql/graphql';

/** `waiting` until the connection stands, `lost` while it is being made again. */
export type LiveState = 'off' | 'waiting' | 'live' | 'lost';

/**
 * Listens to a subscription while `variables` is not null (memoise it) and hands each event to `onEvent`. A lost connection is
 * made again by itself, with growing pauses.
 */
export function useLive<Result, Variables extends Record<string, unknown>>(
  operation: TypedDocumentString<Result, Variables>,
  variables: Variables | null,
  onEvent: (event: Result) => void,
): LiveState {
  const [state, setState] = useState<LiveState>('off');
  const handler = useRef(onEvent);
  useEffect(() => {
    handler.current = onEvent;
  });
  useEffect(() => {
    if (variables === null) return;
    setState('waiting');
    const stop = subscribe(operation, variables, {
      onEvent: (event) => handler.current(event),
      onState: setState,
    });
    return () => {
      stop();
      setState('off');
    };
  }, [operation, variables]);
  return state;
}
