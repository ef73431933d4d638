import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { ErrorKind } from '../../domain/errors.js';
import { ERROR_CATALOGUE } from '../../domain/errors.js';
import type { ApiContext } from '../../resolvers/context.js';
import { codeOf } from './format-error.js';

const STATUS: { readonly [K in ErrorKind]?: number } = { unavailable: 503, fault: 500 };

/**
 * Logs faults under the request id and gives that id to the caller; sets 500 or 503 where a fault or something missing
 * left no data at all. Input errors of a well-formed request keep Apollo's 200: the request was understood.
 */
export function faultPlugin(logger: Logger): ApolloServerPlugin<ApiContext> {
  const listener: GraphQLRequestListener<ApiContext> = {
    async didEncounterErrors({ errors, contextValue, operationName }) {
      for (const error of errors) {
        if (kindOf(error) !== 'fault') continue;
        error.extensions['id'] = contextValue.requestId;
        logger.error(
          { requestId: contextValue.requestId, operationName, path: error.path, err: error.originalError ?? error },
          'fault',
        );
      }
    },
    async willSendResponse({ errors, response }) {
      if (!errors || response.body.kind !== 'single' || hasData(response.body.singleResult.data)) return;
      const status = STATUS[errors.map(kindOf).find((kind) => STATUS[kind] !== undefined) ?? 'input'];
      if (status !== undefined) response.http.status = status;
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

const kindOf = (error: GraphQLError): ErrorKind => ERROR_CATALOGUE[codeOf(error)].kind;

const hasData = (data: Readonly<Record<string, unknown>> | null | undefined): boolean =>
  data !== null && data !== undefined && Object.values(data).some((value) => value !== null);
