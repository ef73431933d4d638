import type { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { ErrorKind } from '../../domain/errors.js';
import { ERROR_CATALOGUE } from '../../domain/errors.js';
import type { ApiContext } from '../../resolvers/context.js';
import { codeOf } from './format-error.js';
import { graphqlStatusOf } from './status.js';

/** Logs faults under the request id and puts that id into the error, for the caller. */
export type FaultReport = (
  errors: readonly GraphQLError[],
  context: ApiContext,
  operationName: string | null | undefined,
) => void;

export const faultReport =
  (logger: Logger): FaultReport =>
  (errors, { requestId }, operationName) => {
    for (const error of errors) {
      if (kindOf(error) !== 'fault') continue;
      error.extensions['id'] = requestId;
      logger.error({ requestId, operationName, path: error.path, err: error.originalError ?? error }, 'fault');
    }
  };

/**
 * 500 or 503 where a fault or something missing left no data at all, 401, 403 or 429 where the caller was kept out, else
 * undefined. Input errors of a well-formed request keep 200: the request was understood.
 */
export function statusOf(
  errors: readonly GraphQLError[],
  data: Readonly<Record<string, unknown>> | null | undefined,
): number | undefined {
  if (hasData(data)) return undefined;
  return errors.map((error) => graphqlStatusOf(codeOf(error))).find((status) => status !== undefined);
}

const kindOf = (error: GraphQLError): ErrorKind => ERROR_CATALOGUE[codeOf(error)].kind;

const hasData = (data: Readonly<Record<string, unknown>> | null | undefined): boolean =>
  data !== null && data !== undefined && Object.values(data).some((value) => value !== null);
