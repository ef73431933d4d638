import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../domain/errors.js';
import { ERROR_CATALOGUE, ThetaError } from '../../domain/errors.js';
import { codedError, maskedFault } from './coded-error.js';

/** The ThetaError behind a GraphQL error, or null. */
export function thetaErrorOf(error: unknown): ThetaError | null {
  let cause: unknown = unwrapResolverError(error);
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause instanceof ThetaError ? cause : null;
}

/** Code of an error: our own, one that Apollo gave, or INTERNAL for everything unforeseen. */
export function codeOf(error: unknown): ErrorCode {
  const ours = thetaErrorOf(error);
  if (ours) return ours.code;
  if (!(error instanceof GraphQLError)) return 'INTERNAL';
  const code = error.extensions['code'];
  if (typeof code === 'string' && code in ERROR_CATALOGUE) return code as ErrorCode;
  if (typeof code === 'string' && code.startsWith('PERSISTED_QUERY')) return 'BAD_REQUEST';
  // graphql-js found an argument of a wrong type or a missing one while executing: such errors point at the document.
  return error.originalError instanceof GraphQLError && error.originalError.nodes ? 'BAD_USER_INPUT' : 'INTERNAL';
}

/** Apollo's formatError: every error has a code of the catalogue; what we did not foresee is masked. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const code = codeOf(error);
  const id = formatted.extensions?.['id'] as string | undefined;
  const { message, extensions } =
    code === 'INTERNAL'
      ? maskedFault(id)
      : codedError(code, formatted.message, { hint: thetaErrorOf(error)?.hint, id });
  return {
    message,
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { ...extensions },
  };
}
