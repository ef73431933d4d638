import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../../src/tensor/embedder.js';
import { createEmbeddingService } from '../../../src/tensor/embedding-service.js';
import { testRouting } from '../../fixtures/api/routing.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

/** Batches that the embedder holds until a test lets them go. */
const held: { readonly texts: readonly string[]; readonly go: () => void }[] = [];
const seen: string[] = [];
let server: TestServer;

beforeAll(async () => {
  const set = await testRouterSet();
  const slow: Embedder = {
    ...set.embedder,
    batch: { texts: 1, tokens: 1000, parallel: 1 },
    async embed(prepared, signal) {
      const texts = prepared.map(({ text }) => text);
      seen.push(...texts);
      await new Promise<void>((go) => held.push({ texts, go }));
      return set.embedder.embed(prepared, signal);
    },
  };
  const embeddings = createEmbeddingService(slow, { cacheBytes: 0, queueTexts: 2 });
  const llms = [0, 1, 2, 3, 4].map((i) => llm(`llm-${i}`, { price: { inputPerMillion: 1, outputPerMillion: 1 + i } }));
  const routing = testRouting(
    { ...set, embedder: slow, embeddings },
    catalogue(llms, { default: llms.map(({ id }) => id) }),
  );
  server = await startTestServer({ routing });
});
afterAll(() => server.close());

/** A document that the server has accepted before takes another way than a new one. */
const ROUTE = `query ($input: RouteInput!) { route(input: $input) { ... on RoutingDecision { llm { id } } } }`;

/** Sends a query, in a connection that `signal` closes; the answer's status and body. */
const send = (query: string, { signal, document = ROUTE }: { signal?: AbortSignal; document?: string } = {}) =>
  server.request('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document, variables: { input: { query } } }),
    ...(signal && { signal }),
  });
const waiting = () => expect.poll(async () => (await counters()).waiting);
const counters = async () => {
  const { body } = await server.graphql('{ routerSets { embedder { counters { waiting running refused } } } }');
  return body.data.routerSets[0].embedder.counters as Record<'waiting' | 'running' | 'refused', number>;
};
async function letAllGo() {
  while ((await counters()).running > 0) held.shift()?.go();
}

describe('the API while the embedder is slow', () => {
  it('answers 503 with OVERLOADED when too many texts wait, and the others as ever', async () => {
    const first = send('first');
    await expect.poll(() => held.length).toBe(1);
    const others = [send('second'), send('third')];
    await waiting().toBe(2);
    const refused = await send('fourth');
    expect(refused.status).toBe(503);
    expect(refused.body.errors[0]).toMatchObject({
      message: expect.stringContaining('2 texts wait for the embedder'),
      extensions: { code: 'OVERLOADED', hint: expect.stringContaining('Try again') },
    });
    expect((await counters()).refused).toBe(1);
    await letAllGo();
    for (const { status, body } of await Promise.all([first, ...others])) {
      expect(status).toBe(200);
      expect(body.data.route.llm.id).toMatch(/^llm-/);
    }
    expect(seen).not.toContain('fourth');
  });

  it.each([
    ['a new document', `${ROUTE} # new`],
    ['a known document', ROUTE],
  ])('does not embed for a client that has gone, of %s', async (what, document) => {
    const first = send(`before ${what}`);
    await expect.poll(() => held.length).toBe(1);
    const client = new AbortController();
    const gone = send(`gone ${what}`, { signal: client.signal, document });
    const stays = send(`stays ${what}`);
    await waiting().toBe(2);
    client.abort();
    await expect(gone).rejects.toThrow();
    // The server hears of a closed connection a moment later.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await letAllGo();
    expect((await first).status).toBe(200);
    expect((await stays).status).toBe(200);
    expect(seen).toContain(`stays ${what}`);
    expect(seen).not.toContain(`gone ${what}`);
  });
});
