import type { GraphiQLProps } from 'graphiql';
import { Kind, OperationTypeNode, parse } from 'graphql';
import type { DefinitionNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { withOwnName } from './operation-name';

/** Connects with the first subscription, and lets go after the last. */
const socket = createClient({ url: `${location.origin.replace(/^http/, 'ws')}/graphql` });

/** Subscriptions over WebSocket, everything else by POST: the server takes neither the other way. */
export const fetcher: GraphiQLProps['fetcher'] = async (given) => {
  const operation = withOwnName(given);
  if (isSubscription(operation.query, operation.operationName)) {
    const { query, variables, operationName } = operation;
    return socket.iterate({
      query,
      variables: variables as Record<string, unknown> | undefined,
      operationName: operationName ?? undefined,
    });
  }
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(operation),
  });
  return response.json() as Promise<object>;
};

/** Reads the text itself: the document that GraphiQL hands over lags behind the editor when a tab has just been opened. */
const isSubscription = (text: string, name: string | null | undefined): boolean =>
  definitionsOf(text).some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.operation === OperationTypeNode.SUBSCRIPTION &&
      (!name || definition.name?.value === name),
  );

/** None of a text that is not well-formed: the server says what is wrong with it. */
function definitionsOf(text: string): readonly DefinitionNode[] {
  try {
    return parse(text).definitions;
  } catch {
    return [];
  }
}
