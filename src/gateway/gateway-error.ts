import type { ErrorCode } from '../domain/errors.js';
import { toThetaError } from '../domain/errors.js';

/** Kinds of OpenAI's API, by which its clients choose their exceptions (besides the status). */
export type GatewayErrorType =
  'invalid_request_error' | 'permission_error' | 'rate_limit_error' | 'api_error' | 'server_error';

/** An error as OpenAI's API shapes it: { error: { message, type, code, param } }. */
export class GatewayError extends Error {
  constructor(
    readonly status: number,
    readonly type: GatewayErrorType,
    /** Stable, for programs. */
    readonly code: string,
    message: string,
    readonly details: {
      /** The field of the request that is wrong. */
      readonly param?: string | undefined;
      readonly cause?: unknown;
      readonly headers?: Readonly<Record<string, string>> | undefined;
    } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'GatewayError';
  }

  toJSON() {
    const { message, type, code, details } = this;
    return { error: { message, type, code, param: details.param ?? null } };
  }
}

export const badRequest = (code: string, message: string, param?: string): GatewayError =>
  new GatewayError(400, 'invalid_request_error', code, message, { param });

/** What concerns who asks, with the status and the words that OpenAI's clients know. */
const OF_CALLER: { readonly [K in ErrorCode]?: readonly [status: number, type: GatewayErrorType, code: string] } = {
  UNAUTHENTICATED: [401, 'invalid_request_error', 'invalid_api_key'],
  FORBIDDEN: [403, 'permission_error', 'forbidden'],
  RATE_LIMITED: [429, 'rate_limit_error', 'rate_limit_exceeded'],
  BUDGET_EXHAUSTED: [429, 'rate_limit_error', 'insufficient_quota'],
};
const STATUS = { input: 400, refusal: 400, unavailable: 503, fault: 500 } as const;
/** What the caller named and does not exist. */
const NOT_FOUND: ReadonlySet<ErrorCode> = new Set(['UNKNOWN_LLM', 'UNKNOWN_POOL', 'UNKNOWN_ROUTER']);

/** Whatever was thrown, in OpenAI's shape; the words of a fault of ours are kept to the log. */
export function toGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  const error = toThetaError(thrown);
  const code = error.code.toLowerCase();
  if (error.kind === 'fault') {
    return new GatewayError(500, 'server_error', 'internal', 'A fault of the gateway; its log has the details.', {
      cause: thrown,
    });
  }
  const ofCaller = OF_CALLER[error.code];
  const message = error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
  if (ofCaller) return new GatewayError(...ofCaller, message, { cause: thrown });
  const status = NOT_FOUND.has(error.code) ? 404 : STATUS[error.kind];
  const type = error.kind === 'unavailable' ? 'api_error' : 'invalid_request_error';
  return new GatewayError(status, type, code, message, { cause: thrown });
}
