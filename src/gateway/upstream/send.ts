/** A request to a provider. */
export interface UpstreamRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
  readonly connectMs: number;
}

/** An answer whose head has come. */
export interface UpstreamResponse {
  readonly status: number;
  readonly headers: Headers;
  /** To be read once; what is not read is thrown away when the signal fires. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Posts and resolves with the head of the answer. Follows no redirect. Throws NetworkTrouble, and what the signal fired with. */
export type Send = (request: UpstreamRequest, signal: AbortSignal) => Promise<UpstreamResponse>;

/** Nothing came, or not all of it. */
export class NetworkTrouble extends Error {
  constructor(
    readonly code: 'CONNECT_FAILED' | 'CONNECT_TIMEOUT' | 'CONNECTION_LOST',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
