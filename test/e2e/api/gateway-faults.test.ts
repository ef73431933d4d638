import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Behaviour } from '../../fixtures/gateway/provider.js';
import { USAGE, says } from '../../fixtures/gateway/provider.js';
import type { GatewayWorld } from '../../fixtures/gateway/world.js';
import { ask, gatewayWorld } from '../../fixtures/gateway/world.js';

let world: GatewayWorld;
beforeAll(async () => {
  world = await gatewayWorld({}, { firstByteMs: 300, idleMs: 300 });
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => world.reset());

const lastCall = () => world.calls.calls.at(-1);
const attempts = () => lastCall()?.attempts.map(({ llm, provider, error }) => [llm, provider, error]);
const chat = (body: object) =>
  world.client.chat.completions
    .create({ messages: ask('hi'), ...body } as OpenAI.ChatCompletionCreateParamsNonStreaming)
    .withResponse();
const failure = (body: object) =>
  chat(body).then(
    () => expect.unreachable('it was answered'),
    (thrown: unknown) => thrown as InstanceType<typeof OpenAI.APIError>,
  );
/** The text that a stream brings, and how it ends. */
async function stream(body: object, signal?: AbortSignal) {
  const { data, response } = await world.client.chat.completions
    .create({ messages: ask('hi'), stream: true, ...body } as OpenAI.ChatCompletionCreateParamsStreaming, { signal })
    .withResponse();
  const chunks: OpenAI.ChatCompletionChunk[] = [];
  let error: unknown = null;
  try {
    for await (const chunk of data) chunks.push(chunk);
  } catch (thrown) {
    error = thrown;
  }
  const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');
  return { text, chunks, error, headers: response.headers };
}
/** Does so the first `times`, and says hello from then on. */
const first = (times: number, what: Behaviour) => (n: number) => (n < times ? what : says('Hello again'));

describe('a stream', () => {
  it('brings the chunks of the provider under the name of the LLM', async () => {
    const { text, chunks, error, headers } = await stream({ model: 'theta' });
    expect(error).toBeNull();
    expect(text).toBe('Hello there friend');
    expect(new Set(chunks.map(({ model }) => model))).toEqual(new Set([headers.get('x-theta-llm')]));
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop');
    expect(chunks.every((chunk) => !('usage' in chunk))).toBe(true);
    // The gateway asked for the usage all the same.
    expect(world.first.asked[0]?.body['stream_options']).toEqual({ include_usage: true });
    await vi.waitFor(() =>
      expect(lastCall()).toMatchObject({
        ...{ outcome: 'ANSWERED', streamed: true, finishReason: 'stop' },
        usage: { promptTokens: 100, cachedTokens: 40, completionTokens: 20 },
      }),
    );
    expect(lastCall()?.usd).toBeGreaterThan(0);
    expect(lastCall()?.firstTokenMs).toBeLessThanOrEqual(lastCall()?.durationMs as number);
  });

  it('brings the usage where the client wants it', async () => {
    const { chunks } = await stream({ model: 'llm-1', stream_options: { include_usage: true } });
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: USAGE, model: 'llm-1' });
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
  });

  it('of a provider that says no usage costs nobody knows what', async () => {
    world.first.behave(() => says('Hello', { usage: null }));
    await stream({ model: 'llm-0' });
    await vi.waitFor(() => expect(lastCall()).toMatchObject({ outcome: 'ANSWERED', usage: null, usd: null }));
  });

  it('without a mark at its end is whole where the answer gave a reason to stop', async () => {
    world.first.behave(() => says('One two', { after: { pieces: 9, then: 'end without a mark' } }));
    expect(await stream({ model: 'llm-0' })).toMatchObject({ text: 'One two', error: null });
  });

  it.each([
    ['is stalled', { kind: 'stall' } as const, 'FIRST_BYTE_TIMEOUT'],
    ['is cut', says('x', { after: { pieces: 0, then: 'cut' } }), 'STREAM_CUT'],
    ['is empty', { kind: 'raw', contentType: 'text/event-stream', body: 'data: [DONE]\n\n' } as const, 'EMPTY_STREAM'],
    ['stalls behind its head', says('x', { after: { pieces: 0, then: 'stall' } }), 'FIRST_BYTE_TIMEOUT'],
    ['brings an error', says('x', { after: { pieces: 0, then: 'error' } }), 'HTTP_503'],
    ['is JSON', { kind: 'raw', contentType: 'application/json', body: '{}' } as const, 'WRONG_CONTENT_TYPE'],
    [
      'is broken',
      { kind: 'raw', contentType: 'text/event-stream', body: 'data: {"choices\n\n' } as const,
      'MALFORMED_ANSWER',
    ],
    ['is refused with 500', { kind: 'status', status: 500 } as const, 'HTTP_500'],
  ])('that %s before its first token is taken over by another provider', async (_what, behaviour, code) => {
    world.first.behave(() => behaviour);
    const { text, error, headers } = await stream({ model: 'llm-1' });
    expect({ text, error }).toEqual({ text: 'Hello there friend', error: null });
    expect(headers.get('x-theta-attempts')).toBe('3');
    await vi.waitFor(() =>
      expect(attempts()).toEqual([
        ['llm-1', 'alpha', code],
        ['llm-1', 'alpha', code],
        ['llm-1', 'beta', null],
      ]),
    );
  });

  it.each([
    ['cut', 'STREAM_CUT'],
    ['stall', 'IDLE_TIMEOUT'],
    ['error', 'HTTP_503'],
  ] as const)(
    'that breaks off behind its first token (%s) ends with an error, and is recorded as cut',
    async (then, code) => {
      world.first.behave(() => says('One two three', { after: { pieces: 2, then } }));
      const { text, error } = await stream({ model: 'llm-1' });
      expect(text).toBe('One two ');
      expect(error).toBeInstanceOf(OpenAI.APIError);
      expect(error).toMatchObject({ code: 'stream_cut', type: 'api_error' });
      expect((error as Error).message).toContain(code);
      expect(world.second.asked).toHaveLength(0);
      expect(lastCall()).toMatchObject({ outcome: 'CUT', llm: 'llm-1', provider: 'alpha' });
      expect(attempts()).toEqual([['llm-1', 'alpha', code]]);
    },
  );

  it('of a client that goes ends at the provider too', async () => {
    world.first.behave(() => says('One two three', { after: { pieces: 2, then: 'stall' } }));
    const dropped = world.first.dropped();
    const { data } = await world.client.chat.completions
      .create({ model: 'llm-0', messages: ask('hi'), stream: true })
      .withResponse();
    for await (const chunk of data) if (chunk.choices[0]?.delta.content === 'two ') break;
    await vi.waitFor(() => expect(world.first.dropped()).toBe(dropped + 1));
    await vi.waitFor(() => expect(lastCall()).toMatchObject({ outcome: 'CLIENT_GONE', llm: 'llm-0' }));
  });
});

