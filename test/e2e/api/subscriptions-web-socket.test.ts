import { once } from 'node:events';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientOptions } from 'ws';
import { WebSocket } from 'ws';
import { SUBSCRIPTION_LIMITS } from '../../../src/server/settings.js';
import { pushedJobs } from '../../fixtures/api/pushed-jobs.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import { socketUrl } from '../../fixtures/api/subscriptions.js';

const PROTOCOL = 'graphql-transport-ws';
let server: TestServer;
beforeAll(async () => {
  const limits = { initMs: 300, pingMs: 200, maxStreamsPerSocket: 2, maxMessageBytes: 1024 };
  server = await startTestServer({ subscriptionLimits: { ...SUBSCRIPTION_LIMITS, ...limits } });
});
afterAll(() => server.close());

interface Message {
  readonly type: string;
  readonly id?: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are looked into, as a client does
  readonly payload?: any;
}

/** A socket that speaks the protocol by hand. */
async function connect(url = server.url, options: ClientOptions = {}) {
  const socket = new WebSocket(socketUrl(url), PROTOCOL, options);
  const messages: Message[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(String(data)) as Message));
  const closed = once(socket, 'close').then(([code]) => Number(code));
  await once(socket, 'open');
  const send = (message: object) => socket.send(JSON.stringify(message));
  const subscribe = (id: string, query = 'subscription { jobChanges { id } }') =>
    send({ type: 'subscribe', id, payload: { query } });
  const init = async () => {
    send({ type: 'connection_init' });
    await expect.poll(() => messages.map(({ type }) => type)).toEqual(['connection_ack']);
  };
  return { socket, messages, closed, send, subscribe, init };
}

describe('opening a WebSocket', () => {
  const refusal = async (path: string, options: ClientOptions) => {
    const socket = new WebSocket(server.url.replace('http', 'ws') + path, PROTOCOL, options);
    socket.on('error', () => {});
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    let body = '';
    for await (const chunk of response) body += String(chunk);
    const { errors } = JSON.parse(body) as {
      errors: { message: string; extensions: { code: string; hint: string } }[];
    };
    expect(errors[0]?.extensions.hint).toBeTruthy();
    return [response.statusCode, errors[0]?.extensions.code];
  };

  it.each([
    ['from a page of another site', '/graphql', { origin: 'http://evil.example' }, 403],
    ['from a page of another port', '/graphql', { origin: 'http://127.0.0.1:1' }, 403],
    ['from a sandboxed page', '/graphql', { origin: 'null' }, 403],
    ['under the host of another site (DNS rebinding)', '/graphql', { headers: { host: 'evil.example' } }, 421],
    ['at another path', '/graphql/stream', {}, 404],
  ])('is refused %s', async (_what, path, options, status) => {
    expect(await refusal(path, options)).toEqual([status, 'BAD_REQUEST']);
  });

  it('is granted to a page of this server', async () => {
    const { socket, init } = await connect(server.url, { origin: server.url });
    await init();
    socket.close();
  });

  it('is refused where there are too many, and granted again when one has closed', async () => {
    const own = await startTestServer({ subscriptionLimits: { ...SUBSCRIPTION_LIMITS, maxSockets: 1 } });
    const { socket, closed } = await connect(own.url);
    const more = new WebSocket(socketUrl(own.url), PROTOCOL);
    more.on('error', () => {});
    const [, response] = (await once(more, 'unexpected-response')) as [unknown, IncomingMessage];
    expect(response.statusCode).toBe(503);
    response.destroy();
    socket.close();
    await closed;
    await expect.poll(() => connect(own.url).then(({ socket: { readyState } }) => readyState)).toBe(WebSocket.OPEN);
    await own.close();
  });
});

describe('a request that offers HTTP/2, as some clients always do', () => {
  const ask = async (options: RequestOptions, body = '') => {
    const { port } = new URL(server.url);
    const offer = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABk' };
    const asked = httpRequest({ ...options, port, headers: { ...options.headers, ...offer } });
    const answered = once(asked, 'response');
    // In two parts: what is read with the headers, and what comes after them.
    asked.write(body.slice(0, 10));
    await sleep(50);
    asked.end(body.slice(10));
    const [response] = (await answered) as [IncomingMessage];
    let text = '';
    for await (const chunk of response) text += String(chunk);
    return [response.statusCode, JSON.parse(text)];
  };
  const body = JSON.stringify({ query: '{ jobs { id } }', operationName: null });
  const headers = { 'content-type': 'application/json' };

  it('is answered over HTTP/1.1', async () => {
    expect(await ask({ path: '/healthz' })).toEqual([200, { status: 'ok' }]);
    const length = { 'content-length': Buffer.byteLength(body) };
    const answer = [200, { data: { jobs: [] } }];
    expect(await ask({ method: 'POST', path: '/graphql', headers: { ...headers, ...length } }, body)).toEqual(answer);
    expect(await ask({ method: 'POST', path: '/graphql', headers }, body)).toEqual(answer);
  });

  it('is checked as every other one', async () => {
    const [status] = await ask({ path: '/healthz', headers: { host: 'evil.example' } });
    expect(status).toBe(421);
  });
});

