import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
let decided: string[];
beforeAll(async () => {
  server = await startTestServer();
  const inputs = Array.from({ length: 7 }, (_, i) => ({ query: `text ${i}`, tags: [i % 2 ? 'odd' : 'even'] }));
  const { body } = await server.graphql(
    'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { id } } }',
    { inputs },
  );
  decided = body.data.routeMany.map((d: { id: string }) => d.id);
});
afterAll(() => server.close());

const FEEDBACK = `mutation ($input: RecordFeedbackInput!) { recordFeedback(input: $input) {
  id decisionId createdAt score thumbs preferredLlm } }`;
const record = (input: object) => server.graphql(FEEDBACK, { input });

describe('recordFeedback', () => {
  it('finds a decision that waits to be written, and takes each kind of feedback', async () => {
    expect(server.decisions.written).toHaveLength(0);
    const score = await record({ decisionId: decided[0], score: 0.5 });
    expect(score.body.data.recordFeedback).toMatchObject({ decisionId: decided[0], score: 0.5, thumbs: null });
    expect((await record({ decisionId: decided[0], thumbs: 'DOWN' })).body.data.recordFeedback.thumbs).toBe('DOWN');
    const better = await record({ decisionId: decided[1], preferredLlm: 'llm-3' });
    expect(better.body.data.recordFeedback.preferredLlm).toBe('llm-3');
  });

  it('stores a repeated request once and refuses a key that was used for something else', async () => {
    const first = await record({ decisionId: decided[2], thumbs: 'UP', idempotencyKey: 'k' });
    const again = await record({ decisionId: decided[2], thumbs: 'UP', idempotencyKey: 'k' });
    expect(again.body.data).toEqual(first.body.data);
    const other = await record({ decisionId: decided[2], thumbs: 'DOWN', idempotencyKey: 'k' });
    expect(other.body.errors[0].extensions.code).toBe('FEEDBACK_INVALID');
  });

  it.each([
    ['nothing', {}, 'FEEDBACK_INVALID'],
    ['a label beside a score', { score: 1, correctedLabel: '42' }, 'FEEDBACK_INVALID'],
    ['an empty label', { correctedLabel: ' ' }, 'FEEDBACK_INVALID'],
    ['a reporter without a name', { score: 1, reporter: ' ' }, 'BAD_USER_INPUT'],
    ['two kinds', { score: 1, thumbs: 'UP' }, 'FEEDBACK_INVALID'],
    ['a score above 1', { score: 1.01 }, 'FEEDBACK_INVALID'],
    ['an unknown LLM', { preferredLlm: 'nobody' }, 'UNKNOWN_LLM'],
    ['an unknown decision', { decisionId: 'none', score: 1 }, 'UNKNOWN_DECISION'],
    ['an empty key', { score: 1, idempotencyKey: '' }, 'BAD_USER_INPUT'],
  ])('refuses %s', async (_what, change, code) => {
    const { body, status } = await record({ decisionId: decided[3], ...change });
    expect([status, body.errors[0].extensions.code]).toEqual([200, code]);
  });
});

describe('recordFeedbackBatch', () => {
  const BATCH = `mutation ($inputs: [RecordFeedbackInput!]!) { recordFeedbackBatch(inputs: $inputs) {
    feedback { id decisionId score thumbs preferredLlm correctedLabel reporter } error { code message hint } } }`;
  const recordAll = async (inputs: readonly object[]) => server.graphql(BATCH, { inputs });

  it('stores what is right and says what is wrong with the rest, in the order of the inputs', async () => {
    const before = server.feedback.stored.length;
    const { body } = await recordAll([
      { decisionId: decided[4], score: 1, reporter: ' ann ' },
      { decisionId: 'none', score: 1, reporter: 'ann' },
      { decisionId: decided[4], correctedLabel: 'Paris', reporter: 'ben', idempotencyKey: 'b1' },
      { decisionId: decided[4], correctedLabel: 'Paris', reporter: 'ben', idempotencyKey: 'b1' },
      { decisionId: decided[4], correctedLabel: 'Rome', reporter: 'ben', idempotencyKey: 'b1' },
    ]);
    const results = body.data.recordFeedbackBatch;
    expect(results[0]).toMatchObject({ feedback: { score: 1, reporter: 'ann', correctedLabel: null }, error: null });
    expect(results[1]).toMatchObject({ feedback: null, error: { code: 'UNKNOWN_DECISION' } });
    expect(results[2].feedback).toMatchObject({ correctedLabel: 'Paris', reporter: 'ben', score: null });
    expect(results[3]).toEqual(results[2]);
    expect(results[4].error).toMatchObject({ code: 'FEEDBACK_INVALID', hint: expect.stringMatching(/new key/) });
    expect(server.feedback.stored.length - before).toBe(2);
  });

  it('accepts so many statements of a reporter within an hour, also of requests side by side, and repeats beyond', async () => {
    const one = (i: number) => ({ decisionId: decided[5], score: 1, reporter: 'busy', idempotencyKey: `busy ${i}` });
    const many = Array.from({ length: 600 }, (_, i) => one(i));
    const more = Array.from({ length: 600 }, (_, i) => one(600 + i));
    const answers = await Promise.all([recordAll(many), recordAll(more)]);
    const results = answers.flatMap(({ body }) => body.data.recordFeedbackBatch);
    const codes = results.flatMap(({ error }) => error?.code ?? []);
    expect(codes).toEqual(Array(200).fill('FEEDBACK_RATE_LIMITED'));
    const stored = results.find(({ feedback }) => feedback)?.feedback;
    const again = await recordAll([one(0)]);
    expect(again.body.data.recordFeedbackBatch[0].feedback).toEqual(stored);
    expect((await record({ ...one(2000), reporter: 'other' })).body.data.recordFeedback.score).toBe(1);
    const late = await record(one(2001));
    expect(late.body.errors[0].extensions).toMatchObject({ code: 'FEEDBACK_RATE_LIMITED' });
  });

  it('refuses more statements than a batch may hold', async () => {
    const { body } = await recordAll(Array(1001).fill({ decisionId: decided[6], score: 1 }));
    expect(body.errors[0].extensions.code).toBe('BATCH_TOO_LARGE');
  });
});

