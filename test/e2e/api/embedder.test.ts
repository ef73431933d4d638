import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/domain/clock.js';
import { automix, frugalGpt } from '../../../src/plugins/cascade/index.js';
import { large, small } from '../../../src/plugins/baselines/index.js';
import { cluster } from '../../../src/plugins/cluster/index.js';
import { mlp } from '../../../src/plugins/mlp/index.js';
import type { EmbedderHealth } from '../../../src/tensor/embedder.js';
import { testRouting } from '../../fixtures/api/routing.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

const PRICE = 0.02;
const health: { now: EmbedderHealth } = { now: { healthy: true, detail: 'http://embedder.test' } };
let time = 0;
let server: TestServer;

beforeAll(async () => {
  const set = await testRouterSet('v1', [
    [cluster, {}],
    [mlp, { epochs: 2 }],
    [small, {}],
    [large, {}],
    [frugalGpt, { epochs: 5, heldOutQueries: 60 }],
    [automix, { rule: 'threshold', sensitivity: 1, specificity: 1, epochs: 5, heldOutQueries: 60 }],
  ]);
  const embedder = { ...set.embedder, costPerMillionTokens: PRICE, health: () => Promise.resolve(health.now) };
  const llms = [0, 1, 2, 3, 4].map((i) => llm(`llm-${i}`, { price: { inputPerMillion: 1, outputPerMillion: 1 + i } }));
  const routing = testRouting({ ...set, embedder }, catalogue(llms, { default: llms.map(({ id }) => id) }), {
    clock: { now: () => systemClock.now(), monotonic: () => time },
  });
  server = await startTestServer({ routing });
});
afterAll(() => server.close());

const EMBEDDER = `{ routerSets { serving embedder {
  id kind name dims maxTokens costPerMillionTokens health { healthy detail }
  counters { texts embedded cacheHits shared storeHits refused waiting running batches batchTokens paddedTokens cacheBytes } } } }`;
const embedder = async () => (await server.graphql(EMBEDDER)).body.data.routerSets[0].embedder;
const embedded = async (): Promise<number> => (await embedder()).counters.embedded;

describe('the embedder in the API', () => {
  it('is told with the version that serves', async () => {
    expect(await embedder()).toMatchObject({
      kind: 'test',
      name: 'test',
      dims: 8,
      maxTokens: null,
      costPerMillionTokens: PRICE,
      health: { healthy: true, detail: 'http://embedder.test' },
      counters: { batches: expect.any(Number), refused: 0, waiting: 0, running: 0, storeHits: 0 },
    });
  });

  it('embeds once when ten routers are compared', async () => {
    const before = await embedded();
    const COMPARE = `query ($input: RouteInput!) { compare(input: $input) { entries {
      router result { ... on RoutingDecision { llm { id } } } } } }`;
    const { body } = await server.graphql(COMPARE, { input: { query: 'Who wrote Hamlet?' } });
    expect(body.data.compare.entries).toHaveLength(10);
    for (const { result } of body.data.compare.entries) expect(result.llm.id).toMatch(/^llm-/);
    expect((await embedded()) - before).toBe(1);
  });

  it('embeds a hundred equal texts of a batch once', async () => {
    const before = await embedded();
    const MANY = `query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) {
      ... on RoutingDecision { id embeddingCost } } }`;
    const inputs = Array.from({ length: 100 }, () => ({ query: 'the same text' }));
    const { body } = await server.graphql(MANY, { inputs });
    expect(body.data.routeMany).toHaveLength(100);
    // The stand-in counts a token for each character.
    for (const { embeddingCost } of body.data.routeMany) expect(embeddingCost).toBeCloseTo((13 * PRICE) / 1e6, 15);
    expect((await embedded()) - before).toBe(1);
  });

  it('makes the server not ready when it cannot embed', async () => {
    expect((await server.request('/readyz')).status).toBe(200);
    health.now = { healthy: false, detail: 'http://embedder.test does not answer; start it.' };
    // What was known a moment ago still holds.
    expect((await server.request('/readyz')).status).toBe(200);
    time += 60_000;
    const { status, body } = await server.request('/readyz');
    expect(status).toBe(503);
    expect(body.errors[0]).toMatchObject({
      message: expect.stringContaining('http://embedder.test does not answer; start it.'),
      extensions: { code: 'EMBEDDER_UNAVAILABLE' },
    });
    expect((await server.request('/healthz')).status).toBe(200);
  });
});