describe('trouble that passes', () => {
  it.each([
    ['500', { kind: 'status', status: 500 } as const, 'HTTP_500'],
    ['408', { kind: 'status', status: 408 } as const, 'HTTP_408'],
    ['409', { kind: 'status', status: 409 } as const, 'HTTP_409'],
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '0' } } as const, 'HTTP_429'],
    ['a lost connection', { kind: 'hang up' } as const, 'CONNECTION_LOST'],
    [
      'something that is no JSON',
      { kind: 'raw', contentType: 'application/json', body: '{"choices": [' } as const,
      'MALFORMED_ANSWER',
    ],
    [
      'another JSON',
      { kind: 'raw', contentType: 'application/json', body: '{"ok":true}' } as const,
      'MALFORMED_ANSWER',
    ],
    ['a page', { kind: 'raw', contentType: 'text/html', body: '<html>' } as const, 'WRONG_CONTENT_TYPE'],
  ])('%s is tried again', async (_name, behaviour, code) => {
    world.first.behave(first(1, behaviour));
    const { data, response } = await chat({ model: 'llm-0' });
    expect(data.choices[0]?.message.content).toBe('Hello again');
    expect(response.headers.get('x-theta-attempts')).toBe('2');
    expect(attempts()).toEqual([
      ['llm-0', 'alpha', code],
      ['llm-0', 'alpha', null],
    ]);
  });

  it('waits as long as the provider asks, and no longer than it may', async () => {
    world.first.behave(first(1, { kind: 'status', status: 429, headers: { 'retry-after-ms': '120' } }));
    await chat({ model: 'llm-1' });
    expect(lastCall()?.durationMs).toBeGreaterThan(115);
    expect(attempts()).toHaveLength(2);
    world.reset();
    world.first.behave(first(1, { kind: 'status', status: 429, headers: { 'retry-after': '60' } }));
    await chat({ model: 'llm-1' });
    expect(attempts()).toEqual([
      ['llm-1', 'alpha', 'HTTP_429'],
      ['llm-1', 'beta', null],
    ]);
  });

  it('goes down the ranking of the decision where all providers of an LLM fail', async () => {
    world.first.behave((_n, { body }) => (body.model === 'up-llm-0' ? { kind: 'status', status: 503 } : says('ok')));
    const { data, response } = await chat({ model: 'theta/0' });
    expect(data.model).toBe('llm-1');
    expect(response.headers.get('x-theta-reason')).toContain('fell back from llm-0 (HTTP_503) to llm-1');
    expect(lastCall()).toMatchObject({ outcome: 'ANSWERED', llm: 'llm-1', provider: 'alpha', routed: true });
    await world.decisions.flush();
    const decision = world.decisions.written.find(({ id }) => id === lastCall()?.id);
    expect(decision?.llm).toBe('llm-0');
  });

  it('asks the next provider at once where the operator must mend something', async () => {
    for (const status of [401, 402, 403, 404, 302]) {
      world.first.behave(() => ({ kind: 'status', status }));
      await chat({ model: 'llm-1' });
      expect(attempts()).toEqual([
        ['llm-1', 'alpha', `HTTP_${status}`],
        ['llm-1', 'beta', null],
      ]);
    }
    world.first.behave(() => ({ kind: 'status', status: 429, body: '{"error":{"code":"insufficient_quota"}}' }));
    await chat({ model: 'llm-1' });
    expect(attempts()).toHaveLength(2);
  });

  it('ends after so many attempts, and says who did what', async () => {
    for (const provider of [world.first, world.second]) provider.behave(() => ({ kind: 'status', status: 502 }));
    const error = await failure({ model: 'theta/0' });
    expect(error).toBeInstanceOf(OpenAI.InternalServerError);
    expect(error).toMatchObject({ status: 502, code: 'providers_failed' });
    expect(error.message).toContain('llm-0 at alpha: HTTP_502');
    // The gateway has tried again; the client need not.
    expect(error.headers?.get('x-should-retry')).toBe('false');
    expect(lastCall()).toMatchObject({ outcome: 'FAILED', llm: null });
    expect(attempts()).toHaveLength(6);
  });

  it('is told as what it was', async () => {
    world.first.behave(() => ({ kind: 'status', status: 429, headers: { 'retry-after': '17' } }));
    const limited = await failure({ model: 'llm-0' });
    expect(limited).toBeInstanceOf(OpenAI.RateLimitError);
    expect(limited.headers?.get('retry-after')).toBe('17');
    world.first.behave(() => ({ kind: 'stall' }));
    expect(await failure({ model: 'llm-0' })).toMatchObject({ status: 504, code: 'providers_timed_out' });
  });

  it('includes an answer that is larger than the gateway holds', async () => {
    world.first.behave(() => says('x'.repeat(2 << 20)));
    expect((await chat({ model: 'llm-1' })).data.choices[0]?.message.content).toBe('Hello there friend');
    expect(attempts()?.[0]).toEqual(['llm-1', 'alpha', 'TOO_LARGE']);
  });
});

