import type { TypedDocumentString } from '../gql/graphql';
import type { Failure } from './failure';
import { noteSignedOut } from './session';

export type { Failure };

/** What {@link request} throws. */
export class RequestError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** A thrown value as something to show. */
export const failureOf = (thrown: unknown): Failure =>
  thrown instanceof RequestError
    ? thrown.failure
    : { code: 'INTERNAL', message: String(thrown), hint: 'This is a fault of the page; please report it.' };

/** Where the browser could not reach the server at all; the only code that does not come from the server. */
export const UNREACHABLE = 'UNREACHABLE';

/** An error as GraphQL sends it. */
export interface GraphQLFault {
  readonly message: string;
  readonly extensions?: { readonly code?: unknown; readonly hint?: unknown } | undefined;
}

/** The first of an operation's errors; there is at least one. */
export function failureOfErrors([error]: readonly GraphQLFault[]): Failure {
  return {
    code: textOr(error?.extensions?.code, 'INTERNAL'),
    message: error?.message ?? 'The server refused without saying why.',
    hint: textOr(error?.extensions?.hint, null),
  };
}

interface Answer<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly GraphQLFault[];
}

/** Runs one generated operation. Throws {@link RequestError}, or an AbortError when the signal fires. */
export async function request<Result, Variables>(
  operation: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal: AbortSignal | null = null,
): Promise<Result> {
  const response = await send(JSON.stringify({ query: operation.toString(), variables }), signal);
  const answer = await read<Result>(response);
  if (answer.errors && answer.errors.length > 0) {
    const failure = failureOfErrors(answer.errors);
    if (failure.code === 'UNAUTHENTICATED') noteSignedOut();
    throw new RequestError(failure);
  }
  if (!answer.data) throw unexpected(response);
  return answer.data;
}

async function send(body: string, signal: AbortSignal | null): Promise<Response> {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
      signal,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new RequestError({
      code: UNREACHABLE,
      message: 'The server does not answer.',
      hint: navigator.onLine ? 'Check that it is running, then try again.' : 'This device is offline.',
    });
  }
}

async function read<Result>(response: Response): Promise<Answer<Result>> {
  try {
    return (await response.json()) as Answer<Result>;
  } catch {
    throw unexpected(response);
  }
}

function unexpected(response: Response): RequestError {
  return new RequestError({
    code: `HTTP_${response.status}`,
    message: 'The server sent an answer that is not GraphQL.',
    hint: 'A proxy between this page and the server may have answered instead.',
  });
}

function textOr<T>(value: unknown, otherwise: T): string | T {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}
