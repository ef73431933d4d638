import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

interface Entry {
  router: string;
  result: {
    __typename: string;
    predictedPerformance: number | null;
    preference: number | null;
    cascade: { steps: { reach: number }[] } | null;
    explanation: { text: string };
  };
}

let server: Server;
beforeAll(async () => {
  server = await startServer();
}, 120_000);
afterAll(() => server.stop());

describe('the shipped routers, side by side', () => {
  it('all answer one request for the default pool, each in its own terms', async () => {
    const { routers, compare } = await server.graphql<{
      routers: { id: string; output: string; capabilities: string[] }[];
      compare: { entries: Entry[] };
    }>(`{
      routers { id output capabilities }
      compare(input: { query: "A train covers 120 km in 90 minutes. How fast is it?" }) {
        entries { router result { __typename
          ... on RoutingDecision { predictedPerformance preference cascade { steps { reach } } explanation { text } } } }
      }
    }`);
    expect(compare.entries.map((e) => e.router)).toEqual(routers.map((r) => r.id));
    expect(routers.length).toBeGreaterThanOrEqual(20);
    for (const { router, result } of compare.entries) {
      const { output, capabilities } = routers.find((r) => r.id === router) as (typeof routers)[number];
      expect(result.__typename, router).toBe('RoutingDecision');
      expect(result.predictedPerformance === null, router).toBe(output === 'PREFERENCE');
      expect(result.preference === null, router).toBe(output === 'PERFORMANCE');
      expect(result.cascade !== null, router).toBe(capabilities.includes('CASCADE'));
      expect(result.cascade?.steps[0]?.reach ?? 1, router).toBe(1);
      expect(result.explanation.text, router).toMatch(/\.$/);
    }
  });
});
