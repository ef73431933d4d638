import { afterEach, describe, expect, it } from 'vitest';
import type { GuardedServer } from '../../fixtures/api/guarded-server.js';
import { ADMIN, bearing, startGuardedServer } from '../../fixtures/api/guarded-server.js';
import type { GraphqlAnswer } from '../../fixtures/api/server.js';

const ROUTE = '{ route(input: { query: "Why?" }) { ... on RoutingDecision { id } ... on RouteRefusal { code } } }';
const ME = '{ me { id leftTodayUsd dailyBudgetUsd requestsPerMinute } }';
const codeOf = ({ body }: GraphqlAnswer) => body.errors?.[0]?.extensions.code as string | undefined;
const seen = (answer: GraphqlAnswer) => [answer.status, codeOf(answer)];

let server: GuardedServer;
afterEach(() => server.close());

describe('limits', () => {
  it('answer RATE_LIMITED to a key that asks too often, whatever it asks, and say when to come back', async () => {
    server = await startGuardedServer();
    const { secret } = await server.key({ role: 'viewer', requestsPerMinute: 2 });
    const [other] = [await server.key({ role: 'viewer' })];
    const answers = [];
    for (const _time of [1, 2, 3]) answers.push(await server.graphql(ME, {}, bearing(secret)));
    answers.push(await server.request('/evaluations/none.json', { headers: bearing(secret) }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429, 429]);
    expect(codeOf(answers[2] as GraphqlAnswer)).toBe('RATE_LIMITED');
    expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await server.graphql(ME, {}, bearing(other.secret))).status).toBe(200);
  });

  it('slow down who guesses keys, and not who has one', async () => {
    server = await startGuardedServer({ authFailuresPerMinute: 3 });
    const { secret } = await server.key({ role: 'viewer' });
    await server.graphql(ME, {}, bearing(secret));
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push((await server.graphql(ME, {}, bearing(`theta_guess-${i}`))).status);
    expect(answers).toEqual([401, 401, 401, 429, 429]);
    expect((await server.graphql(ME, {}, bearing(secret))).status).toBe(200);
    const signIn = await server.request('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"key":"theta_guess"}',
    });
    expect(signIn.status).toBe(429);
  });

  it('count an address before anybody is looked up, as a proxy names it that is believed', async () => {
    server = await startGuardedServer({ addressRequestsPerMinute: 2, trustedProxies: ['127.0.0.0/8'] });
    const from = (address: string) => server.request('/nothing', { headers: { 'x-forwarded-for': address } });
    const answers = [await from('10.0.0.1'), await from('10.0.0.1'), await from('10.0.0.1'), await from('10.0.0.2')];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 429, 404]);
  });

  it('end a budget with BUDGET_EXHAUSTED, by what decisions are expected to cost', async () => {
    server = await startGuardedServer();
    const { secret } = await server.key({ role: 'router', dailyBudgetUsd: 1e-7 });
    const before = await server.graphql(ME, {}, bearing(secret));
    expect(before.body.data.me).toMatchObject({ leftTodayUsd: 1e-7, dailyBudgetUsd: 1e-7 });
    const pricey = '{ routeMany(inputs: [{ query: "Why?", alpha: 1 }, { query: "How?", alpha: 1 }]) { __typename } }';
    let answer = await server.graphql(pricey, {}, bearing(secret));
    expect(answer.body.errors).toBeUndefined();
    answer = await server.graphql(ROUTE, {}, bearing(secret));
    expect(seen(answer)).toEqual([429, 'BUDGET_EXHAUSTED']);
    expect((await server.graphql(ME, {}, bearing(secret))).body.data.me.leftTodayUsd).toBe(0);
    await server.guarded.access.spending.flush();
    expect([...server.guarded.spent.sums.values()][0]).toBeGreaterThan(1e-7);
  });

  it('end what takes too long with TIMEOUT, and give up what was computed', async () => {
    let isGivenUp = false;
    server = await startGuardedServer(
      { requestTimeoutMs: 150 },
      {
        whatIf: {
          whatIf: (_request: object, caller?: { readonly signal?: AbortSignal }) =>
            new Promise((_resolve, reject) => {
              caller?.signal?.addEventListener('abort', () => {
                isGivenUp = true;
                reject(new Error('given up'));
              });
            }),
          curve: () => Promise.reject(new Error('not part of this test')),
          shadowComparison: () => Promise.reject(new Error('not part of this test')),
        } as never,
      },
    );
    const query = '{ whatIf(input: { alpha: 0.5 }) { __typename } }';
    // Once by Apollo, once without it.
    for (const _time of [1, 2]) {
      isGivenUp = false;
      expect(seen(await server.graphql(query, {}, ADMIN))).toEqual([503, 'TIMEOUT']);
      await expect.poll(() => isGivenUp).toBe(true);
    }
    expect((await server.graphql(ME, {}, ADMIN)).status).toBe(200);
  });
});

