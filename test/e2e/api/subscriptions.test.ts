import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OPERATION_LIMITS, SUBSCRIPTION_LIMITS } from '../../../src/server/settings.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import type { Subscribing } from '../../fixtures/api/subscriptions.js';
import { TRANSPORTS } from '../../fixtures/api/subscriptions.js';
import { apiWorld } from '../../fixtures/api/world.js';

const PROGRESS = `subscription Progress($id: ID!) { jobProgress(id: $id) {
  id kind status endedAt progress { stage done total } evaluation version error { code } } }`;
const CHANGES = 'subscription Changes { jobChanges { id kind status } }';
const EVALUATE = `mutation { startEvaluation(input: { protocol: "main", label: "subscribed", folds: 2, routers: ["knn", "best-single"] }) { id } }`;
const TRAIN = 'mutation { trainRouters(input: { label: "subscribed", routers: ["knn"] }) { id } }';

describe.each(TRANSPORTS)('subscriptions over %s', (_name, connect) => {
  let server: TestServer;
  let client: Subscribing;
  beforeAll(async () => {
    server = await startTestServer({
      limits: { ...OPERATION_LIMITS, maxComplexity: 40 },
      subscriptionLimits: { ...SUBSCRIPTION_LIMITS, maxStreams: 3 },
    });
    client = connect(server.url);
  });
  afterEach(() => noReaders(server));
  afterAll(async () => {
    await client.dispose();
    await server.close();
  });
  const start = async (mutation: string) => {
    const { trainRouters, startEvaluation } = (await server.graphql(mutation)).body.data;
    return (trainRouters ?? startEvaluation).id as string;
  };
  const stop = (id: string) => server.graphql(`mutation { cancelJob(id: "${id}") { id } }`);

  it('show a job from where it stands to its end, and complete', async () => {
    const id = await start(EVALUATE);
    const { results, errors } = await client.read(PROGRESS, { id });
    expect(errors).toEqual([]);
    const states = results.map(({ jobProgress }) => jobProgress);
    expect(states[0]).toMatchObject({ id, kind: 'EVALUATION' });
    expect(states.at(-1)).toMatchObject({ status: 'SUCCEEDED', evaluation: id, error: null });
    expect(states.filter(({ endedAt }) => endedAt !== null)).toHaveLength(1);
    expect(states.filter(({ status, progress }) => status === 'RUNNING' && progress).length).toBeGreaterThan(0);
    expect((await client.read(PROGRESS, { id })).results).toEqual([{ jobProgress: states.at(-1) }]);
  });

  it('show every job from when it is asked for on, beside each other', async () => {
    const all = client.iterate(CHANGES);
    const first = all.next();
    await expect.poll(() => server.services.jobs.watchers()).toBe(1);
    const id = await start(TRAIN);
    const one = client.read(PROGRESS, { id });
    expect((await first).value).toEqual({ data: { jobChanges: { id, kind: 'TRAINING', status: 'QUEUED' } } });
    await expect.poll(async () => (await server.services.jobs.get(id))?.status).toBe('RUNNING');
    await stop(id);
    expect((await one).results.at(-1)).toMatchObject({ jobProgress: { id, status: 'CANCELLED' } });
    const seen: unknown[] = [];
    for await (const { data } of all) {
      seen.push((data as { jobChanges: { status: string } }).jobChanges.status);
      if (seen.at(-1) === 'CANCELLED') break;
    }
    expect(seen).toContain('RUNNING');
  });

  it('end with the client', async () => {
    const id = await start(TRAIN);
    const gone = connect(server.url);
    const streams = [gone.iterate(PROGRESS, { id }), gone.iterate(CHANGES)];
    void streams[1]?.next().catch(() => undefined);
    expect(await streams[0]?.next()).toMatchObject({ value: { data: { jobProgress: { id } } } });
    await expect.poll(() => server.services.jobs.watchers()).toBe(2);
    await gone.dispose();
    await noReaders(server);
    await stop(id);
  });

  const tokens = `subscription { ${'jobChanges { id } '.repeat(4000)} }`;
  it.each([
    ['an unknown job', PROGRESS, { id: 'nothing' }, 'UNKNOWN_JOB'],
    ['a missing variable', PROGRESS, {}, 'BAD_USER_INPUT'],
    ['a document that is none', 'subscription {', {}, 'GRAPHQL_PARSE_FAILED'],
    ['too many tokens', tokens, {}, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', 'subscription { jobs { id } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['two fields', 'subscription { jobChanges { id } other: jobChanges { id } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['two operations without a name', `${CHANGES} ${PROGRESS}`, {}, 'OPERATION_RESOLUTION_FAILURE'],
    ['too many aliases', `subscription { jobChanges { ${aliases(101)} } }`, {}, 'OPERATION_TOO_LARGE'],
    ['too costly a selection', `subscription { jobChanges { ${aliases(60)} } }`, {}, 'OPERATION_TOO_LARGE'],
    ['a query', '{ jobs { id } }', {}, 'BAD_REQUEST'],
    ['a mutation', TRAIN, {}, 'BAD_REQUEST'],
  ])('refuse %s', async (_what, query, variables, code) => {
    const { results, errors } = await client.read(query, variables);
    expect([results, errors.map(({ extensions }) => extensions.code)]).toEqual([[], [code]]);
    expect(errors[0]).toMatchObject({ message: expect.any(String), extensions: { kind: 'input' } });
    expect((await server.services.jobs.list()).every((job) => job.endedAt !== null)).toBe(true);
  });

  it('are limited in number', async () => {
    const id = await start(TRAIN);
    const open = [1, 2, 3].map(() => client.iterate(PROGRESS, { id }));
    await Promise.all(open.map((stream) => stream.next()));
    const { errors } = await client.read(PROGRESS, { id });
    expect(errors).toMatchObject([{ extensions: { code: 'OVERLOADED', kind: 'unavailable' } }]);
    await open[0]?.return?.();
    await expect.poll(() => server.services.jobs.watchers()).toBe(2);
    const more = client.iterate(PROGRESS, { id });
    expect(await more.next()).toMatchObject({ value: { data: { jobProgress: { id } } } });
    await stop(id);
    await Promise.all([...open, more].map(async (stream) => stream.return?.()));
  });
});

describe('a fault behind a subscription', () => {
  it.each(TRANSPORTS)('is logged and masked over %s', async (_name, connect) => {
    const { services } = await apiWorld();
    const watchAll = () => {
      throw new TypeError('the secret of the house');
    };
    const server = await startTestServer({ jobs: { ...services.jobs, watchAll } });
    const client = connect(server.url);
    const { errors } = await client.read(CHANGES);
    await client.dispose();
    await server.close();
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL', id: expect.any(String) } }]);
    expect(JSON.stringify(errors)).not.toContain('secret');
    const logged = server.log.find(({ msg }) => msg === 'fault');
    const { id } = errors[0]?.extensions as unknown as { readonly id: string };
    expect(logged).toMatchObject({ requestId: id, operationName: 'Changes' });
    expect(JSON.stringify(logged)).toContain('secret');
  });
});

describe('an ordinary request', () => {
  it('does not execute a subscription, whether the server knows the document or not', async () => {
    const server = await startTestServer();
    const ask = async (query: string, operationName: string) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ query, operationName });
      const answer = await server.request('/graphql', { method: 'POST', headers, body });
      return [answer.status, answer.body.errors?.[0].extensions.code];
    };
    const both = `query Jobs { jobs { id } } ${CHANGES}`;
    expect(await ask(CHANGES, 'Changes')).toEqual([400, 'BAD_REQUEST']);
    expect(await ask(both, 'Jobs')).toEqual([200, undefined]);
    expect(await ask(both, 'Changes')).toEqual([400, 'BAD_REQUEST']);
    expect(await ask(both, 'Changes')).toEqual([400, 'BAD_REQUEST']);
    await server.close();
  });
});

describe('a server that stops', () => {
  it.each(TRANSPORTS)('cuts subscriptions over %s off, without completing them', async (_name, connect) => {
    const server = await startTestServer();
    const client = connect(server.url);
    const { id } = (await server.graphql(TRAIN)).body.data.trainRouters;
    const stream = client.iterate(PROGRESS, { id });
    expect(await stream.next()).toMatchObject({ value: { data: { jobProgress: { id } } } });
    const end = (async () => {
      for (;;) if ((await stream.next()).done) return 'completed';
    })().catch(() => 'cut off');
    const before = performance.now();
    await server.close();
    expect(performance.now() - before).toBeLessThan(3000);
    expect(await end).toBe('cut off');
    await noReaders(server);
    await client.dispose();
  });
});

const noReaders = (server: TestServer) => expect.poll(() => server.services.jobs.watchers()).toBe(0);

function aliases(count: number): string {
  return Array.from({ length: count }, (_, i) => `a${i}: id`).join(' ');
}
