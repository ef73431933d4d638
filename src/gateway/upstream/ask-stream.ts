import type { Offer } from '../providers/types.js';
import type { AskDeps, JsonObject } from './ask-json.js';
import { checkStatus, parsed, post, readAll } from './ask-json.js';
import { UpstreamFailure, remedyFor, statusFailure, toFailure } from './failure.js';
import { serverSentData } from './server-sent-data.js';
import type { Watchdog } from './watchdog.js';
import { watchdog } from './watchdog.js';

/** A stream whose first token has come; until then another provider can take its place. */
export interface OpenStream {
  /** All chunks, from the first on. Throws UpstreamFailure where the stream breaks off, and the client's reason when it has gone. */
  readonly chunks: AsyncIterable<JsonObject>;
  /** Settles when the last chunk has come, the stream has broken off (rejects with UpstreamFailure), or the client has gone. */
  readonly ended: Promise<void>;
}

/** One attempt with streaming. Throws UpstreamFailure, and the client's reason when it has gone. */
export async function askStream(
  offer: Offer,
  body: JsonObject,
  deps: AskDeps,
  client: AbortSignal,
): Promise<OpenStream> {
  const dog = watchdog(offer.provider.timeouts, client, deps.after);
  const chunks = chunksOf(offer, body, deps, dog);
  const held: JsonObject[] = [];
  try {
    for (;;) {
      const next = await chunks.next();
      if (next.done === true) break;
      held.push(next.value);
      if (bearsToken(next.value)) break;
    }
    if (!held.some(bearsToken)) {
      throw new UpstreamFailure('retry', 'EMPTY_STREAM', 'the stream ended before its first token');
    }
    return openStream(held, chunks, dog, client);
  } catch (thrown) {
    dog.release();
    throw toFailure(thrown, client);
  }
}

function openStream(
  held: readonly JsonObject[],
  rest: AsyncGenerator<JsonObject>,
  dog: Watchdog,
  client: AbortSignal,
): OpenStream {
  let end: (failure?: UpstreamFailure) => void = () => {};
  const ended = new Promise<void>((resolve, reject) => {
    end = (failure) => (failure ? reject(failure) : resolve());
  });
  ended.catch(() => undefined);
  // A client that goes before it has read anything leaves nobody to close the stream.
  client.addEventListener('abort', () => (dog.release(), end()), { once: true });
  async function* whole(): AsyncGenerator<JsonObject> {
    try {
      dog.hold();
      yield* held;
      for (;;) {
        dog.touch();
        const next = await rest.next();
        if (next.done === true) return;
        dog.hold();
        yield next.value;
      }
    } catch (thrown) {
      const failure = toFailure(thrown, client);
      if (failure instanceof UpstreamFailure) end(failure);
      throw failure;
    } finally {
      end();
      dog.release();
      await rest.return(undefined);
    }
  }
  return { chunks: whole(), ended };
}

async function* chunksOf(offer: Offer, body: JsonObject, deps: AskDeps, dog: Watchdog): AsyncGenerator<JsonObject> {
  const response = await post(offer, body, 'text/event-stream', deps, dog);
  const type = response.headers.get('content-type') ?? '';
  if (response.status >= 300 || !/^text\/event-stream\b/i.test(type)) {
    const text = await readAll(response, deps.mostBytes, dog);
    checkStatus(response, text, offer, deps);
    throw new UpstreamFailure('retry', 'WRONG_CONTENT_TYPE', `the answer is ${type || 'of no type'}, not a stream`, {
      status: response.status,
    });
  }
  let finished = false;
  for await (const data of serverSentData(response.body, deps.mostBytes)) {
    if (data === '[DONE]') return;
    const chunk = parsed(data);
    if (chunk === null) throw new UpstreamFailure('retry', 'MALFORMED_ANSWER', 'a chunk of the stream is no JSON');
    if (chunk['error']) throw streamError(chunk['error'], response.headers, data, offer, deps);
    finished ||= choicesOf(chunk).some((choice) => typeof choice['finish_reason'] === 'string');
    yield chunk;
  }
  // Some services leave out the mark of the end; none ends without a reason.
  if (!finished) throw new UpstreamFailure('retry', 'STREAM_CUT', 'the stream ended before the answer did');
}

/** An error in a stream may bear the status that it would have had. */
function streamError(error: unknown, headers: Headers, data: string, offer: Offer, { now }: AskDeps): UpstreamFailure {
  const { code, status } = error as { readonly code?: unknown; readonly status?: unknown };
  const number = [status, code].map(Number).find((n) => Number.isInteger(n) && n >= 400 && n < 600);
  if (number !== undefined && remedyFor(number) !== 'refuse') {
    return statusFailure(number, headers, data, offer.provider.key, now());
  }
  return new UpstreamFailure('retry', 'STREAM_ERROR', 'the stream brought an error');
}

export const choicesOf = (chunk: JsonObject): readonly JsonObject[] =>
  Array.isArray(chunk['choices']) ? (chunk['choices'] as readonly JsonObject[]) : [];

/** Whether a chunk holds something of the answer: the first one mostly says the role and nothing else. */
function bearsToken(chunk: JsonObject): boolean {
  return choicesOf(chunk).some(({ delta, finish_reason: finish, text }) => {
    if (typeof finish === 'string' || (typeof text === 'string' && text !== '')) return true;
    return Object.entries((delta ?? {}) as JsonObject).some(
      ([key, value]) =>
        key !== 'role' && value !== '' && value !== null && !(Array.isArray(value) && value.length === 0),
    );
  });
}
