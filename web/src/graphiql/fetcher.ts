import type { GraphiQLProps } from 'graphiql';
import { Kind, OperationTypeNode } from 'graphql';
import type { DocumentNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { withOwnName } from './operation-name';

/** Connects with the first subscription, and lets go after the last. */
const socket = createClient({ url: `${location.origin.replace(/^http/, 'ws')}/graphql` });

/** Subscriptions over WebSocket, everything else by POST: the server takes neither the other way. */
export const fetcher: GraphiQLProps['fetcher'] = async (given, options) => {
  const operation = withOwnName(given);
  if (options?.documentAST && isSubscription(options.documentAST, operation.operationName)) {
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

const isSubscription = ({ definitions }: DocumentNode, name: string | null | undefined): boolean =>
  definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.operation === OperationTypeNode.SUBSCRIPTION &&
      (!name || definition.name?.value === name),
  );
