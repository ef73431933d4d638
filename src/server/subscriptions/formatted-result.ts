import type { ExecutionResult, FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import { formatError } from '../errors/format-error.js';

export const formatted = (error: GraphQLError): GraphQLFormattedError => formatError(error.toJSON(), error);

/** A result as clients get it: errors have codes of the catalogue, faults are masked. */
export const formattedResult = ({ errors, ...result }: ExecutionResult): FormattedExecutionResult => ({
  ...(errors ? { errors: errors.map(formatted) } : {}),
  ...result,
});
