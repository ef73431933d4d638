import { failureOfErrors } from './client';
import type { Failure, GraphQLFault } from './client';
import type { TypedDocumentString } from '../gql/graphql';
import type { Client } from 'graphql-ws';

interface Listener<Result> {
  readonly onEvent: (event: Result) => void;
  readonly onState: (state: 'live' | 'lost' | 'off') => void;
  /** The server does not run it; it is not asked again. */
  readonly onRefused: (failure: Failure) => void;
}

let client: Promise<Client> | null = null;

/** One socket for all subscriptions of the page; the library comes with the first one. */
const socket = (): Promise<Client> =>
  (client ??= import('graphql-ws').then(({ createClient }) =>
    createClient({
      url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
    }),
  ));

/** Starts a subscription and returns how to stop it. */
export function subscribe<Result, Variables extends Record<string, unknown>>(
  operation: TypedDocumentString<Result, Variables>,
  variables: Variables,
  { onEvent, onState, onRefused }: Listener<Result>,
): () => void {
  let stopped = false;
  const stops: (() => void)[] = [];
  const whileWanted = (act: () => void) => () => {
    if (!stopped) act();
  };
  void socket().then((connection) => {
    if (stopped) return;
    stops.push(
      connection.on(
        'connected',
        whileWanted(() => onState('live')),
      ),
      connection.on(
        'closed',
        whileWanted(() => onState('lost')),
      ),
      connection.subscribe<Result>(
        { query: operation.toString(), variables },
        {
          next: ({ data, errors }) => {
            if (stopped) return;
            if (errors) return onRefused(failureOfErrors(errors));
            onState('live');
            if (data) onEvent(data);
          },
          error: (cause) => {
            if (stopped) return;
            // Errors of the operation come as a list; all else is the connection's.
            if (Array.isArray(cause)) onRefused(failureOfErrors(cause as readonly GraphQLFault[]));
            else onState('lost');
          },
          complete: whileWanted(() => onState('off')),
        },
      ),
    );
  });
  return () => {
    stopped = true;
    for (const stop of stops) stop();
  };
}
