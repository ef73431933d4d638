import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

interface Layout {
  readonly method: string;
  readonly state: string;
  readonly trustworthiness: number;
}
const LAYOUT = '{ queryMap { method state trustworthiness } }';

let server: Server;
const layout = async () => (await server.graphql<{ queryMap: Layout }>(LAYOUT)).queryMap;
beforeAll(async () => {
  server = await startServer();
}, 120_000);
afterAll(() => server?.stop());

describe('the map of the shipped queries', { timeout: 180_000 }, () => {
  it('is there by PCA at once, and answers go on while a thread makes a better one', async () => {
    const first = await layout();
    expect([first.method, first.state]).toEqual(['PCA', 'COMPUTING']);
    expect(first.trustworthiness).toBeGreaterThan(0.88);
    const { route } = await server.graphql<{ route: { llm: { id: string } } }>(
      '{ route(input: { query: "What is 2 + 2?" }) { ... on RoutingDecision { llm { id } } } }',
    );
    expect(route.llm.id).not.toBe('');
    await expect.poll(async () => (await layout()).state, { timeout: 150_000, interval: 1000 }).toBe('FINAL');
    const better = await layout();
    expect(better.method).toBe('UMAP');
    expect(better.trustworthiness).toBeGreaterThan(first.trustworthiness + 0.03);
  });

  it('holds every query, with columns of one length', async () => {
    const { queryMap } = await server.graphql<{
      queryMap: {
        queries: number;
        ids: string[];
        x: number[];
        task: number[];
        difficulty: { values: number[] };
        clusters: { numbers: number[] };
        choices: { llm: number[]; llms: { queries: number }[] };
      };
    }>(
      `{ queryMap(input: { limit: 20000 }) { queries ids x task difficulty { values } clusters { numbers }
         choices { llm llms { queries } } } }`,
    );
    const { queries, ids, x, task, difficulty, clusters, choices } = queryMap;
    expect(queries).toBeGreaterThan(18_000);
    const lengths = [ids, x, task, difficulty.values, clusters.numbers, choices.llm].map((column) => column.length);
    expect(lengths).toEqual(new Array(6).fill(queries));
    expect(choices.llms.reduce((sum, one) => sum + one.queries, 0)).toBe(queries);
  });
});

it('lets a server end while a layout is being computed', { timeout: 120_000 }, async () => {
  const brief = await startServer();
  const { queryMap } = await brief.graphql<{ queryMap: Layout }>(LAYOUT);
  expect(queryMap.state).toBe('COMPUTING');
  expect(await brief.stop()).toBe(0);
});
