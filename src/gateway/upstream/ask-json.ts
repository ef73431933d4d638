import type { Offer } from '../providers/types.js';
import { UpstreamFailure, statusFailure, toFailure } from './failure.js';
import type { Send, UpstreamResponse } from './send.js';
import type { After, Watchdog } from './watchdog.js';
import { watchdog } from './watchdog.js';

export interface AskDeps {
  readonly send: Send;
  readonly after: After;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Longest answer that is held in memory, in bytes. */
  readonly mostBytes: number;
}

export type JsonObject = { readonly [key: string]: unknown };

/** One attempt without streaming: the completion as the provider wrote it. Throws UpstreamFailure, and the client's reason when it has gone. */
export async function askJson(offer: Offer, body: JsonObject, deps: AskDeps, client: AbortSignal): Promise<JsonObject> {
  const dog = watchdog(offer.provider.timeouts, client, deps.after);
  try {
    const response = await post(offer, body, 'application/json', deps, dog);
    dog.began();
    const text = await readAll(response, deps.mostBytes, dog);
    checkStatus(response, text, offer, deps);
    return completionOf(response, text);
  } catch (thrown) {
    throw toFailure(thrown, client);
  } finally {
    dog.release();
  }
}

export function post(
  { provider, model }: Offer,
  body: JsonObject,
  accept: string,
  { send }: AskDeps,
  { signal }: Watchdog,
): Promise<UpstreamResponse> {
  const { baseUrl, headers, timeouts } = provider;
  return send(
    {
      url: `${baseUrl}/chat/completions`,
      headers: { accept, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ ...body, model }),
      connectMs: timeouts.connectMs,
    },
    signal,
  );
}

export function checkStatus(
  { status, headers }: UpstreamResponse,
  text: string,
  { provider }: Offer,
  { now }: AskDeps,
): void {
  if (status < 200 || status >= 300) throw statusFailure(status, headers, text, provider.key, now());
}

/** Throws TOO_LARGE beyond `mostBytes`. */
export async function readAll(response: UpstreamResponse, mostBytes: number, dog: Watchdog): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body) {
    dog.touch();
    bytes += piece.length;
    if (bytes > mostBytes)
      throw new UpstreamFailure('next', 'TOO_LARGE', `the answer has more than ${mostBytes} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function completionOf({ headers, status }: UpstreamResponse, text: string): JsonObject {
  const type = headers.get('content-type') ?? '';
  // A page of a proxy in between; without a type, the text decides.
  if (type !== '' && !/\bjson\b/i.test(type)) {
    throw new UpstreamFailure('retry', 'WRONG_CONTENT_TYPE', `the answer is ${type}, not JSON`, { status });
  }
  const value = parsed(text);
  if (value === null || !Array.isArray(value['choices'])) {
    throw new UpstreamFailure('retry', 'MALFORMED_ANSWER', 'the answer is no chat completion', { status });
  }
  return value;
}

/** Null for what is no JSON object. */
export function parsed(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}
