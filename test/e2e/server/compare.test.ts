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

interface Explained {
  alpha: number;
  explanation: {
    runnerUp: { scoreGap: number } | null;
    contrast: { scoreTerms: { value: number }[]; logOddsTerms: { value: number }[] | null } | null;
    flipPoints: { alpha: { from: number; to: number }; price: { chosenAbove: { price: number } | null } | null } | null;
    support: { percentile: number; observations: number; level: string } | null;
    difficultyPercentile: number | null;
    stability: { share: number | null; probes: number; flipped: { kind: string; llm: { id: string } }[] };
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

  it('explain themselves: contrast, flip points, support, difficulty and stability where they have them', async () => {
    const { routers, compare } = await server.graphql<{
      routers: { id: string; output: string; capabilities: string[] }[];
      compare: { entries: { router: string; result: Explained }[] };
    }>(`{
      routers { id output capabilities }
      compare(input: { query: "A train covers 120 km in 90 minutes. How fast is it?" }) {
        entries { router result { ... on RoutingDecision { alpha explanation {
          runnerUp { scoreGap }
          contrast { scoreTerms { value } logOddsTerms { value } }
          flipPoints { alpha { from to } price { chosenAbove { price } } }
          support { percentile observations level }
          difficultyPercentile
          stability(probes: 4) { share probes flipped { kind llm { id } } }
        } } } }
      }
    }`);
    for (const { router, result } of compare.entries) {
      const { output, capabilities } = routers.find((r) => r.id === router) as (typeof routers)[number];
      const { explanation: e, alpha } = result;
      const ownRule = capabilities.includes('POLICY') || capabilities.includes('CASCADE');
      if (!ownRule && e.runnerUp) {
        const sum = e.contrast?.scoreTerms.reduce((total, t) => total + t.value, 0);
        expect(sum, router).toBeCloseTo(e.runnerUp.scoreGap, 6);
      }
      expect(e.flipPoints === null, router).toBe(ownRule || output === 'PREFERENCE');
      if (e.flipPoints) {
        expect(e.flipPoints.alpha.from, router).toBeLessThanOrEqual(alpha + 1e-6);
        expect(e.flipPoints.alpha.to, router).toBeGreaterThanOrEqual(alpha - 1e-6);
      }
      expect(['GOOD', 'FAIR', 'POOR'], router).toContain(e.support?.level);
      expect(e.difficultyPercentile !== null, router).toBe(capabilities.includes('ITEM_PARAMETERS'));
      expect(e.stability.probes, router).toBe(4);
      expect(e.stability.share, router).toBe(1 - e.stability.flipped.length / 4);
    }
  }, 120_000);
});
