import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { GraphQLError } from 'graphql';
import { ThetaError } from '../../domain/errors.js';
import type { ApiContext } from '../../resolvers/context.js';
import type { Complexity } from './complexity.js';

/** Refuses an operation that would cost more than `max`, before anything is computed. */
export function complexityPlugin(complexityOf: Complexity, max: number): ApolloServerPlugin<ApiContext> {
  const listener: GraphQLRequestListener<ApiContext> = {
    async didResolveOperation({ document, request: { operationName, variables } }) {
      const refusal = tooCostly(complexityOf, max, document, operationName, variables ?? {});
      if (refusal) throw refusal;
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

/** The refusal of an operation that would cost more than `max`, or null. */
export function tooCostly(
  complexityOf: Complexity,
  max: number,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | null {
  let complexity: number;
  try {
    complexity = complexityOf(document, operationName, variables);
  } catch {
    return null; // variables that do not fit the schema: execution answers with BAD_USER_INPUT
  }
  if (complexity <= max) return null;
  const message = `The operation costs ${complexity}; the limit is ${max}.`;
  const originalError = new ThetaError('OPERATION_TOO_LARGE', message, {
    hint: 'Select fewer fields, take rankingColumns or ranking(first: …), or send fewer inputs at once.',
  });
  return new GraphQLError(message, { originalError, extensions: { http: { status: 400 } } });
}
