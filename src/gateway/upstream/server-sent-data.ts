import { createParser } from 'eventsource-parser';
import { UpstreamFailure } from './failure.js';

/** The data of each server-sent event, however the bytes are cut. Throws TOO_LARGE for an event of more than `mostBytes`. */
export async function* serverSentData(body: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<string> {
  let ready: string[] = [];
  const parser = createParser({
    maxBufferSize: mostBytes,
    onEvent: ({ data }) => ready.push(data),
    onError(error) {
      if (error.type === 'max-buffer-size-exceeded') {
        throw new UpstreamFailure('next', 'TOO_LARGE', `an event has more than ${mostBytes} bytes`);
      }
    },
  });
  const decoder = new TextDecoder();
  for await (const piece of body) {
    parser.feed(decoder.decode(piece, { stream: true }));
    if (ready.length === 0) continue;
    const now = ready;
    ready = [];
    yield* now;
  }
  // What stands behind the last blank line is an event that was cut.
}
