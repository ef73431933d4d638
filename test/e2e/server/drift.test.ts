import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

let server: Server;
beforeAll(async () => {
  server = await startServer({ THETA_DRIFT_EVERY: '60', THETA_WARM_UP_WEIGHT: '0.3' });
}, 120_000);
afterAll(() => server.stop());

interface Drift {
  readonly recent: { readonly examined: number };
  readonly checks: readonly { readonly kind: string; readonly recent: number; readonly verdict: string }[];
  readonly alerts: readonly unknown[];
}
const DRIFT = 'recent { examined } checks { kind recent verdict } alerts { kind }';

describe('a server with a drift monitor', () => {
  it('waits for its first look, and finds drift in its own log when it is asked', async () => {
    const inputs = Array.from({ length: 120 }, (_, i) => ({ query: `What is ${i} times 17?` }));
    await server.graphql('query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { __typename } }', { inputs });
    // The windows meet between two milliseconds.
    await new Promise((resolve) => setTimeout(resolve, 5));
    const begin = new Date().toISOString();
    const strange = Array.from({ length: 120 }, (_, i) => ({ query: `zxqv ${i} ~~ %% qqqq${i}`, tags: ['strange'] }));
    await server.graphql('query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { __typename } }', {
      inputs: strange,
    });
    const { drift, driftStatus } = await server.graphql<{
      drift: Drift;
      driftStatus: { everyMinutes: number; runs: number; nextAt: string };
    }>(`query ($input: DriftInput) { drift(input: $input) { ${DRIFT} } driftStatus { everyMinutes runs nextAt } }`, {
      input: { from: begin },
    });
    expect(driftStatus).toMatchObject({ everyMinutes: 60, runs: 0 });
    expect(Date.parse(driftStatus.nextAt)).toBeGreaterThan(Date.now() + 30 * 60_000);
    expect(drift.recent.examined).toBe(120);
    expect(drift.checks[0]).toEqual({ kind: 'DISTANCE', recent: 120, verdict: 'ALERT' });
    expect(drift.alerts).toContainEqual({ kind: 'TAG_SHARES' });
  });
});
