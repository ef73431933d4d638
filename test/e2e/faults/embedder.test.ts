import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/domain/clock.js';
import { createEmbeddingService } from '../../../src/tensor/embedding-service.js';
import { openHttpEmbedder } from '../../../src/tensor/embedders/http/embedder.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import { testRouting } from '../../fixtures/api/routing.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';
import type { Reply, Service } from '../../fixtures/embeddings-service.js';
import { httpSpec, serviceHost, standInService } from '../../fixtures/embeddings-service.js';

const ROUTE = 'query ($input: RouteInput!) { route(input: $input) { ... on RoutingDecision { llm { id } } } }';
const wrong = { data: [{ index: 0, embedding: [1, 2, 3] }] };

let service: Service;
let reply: Reply = 'embed';
let server: TestServer;
/** Moves the clock of the server on, so that what it knows of the embedder's health is old. */
let late = 0;
let asked = 0;

beforeAll(async () => {
  service = await standInService(() => reply);
  const set = await testRouterSet();
  const { dims } = set.embedder;
  const { host } = serviceHost({ timeoutMs: 300 });
  const embedder = await openHttpEmbedder(httpSpec(service.url, { dims }), host, new AbortController().signal);
  const embeddings = createEmbeddingService(embedder, { cacheBytes: 1 << 20 });
  const llms = [0, 1, 2, 3].map((i) => llm(`llm-${i}`));
  const clock = { now: () => systemClock.now(), monotonic: () => systemClock.monotonic() + late };
  const all = catalogue(llms, { default: llms.map(({ id }) => id) });
  server = await startTestServer({ routing: testRouting({ ...set, embedder, embeddings }, all, { clock }) });
});
afterAll(async () => {
  await server?.close();
  await service?.[Symbol.asyncDispose]();
});

const decide = async (query = `text ${asked++}`) => {
  const { status, body } = await server.graphql(ROUTE, { input: { query } });
  return { status, code: body.errors?.[0]?.extensions.code ?? null };
};
const ready = async () => {
  late += 60_000;
  return (await server.request('/readyz')).status;
};

describe('a server whose embedder is a service that', () => {
  it.each<[string, Reply]>([
    ['hangs up', 'hang up'],
    ['never answers', 'silence'],
    ['answers with an error', { status: 500, body: 'down' }],
    ['answers with other dimensions', { body: wrong }],
    ['answers with garbage', { body: '<html>a proxy</html>' }],
  ])('%s refuses with a code, is not ready, and recovers with it', async (_what, trouble) => {
    reply = 'embed';
    expect(await decide('known before')).toEqual({ status: 200, code: null });
    expect(await ready()).toBe(200);
    reply = trouble;
    expect(await decide()).toEqual({ status: 503, code: 'EMBEDDER_UNAVAILABLE' });
    expect(await ready()).toBe(503);
    // The process is well, and what needs no embedding is decided.
    expect((await server.request('/healthz')).status).toBe(200);
    expect(await decide('known before')).toEqual({ status: 200, code: null });
    reply = 'embed';
    expect(await decide()).toEqual({ status: 200, code: null });
    expect(await ready()).toBe(200);
  });
});
