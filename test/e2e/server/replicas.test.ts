import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scratch } from '../../integration/store/support/databases.js';
import { onServer, postgres } from '../../integration/store/support/databases.js';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

const SOON = { timeout: 60_000, interval: 10 };

describe.skipIf(postgres.skipped !== null)('two servers on one PostgreSQL', { timeout: 120_000 }, () => {
  let scratch: Scratch;
  let a: Server;
  let b: Server;
  /** How long the other server took, by what changed; for people who read the output. */
  const delays: string[] = [];

  beforeAll(async () => {
    scratch = await postgres.scratch();
    const env = {
      DATABASE_URL: scratch.options.databaseUrl as string,
      // What is heard is heard by notification: looking comes too late for these tests.
      THETA_NEWS_POLL_MS: '600000',
      // Longer than a test, so that a decision is found because it was asked for.
      THETA_DECISION_LOG_DELAY_MS: '60000',
      THETA_LATE_DECISION_MS: '30000',
    };
    // At the same time, as replicas start.
    [a, b] = await Promise.all([startServer(env), startServer(env)]);
  }, 240_000);
  afterAll(async () => {
    await Promise.all([a?.stop(), b?.stop()]);
    await scratch?.drop();
    if (delays.length > 0) console.info(`seen by the other server after: ${delays.join(', ')}`);
  });

  /** Polls `read` until it gives `wanted`, and notes how long that took. */
  const follows = async <T>(what: string, read: () => Promise<T>, wanted: T) => {
    const start = performance.now();
    await expect.poll(read, SOON).toEqual(wanted);
    delays.push(`${what} ${Math.round(performance.now() - start)} ms`);
  };
  const serving = async (server: Server) => (await (await fetch(`${server.url}/readyz`)).json()) as { version: string };
  const llm = async (server: Server, id: string) => {
    const { llms } = await server.graphql<{ llms: { id: string; status: string; price: object | null }[] }>(
      '{ llms { id status price { inputPerMillion } } }',
    );
    return llms.find((one) => one.id === id) ?? null;
  };

  it('serve the same LLMs, prices and pools', async () => {
    const input = {
      ...{ id: 'acme/new', developer: 'Acme', profile: 'A small LLM for chat.' },
      price: { inputPerMillion: 0.1, outputPerMillion: 0.2, source: 'list' },
    };
    await a.graphql('mutation ($input: RegisterLlmInput!) { registerLlm(input: $input) { id } }', { input });
    const cold = { id: 'acme/new', status: 'COLD', price: { inputPerMillion: 0.1 } };
    await follows('an LLM', () => llm(b, 'acme/new'), cold);
    const price = { llm: 'acme/new', inputPerMillion: 0.5, outputPerMillion: 1, source: 'list' };
    await b.graphql('mutation ($input: SetPriceInput!) { setPrice(input: $input) { effectiveFrom } }', {
      input: price,
    });
    await follows('a price', () => llm(a, 'acme/new'), { ...cold, price: { inputPerMillion: 0.5 } });
    await a.graphql(
      `mutation { createPool(input: { id: "team", description: "of a team", llms: ["qwen2.5-7b-instruct"] }) { id } }`,
    );
    const pools = async () =>
      (await b.graphql<{ pools: { id: string }[] }>('{ pools { id } }')).pools.some(({ id }) => id === 'team');
    await follows('a pool', pools, true);
    await b.graphql(`mutation { retireLlm(llm: "acme/new", reason: "a test") { id } }`);
    await follows('a retirement', async () => (await llm(a, 'acme/new'))?.status, 'RETIRED');
  });

  it('serve the same version: a correction of clusters on one, and going back on the other', async () => {
    const { version: first } = await serving(a);
    const { abilities } = await a.graphql<{ abilities: { id: string }[] }>('{ abilities { id } }');
    const input = {
      label: 'corrected',
      promote: true,
      corrections: [{ cluster: 0, abilities: abilities.slice(0, 2).map(({ id }) => id) }],
    };
    const { correctClusters } = await a.graphql<{ correctClusters: { version: string } }>(
      'mutation ($input: CorrectClustersInput!) { correctClusters(input: $input) { version } }',
      { input },
    );
    const { version: second } = correctClusters;
    await follows('a correction', async () => (await serving(b)).version, second);
    await b.graphql('mutation ($version: ID!) { promoteRouterSet(version: $version) { version } }', {
      version: first,
    });
    await follows('a promotion', async () => (await serving(a)).version, first);
  });

  it('take feedback about a decision that the other holds, and show it', async () => {
    const { route } = await a.graphql<{ route: { id: string } }>(
      '{ route(input: { query: "What is a monad?" }) { ... on RoutingDecision { id } } }',
    );
    const record = `mutation ($input: RecordFeedbackInput!) { recordFeedback(input: $input) { decisionId score } }`;
    const input = { decisionId: route.id, score: 0.5, idempotencyKey: 'once' };
    const said = { decisionId: route.id, score: 0.5 };
    expect(await b.graphql(record, { input })).toEqual({ recordFeedback: said });
    expect(await a.graphql(record, { input })).toEqual({ recordFeedback: said });
    const next = await b.graphql<{ route: { id: string } }>(
      '{ route(input: { query: "And a functor?" }) { ... on RoutingDecision { id } } }',
    );
    const look = 'query ($id: ID!) { decision(id: $id) { id feedback { score } } }';
    expect(await a.graphql(look, { id: next.route.id })).toEqual({ decision: { id: next.route.id, feedback: [] } });
    expect(await a.graphql(look, { id: route.id })).toEqual({
      decision: { id: route.id, feedback: [{ score: 0.5 }] },
    });
  });

  it('hear again after the connections that listen were killed', async () => {
    const { rowCount } = await onServer(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = 'theta-router news'`,
      [new URL(scratch.options.databaseUrl as string).pathname.slice(1)],
    );
    expect(rowCount).toBe(2);
    await a.graphql(`mutation { reinstateLlm(llm: "acme/new") { id } }`);
    await follows('a change behind a lost connection', async () => (await llm(b, 'acme/new'))?.status, 'COLD');
    expect(b.output()).toContain('the connection that hears of changes was lost');
  });
});
