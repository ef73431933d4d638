import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Namespace } from '../../fixtures/network-namespace.js';
import { createNamespace } from '../../fixtures/network-namespace.js';
import type { Cluster } from '../../fixtures/postgres-cluster.js';
import { isRoot, postgresBinaries, startCluster } from '../../fixtures/postgres-cluster.js';
import type { Server } from '../server/start-server.js';
import { startServer } from '../server/start-server.js';
import { ask, decideOn } from './traffic.js';

const namespace: Namespace | null = isRoot && postgresBinaries !== null ? createNamespace() : null;
if (!namespace) console.warn('a cut network is not tested: it needs root, network namespaces and PostgreSQL');

const poll = { timeout: 60_000, interval: 50 };
const LAST = '{ decisions(first: 1) { totalCount } }';
let cluster: Cluster;
let server: Server;

beforeAll(async () => {
  if (!namespace) return;
  cluster = await startCluster({ host: namespace.host, prefix: namespace.prefix });
  server = await startServer({
    DATABASE_URL: cluster.url(),
    THETA_DATABASE_TIMEOUT_MS: '1500',
    THETA_DATABASE_POOL_SIZE: '3',
    THETA_DECISION_LOG_DELAY_MS: '10',
  });
});
afterAll(async () => {
  // Killed: a test that failed may have left the network cut.
  await server?.kill();
  await cluster?.[Symbol.asyncDispose]();
  namespace?.[Symbol.dispose]();
});

describe.skipIf(!namespace)('a network that is cut between a server and its PostgreSQL', { timeout: 120_000 }, () => {
  it('lets no request hang, keeps decisions going, and is got over without help', async () => {
    const traffic = decideOn(server);
    // So that connections are open, and some of them busy, when the cable is cut.
    await Promise.all([1, 2, 3].map(() => ask(server, LAST)));
    namespace?.cut();
    // More than there are connections: some wait for one that hangs. fetch would give up after a minute.
    const asked = await Promise.all(Array.from({ length: 8 }, () => ask(server, LAST)));
    expect(new Set(asked.map(({ code }) => code))).toEqual(new Set(['DATABASE_UNAVAILABLE']));
    const meanwhile = traffic.ids.length;
    await expect.poll(() => traffic.ids.length, poll).toBeGreaterThan(meanwhile + 20);

    namespace?.mend();
    await expect.poll(async () => (await ask(server, LAST)).code, poll).toBeNull();
    await traffic.stop();
    expect(traffic.failures).toEqual([]);
    const count = async () => (await cluster.sql('select count(*)::int as n from decisions')).rows[0] as { n: number };
    await expect.poll(count, poll).toEqual({ n: traffic.ids.length });
  });

  it('does not keep a server from stopping', async () => {
    await ask(server, LAST);
    namespace?.cut();
    const ended = await server.stop();
    namespace?.mend();
    expect(ended).toBe(0);
  });
});
