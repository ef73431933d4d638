import { quoted } from '../../tensor/embedders/http/failures.js';
import { retryAfterMs } from '../../tensor/embedders/http/trouble.js';
import { NetworkTrouble } from './send.js';

/**
 * What to do about a failed attempt. `retry`: the same provider may do better in a moment. `next`: it will not, but another one may, since
 * what is wrong is the operator's or the provider's. `refuse`: the request itself is wrong, and whoever sent it is told.
 */
export type Remedy = 'retry' | 'next' | 'refuse';

/** What a provider answered instead of a completion. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** An attempt that brought no answer. `code` is stable and stored; the message may quote the provider and is not. */
export class UpstreamFailure extends Error {
  constructor(
    readonly remedy: Remedy,
    readonly code: string,
    message: string,
    readonly details: {
      readonly status?: number;
      /** How long the provider asks to be left alone. */
      readonly afterMs?: number | null;
      readonly answer?: UpstreamAnswer;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'UpstreamFailure';
  }
}

/** Timeouts, conflicts, too many requests, and trouble of the server pass. */
const PASSING = new Set([408, 409, 425, 429]);
/** A wrong key, an unpaid bill, an unknown model or path: the operator's to mend, and nothing that the client could. */
const OPERATORS = new Set([401, 402, 403, 404, 405, 407, 421]);

export function remedyFor(status: number): Remedy {
  if (status >= 500 || PASSING.has(status)) return 'retry';
  return status < 400 || OPERATORS.has(status) ? 'next' : 'refuse';
}

/** A status that is no success. `key` is kept out of what is quoted. */
export function statusFailure(
  status: number,
  headers: Headers,
  body: string,
  key: string | null,
  now: number,
): UpstreamFailure {
  const afterMs = retryAfterMs(headers, now);
  const contentType = headers.get('content-type') ?? 'application/json';
  const said = status === 401 || status === 403 ? '' : `: ${quoted(body, key)}`;
  // No quota comes back within seconds.
  const remedy = body.includes('insufficient_quota') ? 'next' : remedyFor(status);
  return new UpstreamFailure(remedy, `HTTP_${status}`, `it answered with status ${status}${said}`, {
    status,
    afterMs,
    ...(remedy === 'refuse' && {
      answer: { status, contentType, body: key === null ? body : body.replaceAll(key, '…') },
    }),
  });
}

/** Whatever an attempt threw; what the client's own signal fired with passes through. */
export function toFailure(thrown: unknown, client: AbortSignal): unknown {
  if (client.aborted || thrown instanceof UpstreamFailure) return client.aborted ? client.reason : thrown;
  if (thrown instanceof NetworkTrouble) {
    return new UpstreamFailure('retry', thrown.code, thrown.message, { cause: thrown });
  }
  return thrown;
}
