import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { ThetaError } from '../../domain/errors.js';
import type { ApiContext } from '../../resolvers/context.js';

/** Refuses a subscription as an ordinary request: one answer cannot hold a stream. */
export function refuseOverHttp(): ApolloServerPlugin<ApiContext> {
  const listener: GraphQLRequestListener<ApiContext> = {
    async didResolveOperation({ operation }) {
      if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
      const message = 'A subscription cannot be answered by an ordinary request.';
      const originalError = new ThetaError('BAD_REQUEST', message, {
        hint: 'Open a WebSocket at /graphql, or ask /graphql/stream for text/event-stream.',
      });
      throw new GraphQLError(message, { originalError, extensions: { http: { status: 400 } } });
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}
