import { once } from 'node:events';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { poolId } from '../../../src/domain/ids.js';
import type { PushedJobs } from '../../fixtures/api/pushed-jobs.js';
import { pushedJobs } from '../../fixtures/api/pushed-jobs.js';
import type { GuardedServer } from '../../fixtures/api/guarded-server.js';
import { ADMIN, bearing, startGuardedServer } from '../../fixtures/api/guarded-server.js';
import { socketUrl } from '../../fixtures/api/subscriptions.js';
import { ADMIN_KEY } from '../../fixtures/api/world.js';
import { statusForHost } from '../../fixtures/api/status-for-host.js';

const ROUTE = '{ route(input: { query: "Why?" }) { ... on RoutingDecision { id pool } ... on RouteRefusal { code } } }';
const ME = '{ me { name role permissions isAuthenticated } }';
let pushed: PushedJobs;
let server: GuardedServer;
beforeAll(async () => {
  pushed = await pushedJobs(1);
  server = await startGuardedServer({}, { jobs: pushed.jobs });
});
afterAll(() => server.close());

const codeOf = ({ body }: { body: { errors?: { extensions: { code: string } }[] } }) =>
  body.errors?.[0]?.extensions.code;

describe('without a key', () => {
  it.each([
    [
      'POST /graphql',
      '/graphql',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ pools { id } }"}' },
    ],
    ['GET /graphql', '/graphql?query={pools{id}}', { headers: { 'apollo-require-preflight': '1' } }],
    ['events', '/graphql/stream?query=subscription{jobChanges{id}}', { headers: { accept: 'text/event-stream' } }],
    ['a report', '/evaluations/some.html', {}],
    ['the list of reports', '/evaluations', {}],
  ])('answers UNAUTHENTICATED to %s', async (_what, path, init) => {
    const answer = await server.request(path, init);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });

  it('answers alike whatever is wrong with a key', async () => {
    const { secret, id } = await server.key({ role: 'viewer' });
    await server.guarded.access.keys.revoke(id);
    const wrong = [secret, `${secret.slice(0, -1)}A`, 'theta_short', 'nonsense', `${'e30.'.repeat(2)}x`];
    const answers = await Promise.all(wrong.map((one) => server.graphql(ME, {}, bearing(one))));
    for (const { status, body } of answers) expect([status, body]).toEqual([401, answers[0]?.body]);
    expect((await server.graphql(ME, {}, { authorization: 'Basic abc' })).status).toBe(401);
  });

  it('says that it lives and is ready, and that nothing is at a path of nothing', async () => {
    const paths = ['/healthz', '/readyz', '/nothing'];
    const found = await Promise.all(paths.map((path) => server.request(path)));
    expect(found.map(({ status }) => status)).toEqual([200, 200, 404]);
  });

  it('closes a WebSocket that says nobody, and refuses one that says a wrong key', async () => {
    const socket = new WebSocket(socketUrl(server.url), 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init' }));
    expect(Number((await once(socket, 'close'))[0])).toBe(4401);
    const refused = new WebSocket(socketUrl(server.url), 'graphql-transport-ws', { headers: bearing('wrong') });
    refused.on('error', () => {});
    const [, response] = (await once(refused, 'unexpected-response')) as [unknown, { statusCode: number }];
    expect(response.statusCode).toBe(401);
  });
});

it('says of every path who may ask it', () => {
  const silent = server.routes.filter(({ access }) => access === undefined);
  expect(silent).toEqual([]);
  expect(server.routes.length).toBeGreaterThan(8);
});