describe('a WebSocket is closed', () => {
  it('for another protocol', async () => {
    const socket = new WebSocket(socketUrl(server.url), []);
    expect((await once(socket, 'close'))[0]).toBe(4406);
  });

  it('when it is not initialised in time', async () => {
    expect(await (await connect()).closed).toBe(4408);
  });

  it('for a subscription before it is initialised', async () => {
    const { closed, subscribe } = await connect();
    subscribe('1');
    expect(await closed).toBe(4401);
  });

  it.each([
    ['a message that is none', 'hello', 4400],
    ['a message of an unknown type', '{"type":"dance"}', 4400],
    ['a message that is too large', JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(1024) } }), 1009],
  ])('for %s, and the server goes on', async (_what, text, code) => {
    const { socket, closed, init } = await connect();
    await init();
    socket.send(text);
    expect(await closed).toBe(code);
    expect((await server.graphql('{ jobs { id } }')).status).toBe(200);
  });

  it('when its client does not answer pings, with what it had subscribed to', async () => {
    const { closed, init, subscribe } = await connect(server.url, { autoPong: false });
    await init();
    subscribe('1');
    await expect.poll(() => server.services.jobs.watchers()).toBe(1);
    expect(await closed).toBe(1006);
    await expect.poll(() => server.services.jobs.watchers()).toBe(0);
  });

  it('not when it does', async () => {
    const { socket, init } = await connect();
    await init();
    await sleep(1000);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.close();
  });
});

describe('one WebSocket', () => {
  it('carries so many subscriptions at once, and more when one is completed', async () => {
    const { socket, messages, init, subscribe, send } = await connect();
    await init();
    ['1', '2', '3'].forEach((id) => subscribe(id));
    await expect
      .poll(() => messages.at(-1))
      .toMatchObject({ id: '3', type: 'error', payload: [{ extensions: { code: 'OVERLOADED' } }] });
    expect(server.services.jobs.watchers()).toBe(2);
    send({ type: 'complete', id: '1' });
    await expect.poll(() => server.services.jobs.watchers()).toBe(1);
    subscribe('4');
    await expect.poll(() => server.services.jobs.watchers()).toBe(2);
    socket.terminate();
    await expect.poll(() => server.services.jobs.watchers()).toBe(0);
  });

  it('whose client reads slowly gets fewer states, and the last one', async () => {
    const { jobs, push } = await pushedJobs(10_000);
    const own = await startTestServer({ jobs });
    const { socket, messages, init, subscribe } = await connect(own.url);
    await init();
    subscribe('1', 'subscription { jobProgress(id: "pushed") { status progress { done } request { label } } }');
    await expect.poll(() => messages.length).toBe(2);
    socket.pause();
    const PUSHED = 20_000;
    for (let done = 1; done <= PUSHED; done++) {
      push(done, done === PUSHED);
      await new Promise((resolve) => setImmediate(resolve));
    }
    socket.resume();
    await expect.poll(() => messages.at(-1)?.type, { timeout: 20_000 }).toBe('complete');
    expect(messages.at(-2)?.payload.data.jobProgress).toMatchObject({
      status: 'SUCCEEDED',
      progress: { done: PUSHED },
    });
    // 200 MB were pushed; what is received went into buffers of the system.
    expect(messages.length).toBeLessThan(PUSHED / 10);
    socket.close();
    await own.close();
  });

  it('that does not answer the close does not hold the server up', async () => {
    const own = await startTestServer({ subscriptionLimits: { ...SUBSCRIPTION_LIMITS, closeMs: 200 } });
    const { socket, init } = await connect(own.url);
    await init();
    socket.pause();
    const before = performance.now();
    await own.close();
    expect(performance.now() - before).toBeLessThan(3000);
    socket.terminate();
  });
});
