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
// 08: connection, 53: out of resources, 57P: shut down or starting, 28: refused, 3D: no such database (PostgreSQL appendix A);
// 57014: given up for the time it took, 25006: read-only.
const SQL_STATES = /^(08|53|57P|57014|28|3D|25006)/;
const READ_ONLY = '25006';
const DISK_FULL = '53100';
const MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered|Cannot use a pool after)/;

const UNAVAILABLE: ReadonlySet<string> = new Set(['DATABASE_UNAVAILABLE', 'DATABASE_READ_ONLY', 'DATABASE_FULL']);

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

/** Whether the same statement may succeed later, on another connection: the database did not answer, or not in its usual state. */
export function isUnavailable(thrown: unknown): boolean {
  const error = driverError(thrown);
  if (error instanceof ThetaError) return UNAVAILABLE.has(error.code);
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  const code = errorCode(error);
  if (code !== undefined) return SYSTEM_CODES.has(code) || SQL_STATES.test(code);
  return error instanceof Error && MESSAGES.test(error.message);
}

/**
 * Values that the types of the API let through and the columns do not: character_not_in_repertoire, untranslatable_character and
 * numeric_value_out_of_range.
 */
const NOT_STORABLE = new Set(['22021', '22P05', '22003']);

/** What a caller of the store gets: DATABASE_UNAVAILABLE, …_READ_ONLY, …_FULL or INTERNAL, without the parameters of the statement. */
export function translateError(thrown: unknown, where: string): unknown {
  const error = driverError(thrown);
  if (error instanceof ThetaError || !(error instanceof Error)) return error;
  const reason = error instanceof AggregateError ? error.errors.map(String).join('; ') : error.message;
  const code = errorCode(error);
  if (code === READ_ONLY) {
    return new ThetaError('DATABASE_READ_ONLY', `The database at ${where} takes no writes: ${reason}.`, {
      hint: 'It may be a standby, or was set to read only. Reads and decisions go on, and decisions are logged when it takes writes.',
      cause: error,
    });
  }
  if (code === DISK_FULL) {
    return new ThetaError('DATABASE_FULL', `The database at ${where} has no room left: ${reason}.`, {
      hint: 'Make room on its disk. Reads and decisions go on, and decisions are logged when there is room.',
      cause: error,
    });
  }
  if (isUnavailable(error)) {
    return new ThetaError('DATABASE_UNAVAILABLE', `The database at ${where} does not answer: ${reason}.`, {
      hint: 'Check that it runs and that DATABASE_URL names its host, port, user and database.',
      cause: error,
    });
  }
  if (code !== undefined && NOT_STORABLE.has(code)) {
    return new ThetaError(
      'BAD_USER_INPUT',
      'A text or number cannot be stored: it holds NUL (U+0000), or is out of range.',
      {
        hint: 'Send texts without U+0000 and half surrogate pairs, and numbers that are not smaller or larger than any measurement.',
        cause: error,
      },
    );
  }
  if (code === undefined) return error;
  return new ThetaError('INTERNAL', `The database refused a statement: ${reason} (${code}).`, {
    cause: error,
  });
}
