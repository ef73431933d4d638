import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scratch } from '../../integration/store/support/databases.js';
import { postgres } from '../../integration/store/support/databases.js';
import { TRANSPORTS } from '../../fixtures/api/subscriptions.js';
import type { Balancer } from './balancer.js';
import { startBalancer } from './balancer.js';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

const CHECK_MS = 100;
const SOON = { timeout: 60_000, interval: 20 };
const ROUTE = '{ route(input: { query: "What is a monad?" }) { ... on RoutingDecision { id llm { id } } } }';

describe.skipIf(postgres.skipped !== null)('a rolling restart of two servers', { timeout: 240_000 }, () => {
  let scratch: Scratch;
  let balancer: Balancer;
  const servers: Server[] = [];
  const start = async () => {
    const server = await startServer({
      DATABASE_URL: scratch.options.databaseUrl as string,
      THETA_DRAIN_MS: String(30 * CHECK_MS),
      // Long, so that what is logged was flushed at the end.
      THETA_DECISION_LOG_DELAY_MS: '60000',
    });
    servers.push(server);
    balancer.add(server.url);
    return server;
  };

  beforeAll(async () => {
    scratch = await postgres.scratch();
    balancer = await startBalancer(CHECK_MS);
    await Promise.all([start(), start()]);
  }, 240_000);
  afterAll(async () => {
    await balancer?.close();
    await Promise.all(servers.map((server) => server.stop()));
    await scratch?.drop();
  });

  it('fails no request and loses no decision', async () => {
    await expect.poll(async () => (await fetch(`${balancer.url}/readyz`)).status, SOON).toBe(200);
    const made: string[] = [];
    const failed: unknown[] = [];
    let over = false;
    const client = async () => {
      while (!over) {
        try {
          const response = await fetch(`${balancer.url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query: ROUTE }),
          });
          const text = await response.text();
          if (response.status !== 200) failed.push([response.status, text]);
          else made.push((JSON.parse(text) as { data: { route: { id: string } } }).data.route.id);
        } catch (error) {
          failed.push(error);
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    const load = [client(), client(), client(), client()];
    for (const old of servers.splice(0)) {
      const enough = made.length + 50;
      await expect.poll(() => made.length, SOON).toBeGreaterThan(enough);
      const subscriber = TRANSPORTS[0]?.[1](old.url);
      const followed = subscriber?.iterate('subscription { jobChanges { id } }').next();
      const ended = followed?.then(
        () => 'completed',
        ({ code }: { code?: number }) => code,
      );
      const stopped = old.stop();
      await expect.poll(async () => (await fetch(`${old.url}/readyz`)).status, SOON).toBe(503);
      const refused = await fetch(`${old.url}/readyz`);
      expect([refused.headers.get('connection'), await refused.text()]).toEqual([
        'close',
        expect.stringContaining('SHUTTING_DOWN'),
      ]);
      // What it is still sent it answers.
      expect(await old.graphql(ROUTE)).toMatchObject({ route: { id: expect.any(String) } });
      expect(await stopped).toBe(0);
      // Going away: the client of the dashboard comes back then.
      expect(await ended).toBe(1001);
      balancer.remove(old.url);
      const next = await start();
      await expect.poll(() => balancer.answered.get(next.url) ?? 0, SOON).toBeGreaterThan(20);
    }
    over = true;
    await Promise.all(load);
    expect(failed).toEqual([]);
    expect(balancer.answered.size).toBe(4);
    // The last ones are written when the new servers stop.
    await Promise.all(servers.splice(0).map((server) => server.stop()));
    const store = await scratch.open();
    const found = await store.decisions.byIds(made);
    const all = await store.decisions.count({});
    await store.close();
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(made));
    // And the two that were asked for beside the load.
    expect(all).toBe(made.length + 2);
  });
});
