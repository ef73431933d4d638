import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SUBSCRIPTION_LIMITS } from '../../../src/server/settings.js';
import { pushedJobs } from '../../fixtures/api/pushed-jobs.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

const ACCEPT = { accept: 'text/event-stream' };
const JSON_BODY = { ...ACCEPT, 'content-type': 'application/json' };
const QUERY = 'subscription { jobChanges { id } }';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ subscriptionLimits: { ...SUBSCRIPTION_LIMITS, maxMessageBytes: 1024 } });
});
afterAll(() => server.close());

describe('/graphql/stream', () => {
  const post = (body: string, headers: Record<string, string> = JSON_BODY) =>
    server.request('/graphql/stream', { method: 'POST', headers, body });
  const body = JSON.stringify({ query: QUERY });

  it.each([
    ['a page of another site', { ...JSON_BODY, origin: 'http://evil.example' }, 403],
    ['a page of another site without Origin', { ...JSON_BODY, 'sec-fetch-site': 'cross-site' }, 403],
    ['who takes no event stream', { 'content-type': 'application/json' }, 406],
    ['who sends no JSON', { ...ACCEPT, 'content-type': 'text/plain' }, 415],
  ])('refuses %s', async (_what, headers, status) => {
    const answer = await post(body, headers);
    expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([status, 'BAD_REQUEST']);
    expect(server.services.jobs.watchers()).toBe(0);
  });

  it.each([
    ['no query', '{}', 400, 'BAD_REQUEST'],
    ['a query that is no text', '{"query":1}', 400, 'BAD_REQUEST'],
    ['variables that are no object', JSON.stringify({ query: QUERY, variables: [1] }), 400, 'BAD_REQUEST'],
    ['no object', '[]', 400, 'BAD_REQUEST'],
    ['no JSON', '{', 400, 'BAD_REQUEST'],
    ['too much', JSON.stringify({ query: QUERY, variables: { x: 'x'.repeat(1024) } }), 413, 'REQUEST_TOO_LARGE'],
  ])('refuses %s', async (_what, text, status, code) => {
    const answer = await post(text);
    expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([status, code]);
    expect(answer.body.errors[0].extensions.hint).toBeTruthy();
  });

  it.each(['PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    const answer = await server.request('/graphql/stream', { method, headers: ACCEPT });
    expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([404, 'BAD_REQUEST']);
  });

  it('refuses the host of another site', async () => {
    const { port } = new URL(server.url);
    const asked = httpRequest({ port, path: '/graphql/stream', headers: { ...ACCEPT, host: 'evil.example' } }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(421);
  });

  it('streams to an EventSource, which can only GET', async () => {
    const variables = JSON.stringify({ id: 'nothing' });
    const query = 'subscription ($id: ID!) { jobProgress(id: $id) { id } }';
    const search = new URLSearchParams({ query, variables });
    const answer = await server.request(`/graphql/stream?${search.toString()}`, { headers: ACCEPT });
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(answer.headers.get('x-request-id')).toBeTruthy();
    const events = String(answer.body).split('\n\n');
    expect(events[0]).toBe(':');
    expect(events[1]).toMatch(/^event: next\ndata: \{"errors":\[\{.*UNKNOWN_JOB.*\}$/);
    expect(events[2]).toBe('event: complete\ndata:');
  });
});

describe('an event stream', () => {
  const open = async (url: string, query: string) => {
    const asked = httpRequest(`${url}/graphql/stream`, { method: 'POST', headers: JSON_BODY });
    asked.on('error', () => {});
    asked.end(JSON.stringify({ query }));
    return ((await once(asked, 'response')) as [IncomingMessage])[0];
  };
  const PROGRESS = 'subscription { jobProgress(id: "pushed") { status progress { done } request { label } } }';

  it('whose client reads slowly gets fewer states, and the last one', async () => {
    const { jobs, push } = await pushedJobs(10_000);
    const own = await startTestServer({ jobs });
    const response = await open(own.url, PROGRESS);
    const PUSHED = 20_000;
    for (let done = 1; done <= PUSHED; done++) {
      push(done, done === PUSHED);
      await new Promise((resolve) => setImmediate(resolve));
    }
    let text = '';
    for await (const chunk of response) text += String(chunk);
    const events = text.split('\n\n').filter((event) => event.startsWith('event: '));
    expect(events.at(-1)).toBe('event: complete\ndata:');
    expect(events.at(-2)).toContain(`"status":"SUCCEEDED","progress":{"done":${PUSHED}}`);
    // 200 MB were pushed; what is received went into buffers of the system.
    expect(events.length).toBeLessThan(PUSHED / 10);
    expect(jobs.watchers()).toBe(0);
    await own.close();
  });

  it('whose client reads nothing is ended', async () => {
    const { jobs, push } = await pushedJobs(100_000);
    const own = await startTestServer({ jobs, subscriptionLimits: { ...SUBSCRIPTION_LIMITS, stallMs: 300 } });
    await open(own.url, PROGRESS);
    expect(jobs.watchers()).toBe(1);
    for (let done = 1; done <= 200; done++) {
      push(done);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expect.poll(() => jobs.watchers(), { timeout: 5000 }).toBe(0);
    await own.close();
  });

  it('ends with its client, also before anything has come', async () => {
    const response = await open(server.url, QUERY);
    expect(server.services.jobs.watchers()).toBe(1);
    response.destroy();
    await expect.poll(() => server.services.jobs.watchers()).toBe(0);
  });
});
