import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SPLIT_SEED, placeOf } from '../../../src/jobs/refit/split.js';
import { TRANSPORTS } from '../../fixtures/api/subscriptions.js';
import { runTheta } from '../../fixtures/run-theta.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

const [ONE, TWO, THREE] = ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it'] as const;
const REPORT = `over candidate alpha resamples promoted reason lostLlms gainedLlms costSource
  data { queries trained heldOut newResponses noChoice seenByCandidate seenByServing compared favoursServing }
  rule { promote margin minQueries routers allowLostLlms } checks { name met text } missing { router reason }
  routers { router counts queries changed serving { reward performance cost } candidate { reward performance cost }
    reward { value low high } performance { value low high } cost { value low high } verdict }`;
const REFIT = `mutation Refit($input: RefitInput) { refit(input: $input) { id kind status version refit { promoted } } }`;
const STORED = `query ($id: ID!) { storedRefit(id: $id) { id trigger status candidate error { code message hint } report { ${REPORT} } } }`;

let folder: string;
let server: Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-refit-'));
  // What serves first believes that each LLM is good at what the other one is good at.
  await writeFile(join(folder, 'wrong.jsonl'), scoredQueries(300, 1, [TWO, ONE, THREE]));
  await writeFile(join(folder, 'right.jsonl'), scoredQueries(2000, 2, [ONE, TWO, THREE]));
  await runTheta(folder, ['import', 'wrong.jsonl', '--source', 'wrong']);
  const trained = await runTheta(folder, ['train', '--routers', 'knn,mirt', '--label', 'first']);
  expect(trained.code).toBe(0);
  await runTheta(folder, ['import', 'right.jsonl', '--source', 'right']);
  server = await start();
}, 240_000);
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const start = () => startServer({ THETA_DATA: join(folder, 'data'), THETA_REFIT_MIN_QUERIES: '100' });
const refit = async (input: object = {}) =>
  (await server.graphql<{ refit: { id: string } }>(REFIT, { input })).refit.id;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- looked into, as a client does
const stored = async (id: string): Promise<any> =>
  (await server.graphql<{ storedRefit: unknown }>(STORED, { id })).storedRefit;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- looked into, as a client does
const job = async (id: string): Promise<any> =>
  (
    await server.graphql<{ job: unknown }>(
      'query ($id: ID!) { job(id: $id) { kind status version endedAt progress { stage } refit { promoted reason } } }',
      { id },
    )
  ).job;
const done = async (id: string) => {
  await expect.poll(async () => (await job(id)).endedAt, { timeout: 120_000 }).not.toBeNull();
  return stored(id);
};
const serving = async () => {
  const { routerSets } = await server.graphql<{
    routerSets: {
      version: string;
      serving: boolean;
      label: string;
      summary: { feedback: { until: number }; evidence: object };
    }[];
  }>('{ routerSets { version serving label summary } }');
  return routerSets.find((set) => set.serving);
};
/** Answers of an LLM that joined after the training; how many of them are to held-out queries. */
async function anchorAnswers(): Promise<number> {
  const llm = 'gpt-4-1106-preview';
  const { anchorQueries } = await server.graphql<{ anchorQueries: { id: string }[] }>(
    'query ($input: AnchorQueriesInput!) { anchorQueries(input: $input) { id } }',
    { input: { llm, count: 100 } },
  );
  const responses = anchorQueries.map(({ id }, i) => ({ query: id, performance: i % 2 }));
  await server.graphql('mutation ($input: SubmitResponsesInput!) { submitResponses(input: $input) { version } }', {
    input: { llm, responses },
  });
  return responses.filter(({ query }) => placeOf(query, SPLIT_SEED) < 0.1).length;
}
/** An update from feedback that somebody has approved. */
async function approvedFeedback(): Promise<string> {
  const { routeMany } = await server.graphql<{ routeMany: { id: string }[] }>(
    'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { id } } }',
    { inputs: Array.from({ length: 5 }, (_, i) => ({ query: `sum of ${i} apples`, router: 'mirt' })) },
  );
  await server.graphql(
    'mutation ($inputs: [RecordFeedbackInput!]!) { recordFeedbackBatch(inputs: $inputs) { error { code } } }',
    { inputs: routeMany.map(({ id }) => ({ decisionId: id, score: 1 })) },
  );
  const { learnFromFeedback } = await server.graphql<{ learnFromFeedback: { version: string } }>(
    'mutation { learnFromFeedback { version } }',
  );
  await server.graphql('mutation ($v: ID!) { approveUpdate(version: $v) { version } }', {
    v: learnFromFeedback.version,
  });
  return learnFromFeedback.version;
}