describe('what the client does', () => {
  it('wrong is told in the words of the provider, and not tried again', async () => {
    const body = JSON.stringify({
      error: {
        message: 'temperature is too high (sk-secret)',
        type: 'invalid_request_error',
        code: 'bad_temperature',
        param: 'temperature',
      },
    });
    world.first.behave(() => ({ kind: 'status', status: 400, body }));
    const error = await failure({ model: 'llm-1', temperature: 9 });
    expect(error).toBeInstanceOf(OpenAI.BadRequestError);
    expect(error).toMatchObject({ code: 'bad_temperature', param: 'temperature' });
    expect(error.message).not.toContain('sk-secret');
    expect(world.second.asked).toHaveLength(0);
    expect(lastCall()).toMatchObject({ outcome: 'REFUSED', llm: null, attempts: [{ status: 400, error: 'HTTP_400' }] });
  });

  it('the same in a stream', async () => {
    world.first.behave(() => ({ kind: 'status', status: 422 }));
    await expect(stream({ model: 'llm-1' })).rejects.toBeInstanceOf(OpenAI.UnprocessableEntityError);
  });

  it('going away ends the request at the provider', async () => {
    world.first.behave(() => ({ kind: 'stall' }));
    const dropped = world.first.dropped();
    const controller = new AbortController();
    const asked = world.client.chat.completions.create(
      { model: 'llm-0', messages: ask('hi') },
      { signal: controller.signal },
    );
    await vi.waitFor(() => expect(world.first.asked).toHaveLength(1));
    controller.abort();
    await expect(asked).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    await vi.waitFor(() => expect(world.first.dropped()).toBe(dropped + 1));
    await vi.waitFor(() =>
      expect(lastCall()).toMatchObject({ outcome: 'CLIENT_GONE', attempts: [{ error: 'CLIENT_GONE' }] }),
    );
  });
});

describe('a circuit', () => {
  it('opens after failures in a row, spares the provider, and closes when it is back', async () => {
    await using own = await gatewayWorld({ failures: 3, openMs: 400 });
    const sent = async () => {
      const asked = own.first.asked.length;
      const model = 'llm-1';
      await own.client.chat.completions.create({ model, messages: ask('hi') });
      return own.first.asked.length - asked;
    };
    const circuit = async () => {
      const { body } = await own.server.request('/readyz');
      return body.circuits;
    };
    expect(await sent()).toBe(1);
    expect(await circuit()).toEqual([]);
    own.first.behave(() => ({ kind: 'status', status: 500 }));
    expect(await sent()).toBe(2);
    expect(await sent()).toBe(1);
    expect(await circuit()).toEqual([{ llm: 'llm-1', provider: 'alpha', state: 'OPEN', lastFailure: 'HTTP_500' }]);
    expect(await sent()).toBe(0);
    expect(own.calls.calls.at(-1)?.attempts.map(({ error }) => error)).toEqual(['CIRCUIT_OPEN', null]);
    // Another LLM at the same provider has a circuit of its own.
    await expect(own.client.chat.completions.create({ model: 'llm-0', messages: ask('hi') })).rejects.toThrow();
    expect(own.first.asked.at(-1)?.body.model).toBe('up-llm-0');
    own.first.behave(() => says('Back'));
    await vi.waitFor(async () => expect(await sent()).toBe(1), { timeout: 10_000, interval: 100 });
    await vi.waitFor(async () => expect(await circuit()).toEqual([]));
  });
});
