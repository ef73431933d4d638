import { ThetaClientError, answered } from './error.js';

export interface RequestOptions {
  /** Ends the request; it then fails with CANCELLED. */
  readonly signal?: AbortSignal | undefined;
  /** Longest that one try may take, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Further tries when the server is OVERLOADED (503 or 429), each after a pause; 0 by default. */
  readonly retries?: number | undefined;
}

export interface Connection extends RequestOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  /** Waits between tries; fails when the signal fires. */
  readonly pause: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  /** In [0, 1), for pauses that do not bring all clients back at the same moment. */
  readonly random: () => number;
}

const TIMEOUT_MS = 30_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** Refusals that another try may find gone: the server did nothing yet. */
const RETRIED = new Set(['OVERLOADED', 'RATE_LIMITED']);

/** Sends one operation, again where that was asked for, and returns `data`. Throws ThetaClientError. */
export async function send(connection: Connection, query: string, variables: unknown): Promise<unknown> {
  const { retries = 0, signal, pause, random } = connection;
  for (let failures = 0; ; failures++) {
    try {
      return await once(connection, query, variables);
    } catch (error) {
      if (!(error instanceof Refusal) || failures >= retries) throw error instanceof Refusal ? error.error : error;
      const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
      await pause(Math.max(error.afterMs, longest * (0.5 + random() / 2)), signal);
    }
  }
}

/** A refusal worth another try, and what the server asks to wait before it. */
class Refusal extends Error {
  constructor(
    readonly error: ThetaClientError,
    readonly afterMs: number,
  ) {
    super(error.message);
  }
}

async function once(connection: Connection, query: string, variables: unknown): Promise<unknown> {
  const { url, headers, signal, timeoutMs = TIMEOUT_MS } = connection;
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let body: unknown;
  try {
    response = await connection.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    body = await readJson(response);
  } catch (cause) {
    if (cause instanceof ThetaClientError) throw cause;
    if (signal?.aborted) throw new ThetaClientError('CANCELLED', 'The request was cancelled.', { cause });
    if (timeout.aborted) throw new ThetaClientError('TIMEOUT', `No answer within ${timeoutMs} ms.`, { cause });
    throw new ThetaClientError('NETWORK', `${url} cannot be reached: ${(cause as Error).message}.`, { cause });
  }
  const { data, errors } = (body ?? {}) as { data?: unknown; errors?: Parameters<typeof answered>[0] };
  if (errors) {
    const error = answered(errors, response.status);
    if (RETRIED.has(error.code)) throw new Refusal(error, retryAfterMs(response));
    throw error;
  }
  if (response.ok && data !== undefined && data !== null) return data;
  throw new ThetaClientError('BAD_RESPONSE', `The server answered ${response.status} without data.`, {
    status: response.status,
  });
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ThetaClientError('BAD_RESPONSE', `The server answered ${response.status}, and not with JSON.`, {
      ...{ status: response.status, cause },
      hint: 'Something between client and server may have answered; the address should end in /graphql.',
    });
  }
}

/** Of the header in seconds; a date in it is not waited for. */
function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? 0);
  return Number.isFinite(seconds) ? Math.min(LONGEST_PAUSE_MS, Math.max(0, seconds * 1000)) : 0;
}