describe('a key', () => {
  it('says who comes, also for documents that Apollo does not answer', async () => {
    const { secret } = await server.key({ role: 'operator', name: 'Ops' });
    for (const _time of [1, 2]) {
      const { status, body } = await server.graphql(ME, {}, bearing(secret));
      expect([status, body.data.me]).toEqual([
        200,
        { name: 'Ops', role: 'OPERATOR', permissions: ['READ', 'ROUTE', 'OPERATE'], isAuthenticated: true },
      ]);
    }
  });

  it('is looked up once, and its use is noted once a minute', async () => {
    const { secret, id } = await server.key({ role: 'router' });
    const before = server.guarded.keyRows.lookUps;
    await Promise.all(Array.from({ length: 20 }, () => server.graphql(ROUTE, {}, bearing(secret))));
    expect(server.guarded.keyRows.lookUps - before).toBe(1);
    expect(server.guarded.keyRows.uses.filter(([of]) => of === id)).toHaveLength(1);
  });

  it.each([
    ['viewer', ROUTE],
    ['router', '{ jobs { id } }'],
    ['router', '{ traffic { totals { decisions } } }'],
    ['viewer', 'mutation { setDefaultPool(pool: "pair") { id } }'],
    ['operator', '{ apiKeys { id } }'],
    ['operator', '{ auditLog { nodes { id } } }'],
  ] as const)('of a %s is FORBIDDEN %s', async (role, query) => {
    const { secret } = await server.key({ role });
    for (const _time of [1, 2]) {
      const answer = await server.graphql(query, {}, bearing(secret));
      expect([codeOf(answer), answer.status]).toEqual(['FORBIDDEN', 403]);
    }
  });

  it('of a router may not read reports, of a viewer it may', async () => {
    const [router, viewer] = [await server.key({ role: 'router' }), await server.key({ role: 'viewer' })];
    const ask = (secret: string) => server.request('/evaluations/none.json', { headers: bearing(secret) });
    const answers = [await ask(router.secret), await ask(viewer.secret)];
    expect(answers.map(({ status }) => status)).toEqual([403, 404]);
  });

  it('of a router shows its own decisions and no other, and no texts of training queries', async () => {
    const [one, other] = [await server.key({ role: 'router' }), await server.key({ role: 'router' })];
    const { body } = await server.graphql(ROUTE, {}, bearing(one.secret));
    const { id } = body.data.route;
    await server.decisions.flush();
    const query = `{ decision(id: "${id}") { id } decisions { totalCount nodes { id } } }`;
    const seen = async (headers: Record<string, string>) => (await server.graphql(query, {}, headers)).body.data;
    expect(await seen(bearing(one.secret))).toEqual({
      decision: { id },
      decisions: { totalCount: 1, nodes: [{ id }] },
    });
    expect(await seen(bearing(other.secret))).toEqual({ decision: null, decisions: { totalCount: 0, nodes: [] } });
    expect((await seen(ADMIN)).decision).toEqual({ id });
  });

  it('binds what is routed over to its pools, also where none is named', async () => {
    const { secret } = await server.key({ role: 'router', pools: [poolId('pair')] });
    const ask = async (input: object) => {
      const fields = '... on RoutingDecision { pool llm { id } } ... on RouteRefusal { code }';
      const query = `query Q($input: RouteInput!) { route(input: $input) { ${fields} } many: routeMany(inputs: [$input]) { ${fields} } compare(input: $input) { entries { result { ${fields} } } } }`;
      return server.graphql(query, { input: { query: 'Why?', ...input } }, bearing(secret));
    };
    const { body } = await ask({});
    expect(body.errors).toBeUndefined();
    const results = [
      body.data.route,
      ...body.data.many,
      ...body.data.compare.entries.map(({ result }: { result: object }) => result),
    ];
    for (const { pool, llm } of results) expect([pool, ['llm-0', 'llm-3'].includes(llm.id)]).toEqual(['pair', true]);
    expect(codeOf(await ask({ pool: 'default' }))).toBe('FORBIDDEN');
    expect(codeOf(await ask({ llms: ['llm-0', 'llm-1'] }))).toBe('FORBIDDEN');
    expect((await ask({ llms: ['llm-3'] })).body.data.route.llm.id).toBe('llm-3');
  });

  it('ends at once when it is revoked here, also for a subscription at its next event', async () => {
    const { body } = await server.graphql(
      'mutation { createApiKey(input: { name: "app", role: VIEWER }) { secret key { id prefix lastUsedAt } } }',
      {},
      ADMIN,
    );
    const { secret, key } = body.data.createApiKey;
    expect(secret.startsWith(key.prefix)).toBe(true);
    const client = createClient({
      url: socketUrl(server.url),
      webSocketImpl: WebSocket,
      connectionParams: bearing(secret),
      retryAttempts: 0,
    });
    const events = client.iterate({ query: 'subscription { jobChanges { progress { done } } }' });
    const first = events.next();
    await expect.poll(() => pushed.jobs.watchers()).toBe(1);
    pushed.push(1);
    expect((await first).value).toMatchObject({ data: { jobChanges: { progress: { done: 1 } } } });
    const { body: revoked } = await server.graphql(
      `mutation { revokeApiKey(id: "${key.id}") { revokedAt } }`,
      {},
      ADMIN,
    );
    expect(revoked.data.revokeApiKey.revokedAt).toBeTruthy();
    expect((await server.graphql(ME, {}, bearing(secret))).status).toBe(401);
    const second = events.next();
    pushed.push(2);
    const { value } = await second;
    expect(value).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect((await events.next()).done).toBe(true);
    await client.dispose();
  });

  it.each([
    [{ name: ' ', role: 'VIEWER' }, 'API_KEY_INVALID'],
    [{ name: 'a', role: 'VIEWER', requestsPerMinute: 0 }, 'API_KEY_INVALID'],
    [{ name: 'a', role: 'VIEWER', dailyBudgetUsd: -1 }, 'API_KEY_INVALID'],
    [{ name: 'a', role: 'VIEWER', expiresAt: '2020-01-01T00:00:00Z' }, 'API_KEY_INVALID'],
    [{ name: 'a', role: 'VIEWER', pools: [] }, 'API_KEY_INVALID'],
    [{ name: 'a', role: 'VIEWER', pools: ['none'] }, 'UNKNOWN_POOL'],
  ])('is not made of %o', async (input, code) => {
    const query = 'mutation C($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }';
    expect(codeOf(await server.graphql(query, { input }, ADMIN))).toBe(code);
  });

  it('that is unknown cannot be revoked', async () => {
    expect(codeOf(await server.graphql('mutation { revokeApiKey(id: "x") { id } }', {}, ADMIN))).toBe(
      'UNKNOWN_API_KEY',
    );
  });
});

