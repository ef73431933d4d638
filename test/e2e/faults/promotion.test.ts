import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knn } from '../../../src/plugins/knn/index.js';
import type { RouterSet } from '../../../src/routing/router-set.js';
import type { SwappableRoutingService } from '../../../src/routing/routing-service.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import { testRouting } from '../../fixtures/api/routing.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

/** Of everything that an answer says about its version, in one request. */
const ASK = `query ($input: RouteInput!, $inputs: [RouteInput!]!) {
  compare(input: $input) { entries { router result { ... on RoutingDecision { version } ... on RouteRefusal { code } } } }
  routeMany(inputs: $inputs) { ... on RoutingDecision { version llm { id } } ... on RouteRefusal { code } }
}`;

const llms = [0, 1, 2, 3].map((i) => llm(`llm-${i}`, { price: { inputPerMillion: 1, outputPerMillion: 1 + i } }));
const all = catalogue(llms, { default: llms.map(({ id }) => id) });
const sets: RouterSet[] = [];
let routing: SwappableRoutingService;
let server: TestServer;
const retired: (() => void)[] = [];

beforeAll(async () => {
  for (const version of ['v1', 'v2']) sets.push(await testRouterSet(version, [[knn, {}]]));
  // What a retired set is disposed of by waits for the test.
  routing = testRouting(sets[0] as RouterSet, all, { later: (task) => void retired.push(task) });
  server = await startTestServer({ routing });
});
afterAll(() => server?.close());

describe('versions that are promoted back and forth under load', () => {
  it('give every answer from one version, and no error', async () => {
    let done = false;
    let asked = 0;
    const seen = new Set<string>();
    const mixed: string[][] = [];
    const errors: unknown[] = [];
    const ask = async (worker: number) => {
      for (let i = 0; !done; i++) {
        const inputs = Array.from({ length: 8 }, (_, j) => ({ query: `${worker} ${i} ${j}` }));
        const { body } = await server.graphql(ASK, { input: { query: `${worker} ${i}` }, inputs });
        if (body.errors) errors.push(body.errors);
        // All of a request, in whichever field.
        const versions = [
          ...body.data.compare.entries.map(({ result }: { result: { version: string } }) => result.version),
          ...body.data.routeMany.map(({ version }: { version: string }) => version),
        ] as string[];
        for (const version of versions) seen.add(version);
        if (new Set(versions).size !== 1) mixed.push(versions);
        asked++;
      }
    };
    const workers = [0, 1, 2, 3].map(ask);
    let swaps = 0;
    while (asked < 200) {
      routing.swap(sets[++swaps % 2] as RouterSet, all);
      await new Promise((resolve) => setTimeout(resolve, swaps % 3));
    }
    done = true;
    await Promise.all(workers);
    expect(errors).toEqual([]);
    expect(mixed).toEqual([]);
    expect([...seen].sort()).toEqual(['v1', 'v2']);
    expect(swaps).toBeGreaterThan(20);
    // Each replaced set is handed on to be disposed of later, not at once.
    expect(retired).toHaveLength(swaps);
  });
});