describe('a refit on a running server', { timeout: 300_000 }, () => {
  it('promotes a better candidate by the rule, with what was approved of feedback, and says why in the history', async () => {
    const answered = await anchorAnswers();
    expect(answered).toBeGreaterThan(0);
    const before = await approvedFeedback();
    const cut = (await serving())?.summary.feedback;
    const id = await refit({ rule: { promote: 'BETTER' } });
    const [, connect] = TRANSPORTS[1] as (typeof TRANSPORTS)[number];
    const client = connect(server.url);
    const { results } = await client.read(
      'subscription ($id: ID!) { jobProgress(id: $id) { kind status progress { stage } refit { promoted } } }',
      { id },
    );
    const states = results.map(({ jobProgress }) => jobProgress);
    expect(states.at(-1)).toMatchObject({ kind: 'REFIT', status: 'SUCCEEDED', refit: { promoted: true } });
    expect(new Set(states.map(({ progress }) => progress?.stage)).size).toBeGreaterThan(2);
    await client.dispose();
    const { status, trigger, candidate, report } = await done(id);
    expect([status, trigger]).toEqual(['SUCCEEDED', 'ON_DEMAND']);
    expect(report).toMatchObject({ over: before, candidate, promoted: true, alpha: 0.8, resamples: 2000 });
    expect(report.data).toMatchObject({ queries: 2300, favoursServing: false });
    expect(report.data.trained + report.data.heldOut).toBe(2300);
    // Answers to held-out queries are evidence of the candidate, so that it is not compared on these.
    expect(report.data.seenByCandidate).toBe(answered);
    expect(report.data.compared).toBe(report.data.heldOut - answered - report.data.seenByServing);
    const [knn] = report.routers;
    expect(knn).toMatchObject({ router: 'knn', counts: true, verdict: 'BETTER', queries: report.data.compared });
    expect(knn.candidate.performance).toBeGreaterThan(knn.serving.performance);
    expect(knn.reward.low).toBeGreaterThan(0);
    expect(report.reason).toMatch(/^Promoted\. knn: reward \+/);

    const now = await serving();
    expect(now?.version).toBe(candidate);
    expect(now?.summary.feedback).toEqual({ until: cut?.until, drifted: {} });
    expect(now?.summary.evidence).toMatchObject({
      feedback: { scores: 5, preferences: 0 },
      anchors: { scores: answered, preferences: 0 },
    });
    const { promotions } = await server.graphql<{ promotions: { version: string; reason: string | null }[] }>(
      '{ promotions { version reason } }',
    );
    expect(promotions[0]).toEqual({ version: candidate, reason: `Refit. ${report.reason}` });
    expect(promotions[1]?.reason).toBeNull();
  });

  it('refuses another one without anything new', async () => {
    await expect(refit()).rejects.toThrow(/REFIT_NOTHING_NEW/);
  });

  it('keeps a worse candidate for somebody to look at, and lets what serves serve', async () => {
    const before = (await serving())?.version;
    // Every query then has the same P̂: the mean of the LLM.
    const id = await refit({
      minResponses: 0,
      label: 'blunt',
      hyperparameters: [{ router: 'knn', values: { k: 10_000, weighting: 'uniform' } }],
      rule: { promote: 'NOT_WORSE', margin: 0.5 },
    });
    const { status, candidate, report } = await done(id);
    expect(status).toBe('SUCCEEDED');
    expect(report).toMatchObject({ over: before, promoted: false });
    // What serves was made by a refit: it has seen none of the held-out queries.
    expect(report.data).toMatchObject({ seenByServing: 0, newResponses: 0, favoursServing: false });
    expect(report.routers[0]).toMatchObject({ router: 'knn', verdict: 'WORSE' });
    expect(report.routers[0].reward.low).toBeLessThan(-0.5);
    expect(report.reason).toMatch(/^Not promoted\. knn: reward −.*the lower end must be −0\.50 or above\.$/);
    expect((await serving())?.version).toBe(before);
    const { routerSets } = await server.graphql<{ routerSets: { version: string; label: string }[] }>(
      '{ routerSets { version label } }',
    );
    expect(routerSets.find(({ version }) => version === candidate)?.label).toMatch(/^blunt/);
  });

  it('is followed and cancelled like a training; a killed server leaves a word of it, and reports stay', async () => {
    const cancelled = await refit({ minResponses: 0 });
    await expect(refit({ minResponses: 0 })).rejects.toThrow(/REFIT_UNDER_WAY/);
    await server.graphql('mutation ($id: ID!) { cancelJob(id: $id) { id } }', { id: cancelled });
    expect(await done(cancelled)).toMatchObject({ status: 'CANCELLED', report: null });

    const killed = await refit({ minResponses: 0 });
    await expect.poll(async () => (await job(killed)).progress?.stage ?? '', { timeout: 60_000 }).not.toBe('');
    await server.kill();
    server = await start();
    expect(await stored(killed)).toMatchObject({
      status: 'INTERRUPTED',
      error: { code: 'CANCELLED', message: expect.stringMatching(/^The server ended/), hint: expect.any(String) },
    });
    const { refits } = await server.graphql<{ refits: { status: string; report: { promoted: boolean } | null }[] }>(
      '{ refits { status report { promoted } } }',
    );
    expect(refits.map(({ status, report }) => [status, report?.promoted ?? null])).toEqual([
      ['INTERRUPTED', null],
      ['CANCELLED', null],
      ['SUCCEEDED', false],
      ['SUCCEEDED', true],
    ]);
  });
});