describe('the host', () => {
  const statusFor = (host: string) => statusForHost(server.url, host);

  it('may be an address, and no name that is not listed', async () => {
    expect([await statusFor('10.1.2.3:4400'), await statusFor('[fe80::1]'), await statusFor('evil.example')]).toEqual([
      200, 200, 421,
    ]);
  });
});

describe('a sign-in', () => {
  const signIn = (key: string, headers: Record<string, string> = {}) =>
    server.request('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ key }),
    });
  const cookieOf = (headers: Headers) => headers.get('set-cookie')?.split(';')[0] ?? '';

  it('gives a cookie that only pages of this server can use, until it is signed out', async () => {
    const answer = await signIn(ADMIN_KEY);
    expect([answer.status, answer.body.role]).toEqual([200, 'admin']);
    const set = answer.headers.get('set-cookie') ?? '';
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=3']) expect(set).toContain(part);
    expect(set).not.toContain('Secure');
    const cookie = cookieOf(answer.headers);
    const me = async (headers: Record<string, string>) => (await server.graphql(ME, {}, headers)).status;
    expect(await me({ cookie })).toBe(200);
    expect(await me({ cookie, origin: server.url })).toBe(200);
    expect(await me({ cookie, origin: 'http://evil.example' })).toBe(401);
    expect(await me({ cookie, 'sec-fetch-site': 'cross-site' })).toBe(401);
    const socket = new WebSocket(socketUrl(server.url), 'graphql-transport-ws', { headers: { cookie } });
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init' }));
    expect(JSON.parse(String((await once(socket, 'message'))[0]))).toEqual({ type: 'connection_ack' });
    socket.close();
    const out = await server.request('/session', { method: 'DELETE', headers: { cookie } });
    expect([out.status, out.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect(await me({ cookie })).toBe(401);
  });

  it('ends with its key', async () => {
    const { secret, id } = await server.key({ role: 'viewer' });
    const cookie = cookieOf((await signIn(secret)).headers);
    expect((await server.graphql(ME, {}, { cookie })).body.data.me.role).toBe('VIEWER');
    await server.guarded.access.keys.revoke(id);
    expect((await server.graphql(ME, {}, { cookie })).status).toBe(401);
  });

  it('is refused to a wrong key, without a key, and to a page of another origin', async () => {
    const [wrong, foreign] = [await signIn('theta_wrong'), await signIn(ADMIN_KEY, { origin: 'http://evil.example' })];
    expect([wrong.status, foreign.status]).toEqual([401, 403]);
    const none = await server.request('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect([none.status, codeOf(none)]).toEqual([400, 'BAD_REQUEST']);
    expect([...wrong.headers.keys(), ...foreign.headers.keys()]).not.toContain('set-cookie');
  });
});

it('never writes a secret into the log', async () => {
  const { secret } = await server.key({ role: 'viewer' });
  await server.graphql(ME, {}, bearing(secret));
  await server.graphql(ME, {}, bearing(`${secret}x`));
  await server.request(`/graphql?query=${encodeURIComponent(ME)}&key=${secret}`, { headers: bearing(secret) });
  const log = JSON.stringify(server.log);
  expect(server.log.length).toBeGreaterThan(0);
  for (const hidden of [secret, ADMIN_KEY]) expect(log).not.toContain(hidden);
});