describe('decisions', () => {
  const PAGE = `query ($filter: DecisionFilter, $first: Int, $after: String) {
    decisions(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { id } }
      nodes { id query queryHash llmId llm { id } router version pool alpha warmUpWeight score predictedPerformance cost
        ranking { llm score predictedPerformance cost } durationMs tags createdAt feedback { thumbs } } } }`;
  const page = async (variables: object) => (await server.graphql(PAGE, variables)).body.data.decisions;

  it('pages through everything, newest first, each once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 10; pages++) {
      const found: {
        nodes: { id: string }[];
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
      } = await page({ first: 3, after });
      expect(found.totalCount).toBe(7);
      seen.push(...found.nodes.map((node) => node.id));
      after = found.pageInfo.endCursor;
      if (!found.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual([...decided].reverse());
  });

  it('filters', async () => {
    expect((await page({ filter: { tag: 'odd' } })).totalCount).toBe(3);
    expect((await page({ filter: { router: 'knn' } })).totalCount).toBe(0);
    expect((await page({ filter: { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' } })).totalCount).toBe(0);
  });

  it('joins the look-ups of one request', async () => {
    server.feedback.lookUps.length = 0;
    server.decisions.lookUps.length = 0;
    await page({});
    expect(server.feedback.lookUps).toEqual([[...decided].reverse()]);
    const two = `{ a: decision(id: "${decided[0]}") { id feedback { score } } b: decision(id: "${decided[1]}") { id } c: decision(id: "none") { id } }`;
    const { body } = await server.graphql(two);
    expect(body.data).toMatchObject({ a: { id: decided[0], feedback: [{ score: 0.5 }, { score: null }] }, c: null });
    expect(server.decisions.lookUps).toEqual([[decided[0], decided[1], 'none']]);
  });

  it.each([0, -1, 501])('refuses a page of %i', async (first) => {
    const { body } = await server.graphql(PAGE, { first });
    expect(body.errors[0].extensions.code).toBe('PAGE_INVALID');
  });
});

describe('jobs', () => {
  const JOB =
    'id status createdAt startedAt endedAt version error { code message } request { label routers sources seed hyperparameters promote }';

  it('starts, lists and cancels training', async () => {
    const input = { label: 'tickets', routers: ['knn'], hyperparameters: [{ router: 'knn', values: {} }], seed: 4 };
    const started = await server.graphql(
      `mutation ($input: TrainRoutersInput!) { trainRouters(input: $input) { ${JOB} } }`,
      { input },
    );
    const job = started.body.data.trainRouters;
    expect(job.request).toEqual({
      label: 'tickets',
      routers: ['knn'],
      sources: [],
      seed: 4,
      hyperparameters: { knn: {} },
      promote: false,
    });
    const listed = await server.graphql(`{ jobs { id } job(id: "${job.id}") { ${JOB} } none: job(id: "x") { id } }`);
    expect(listed.body.data).toMatchObject({ jobs: [{ id: job.id }], job: { id: job.id }, none: null });
    await server.graphql(`mutation { cancelJob(id: "${job.id}") { id } }`);
    await expect
      .poll(async () => (await server.graphql(`{ job(id: "${job.id}") { status endedAt } }`)).body.data.job.status)
      .toBe('CANCELLED');
  });

  it.each([
    ['trainRouters(input: { label: "x", routers: ["nobody"] }) { id }', 'UNKNOWN_ROUTER'],
    ['trainRouters(input: { label: "x", sources: ["nowhere"] }) { id }', 'TRAINING_DATA_INSUFFICIENT'],
    [
      'trainRouters(input: { label: "x", hyperparameters: [{ router: "mirt", values: { dims: 0 } }] }) { id }',
      'HYPERPARAMETER_INVALID',
    ],
    ['trainRouters(input: { label: "" }) { id }', 'BAD_USER_INPUT'],
    ['cancelJob(id: "nothing") { id }', 'UNKNOWN_JOB'],
  ])('refuses %s', async (mutation, code) => {
    const { body } = await server.graphql(`mutation { ${mutation} }`);
    expect(body.errors[0].extensions.code).toBe(code);
  });
});