describe('the audit log', () => {
  it('has every change: by whom, what, with which ids, and what came of it; no texts, no secrets', async () => {
    server = await startGuardedServer();
    const { secret, id } = await server.key({ role: 'operator', name: 'Ops' });
    const change = (query: string) => server.graphql(query, {}, bearing(secret));
    await change('mutation { createPool(input: { id: "fast", description: "words", llms: ["llm-0"] }) { id } }');
    await change('mutation { setDefaultPool(pool: "none") { id } }');
    await change('mutation { createApiKey(input: { name: "no", role: ADMIN }) { secret } }');
    const made = await server.graphql(
      'mutation { createApiKey(input: { name: "secretive", role: VIEWER, pools: ["pair"] }) { secret key { id } } }',
      {},
      ADMIN,
    );
    const { body } = await server.graphql(
      '{ auditLog(first: 2) { nodes { principal principalName role operation ids outcome result requestId at } pageInfo { hasNextPage endCursor } } }',
      {},
      ADMIN,
    );
    const { nodes, pageInfo } = body.data.auditLog;
    expect(nodes).toMatchObject([
      {
        principal: 'admin',
        role: 'ADMIN',
        operation: 'createApiKey',
        ids: ['pair'],
        outcome: 'OK',
        result: made.body.data.createApiKey.key.id,
      },
      {
        principal: id,
        principalName: 'Ops',
        operation: 'setDefaultPool',
        ids: ['none'],
        outcome: 'UNKNOWN_POOL',
        result: null,
      },
    ]);
    expect(pageInfo.hasNextPage).toBe(true);
    const rest = await server.graphql(
      `{ auditLog(after: "${pageInfo.endCursor}") { nodes { operation ids outcome result } } }`,
      {},
      ADMIN,
    );
    // What somebody may not do at all is not among them.
    expect(rest.body.data.auditLog.nodes).toEqual([
      { operation: 'createPool', ids: ['fast', 'llm-0'], outcome: 'OK', result: 'fast' },
    ]);
    const all = JSON.stringify(server.guarded.changes.entries);
    for (const hidden of [made.body.data.createApiKey.secret, 'words', 'secretive']) expect(all).not.toContain(hidden);
  });

  it('has a change before it is made: without the log there is no change', async () => {
    server = await startGuardedServer();
    const add = server.guarded.changes.add.bind(server.guarded.changes);
    server.guarded.changes.add = () => Promise.reject(new Error('the disk is full'));
    const create = 'mutation { createPool(input: { id: "fast", description: "words" }) { id } }';
    expect(codeOf(await server.graphql(create, {}, ADMIN))).toBe('INTERNAL');
    server.guarded.changes.add = add;
    expect((await server.graphql('{ pools { id } }', {}, ADMIN)).body.data.pools).not.toContainEqual({ id: 'fast' });
  });
});

describe('pages of other origins', () => {
  const ORIGIN = 'https://app.example';

  it('may ask with a key where they are listed, and are told nothing else', async () => {
    server = await startGuardedServer({ corsOrigins: [ORIGIN], publicUrls: ['https://router.example'] });
    const preflight = (origin: string) =>
      server.request('/graphql', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      });
    const [listed, other] = [await preflight(ORIGIN), await preflight('https://evil.example')];
    expect([listed.status, listed.headers.get('access-control-allow-origin')]).toEqual([204, ORIGIN]);
    expect(listed.headers.get('access-control-allow-credentials')).toBeNull();
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    const answer = await server.graphql(ME, {}, { ...ADMIN, origin: ORIGIN });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, ORIGIN]);
    expect(server.routes.filter(({ access }) => access === undefined)).toEqual([]);
    const secure = await server.request('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://router.example' },
      body: JSON.stringify({ key: 'the-admin-key-of-these-tests-0123456789' }),
    });
    // The test asks under 127.0.0.1; the browser of that origin comes over https.
    expect(secure.status).toBe(200);
  });

  it('cannot make a browser send what is executed without asking first', async () => {
    server = await startGuardedServer();
    const get = `/graphql?query=${encodeURIComponent('{me{id}}')}`;
    const simple = await server.request(get, { headers: ADMIN });
    const form = await server.request('/graphql', {
      method: 'POST',
      headers: { ...ADMIN, 'content-type': 'text/plain' },
      body: '{"query":"{ me { id } }"}',
    });
    const array = await server.request('/graphql', {
      method: 'POST',
      headers: { ...ADMIN, 'content-type': 'application/json' },
      body: '[{"query":"{ me { id } }"}]',
    });
    expect([simple.status, form.status, array.status]).toEqual([400, 415, 400]);
  });
});

it('keeps its schema to itself where introspection is off', async () => {
  server = await startGuardedServer({ introspection: false });
  const answer = await server.graphql('{ __schema { queryType { name } } }', {}, ADMIN);
  expect(seen(answer)).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
});
