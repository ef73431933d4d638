import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

let server: Server;
beforeAll(async () => {
  server = await startServer({ THETA_SHADOW_ROUTER: 'mirt', THETA_EXPLORATION: '1' });
}, 120_000);
afterAll(() => server.stop());

const DECISIONS = 120;

describe('a server with a shadow router and exploration', () => {
  it('answers, shadows behind the answers, and compares', async () => {
    const inputs = Array.from({ length: DECISIONS }, (_, i) => ({ query: `What is ${i} times 17?`, tags: ['shadow'] }));
    const { routeMany } = await server.graphql<{
      routeMany: { id: string; exploration: { propensity: number } }[];
    }>(
      'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { id exploration { propensity } } } }',
      { inputs },
    );
    expect(routeMany.every(({ exploration }) => exploration.propensity < 0.5)).toBe(true);
    const stored = async () =>
      (await server.graphql<{ shadow: { stored: number } }>('{ shadow { stored waiting } }')).shadow.stored;
    await expect.poll(stored, { timeout: 20_000 }).toBe(DECISIONS);
    const { shadowComparison: found, whatIf } = await server.graphql<{
      shadowComparison: { replayed: number; changed: number; relativeCost: { decisions: number } };
      whatIf: { changed: number; offPolicy: { refusal: { code: string } } };
    }>(`{
      shadowComparison(input: { filter: { tag: "shadow" } }) { replayed changed relativeCost { decisions } }
      whatIf(input: { filter: { tag: "shadow" }, router: "mirt" }) { changed offPolicy { refusal { code } } }
    }`);
    expect(found).toMatchObject({ replayed: DECISIONS, relativeCost: { decisions: DECISIONS } });
    // Asking the same router now gives what it decided silently then.
    expect(whatIf).toEqual({ changed: found.changed, offPolicy: { refusal: { code: 'NO_OUTCOMES' } } });
  });

  it.each([
    ['nobody', /THETA_SHADOW_ROUTER: No router "nobody" is loaded/],
    ['frugal-gpt', /THETA_SHADOW_ROUTER: Router frugal-gpt is a cascade/],
  ])('does not start with %s as shadow router', async (router, message) => {
    await expect(startServer({ THETA_SHADOW_ROUTER: router })).rejects.toThrow(message);
  });
});
