/** What the server, or the way to it, says instead of an answer. Programs branch on `code`, never on the message. */
export class ThetaClientError extends Error {
  /** A code of docs/errors.md, or NETWORK, TIMEOUT, CANCELLED, BAD_RESPONSE of the client itself. */
  readonly code: string;
  /** What to do about it, where the server says so. */
  readonly hint: string | undefined;
  /** HTTP status; undefined where no answer came. */
  readonly status: number | undefined;

  constructor(
    code: string,
    message: string,
    more: { readonly hint?: string | undefined; readonly status?: number | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'ThetaClientError';
    this.code = code;
    this.hint = more.hint;
    this.status = more.status;
  }
}

interface GraphqlError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly hint?: string };
}

/** The first error of an answer. */
export function answered(errors: readonly GraphqlError[], status: number): ThetaClientError {
  const [{ message, extensions } = { message: 'The answer has an empty list of errors.' }] = errors;
  return new ThetaClientError(extensions?.code ?? 'BAD_RESPONSE', message, { hint: extensions?.hint, status });
}
