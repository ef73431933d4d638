import type { GraphQLFormattedError } from 'graphql';
import { graphql } from 'graphql';
import type { Config } from '../config.js';
import type { ErrorCode } from '../domain/errors.js';
import { ERROR_CATALOGUE, ThetaError, toThetaError } from '../domain/errors.js';
import { buildApiSchema } from '../resolvers/build-schema.js';
import { ApiContext } from '../resolvers/context.js';
import type { ApiServices } from '../resolvers/services.js';
import { withProduct } from './with-product.js';

type Variables = Readonly<Record<string, unknown>>;

/**
 * Runs one GraphQL operation: in this process where the database is free, else through the server that holds it. So a
 * command answers the same whether or not a server runs. `server` goes straight to that address.
 */
export async function callApi<T>(config: Config, query: string, variables: Variables, server?: string): Promise<T> {
  if (server !== undefined) return callServer<T>(server, config.key, query, variables);
  try {
    return await callInProcess<T>(config, query, variables);
  } catch (thrown) {
    if (!(thrown instanceof ThetaError) || thrown.code !== 'DATABASE_LOCKED') throw thrown;
    return callServer<T>(`http://${reachable(config.host)}:${config.port}`, config.key, query, variables);
  }
}

async function callInProcess<T>(config: Config, query: string, variables: Variables): Promise<T> {
  return withProduct(config, ({ services }) => runOperation<T>(services, query, variables));
}

/** Runs one GraphQL operation on services of this process. */
export async function runOperation<T>(services: ApiServices, query: string, variables: Variables): Promise<T> {
  const contextValue = new ApiContext(services, 'cli');
  const { data, errors } = await graphql({
    schema: buildApiSchema(),
    source: query,
    variableValues: variables,
    contextValue,
  });
  const [error] = errors ?? [];
  // Before anything runs only the variables can be wrong: the document is ours.
  if (error && error.path === undefined) throw new ThetaError('BAD_USER_INPUT', error.message, { cause: error });
  if (error) throw toThetaError(error.originalError ?? error);
  return data as T;
}

/** A server that listens on every address is reached by that of this machine. */
const reachable = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

async function callServer<T>(server: string, key: string | undefined, query: string, variables: Variables): Promise<T> {
  const response = await fetch(`${server.replace(/\/$/, '')}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ query, variables }),
  }).catch((cause: unknown) => {
    throw new ThetaError('DATABASE_LOCKED', `Another process holds the database, and no server answers at ${server}.`, {
      cause,
      hint: 'Name the server with --server, or end the process that holds the database.',
    });
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: readonly GraphQLFormattedError[] };
  const [error] = errors ?? [];
  if (error) {
    const { code, hint } = (error.extensions ?? {}) as { code?: string; hint?: string };
    throw new ThetaError(
      code !== undefined && code in ERROR_CATALOGUE ? (code as ErrorCode) : 'INTERNAL',
      error.message,
      { hint },
    );
  }
  return data as T;
}
