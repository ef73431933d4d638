import { DrizzleQueryError } from 'drizzle-orm';
import { ThetaError } from '../domain/errors.js';

/** SQLSTATE of a reference to a row that does not exist. */
export const FOREIGN_KEY_VIOLATION = '23503';
/** SQLSTATE of a second row where there may be one. */
export const UNIQUE_VIOLATION = '23505';

const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ENOENT',
  'EACCES',
]);
// 08: connection, 53: out of resources, 57P: shut down or starting, 28: refused, 3D: no such database (PostgreSQL appendix A).
const SQL_STATES = /^(08|53|57P|28|3D)/;
const MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered|Cannot use a pool after)/;

/** The error of the driver under the wrapper of the query builder, whose message quotes every parameter. */
export function driverError(thrown: unknown): unknown {
  let error = thrown;
  while (error instanceof DrizzleQueryError && error.cause !== undefined) error = error.cause;
  return error;
}

/** SQLSTATE or system code of a driver error; undefined where it has none. */
export function errorCode(thrown: unknown): string | undefined {
  const error = driverError(thrown);
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Whether the database did not answer, in contrast to an answer that says no. */
export function isUnavailable(thrown: unknown): boolean {
  const error = driverError(thrown);
  if (error instanceof ThetaError) return error.code === 'DATABASE_UNAVAILABLE';
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  const code = errorCode(error);
  if (code !== undefined) return SYSTEM_CODES.has(code) || SQL_STATES.test(code);
  return error instanceof Error && MESSAGES.test(error.message);
}

/** What a caller of the store gets: DATABASE_UNAVAILABLE or INTERNAL, without the parameters of the statement. */
export function translateError(thrown: unknown, where: string): unknown {
  const error = driverError(thrown);
  if (error instanceof ThetaError || !(error instanceof Error)) return error;
  const reason = error instanceof AggregateError ? error.errors.map(String).join('; ') : error.message;
  if (isUnavailable(error)) {
    return new ThetaError('DATABASE_UNAVAILABLE', `The database at ${where} does not answer: ${reason}.`, {
      hint: 'Check that it runs and that DATABASE_URL names its host, port, user and database.',
      cause: error,
    });
  }
  if (errorCode(error) === undefined) return error;
  return new ThetaError('INTERNAL', `The database refused a statement: ${reason} (${errorCode(error)}).`, {
    cause: error,
  });
}
