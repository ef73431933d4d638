import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRng } from '../../../src/domain/random.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

/** Mean outcome of each LLM of the default pool, whatever the query. */
const QUALITY: Readonly<Record<string, number>> = { 'llm-0': 0.3, 'llm-1': 0.5, 'llm-2': 0.6, 'llm-3': 0.9 };
const DECISIONS = 900;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await traffic('explored', { exploration: 0.5, alpha: 1 }, DECISIONS);
  await traffic('few', { exploration: 0.02, alpha: 1 }, 40);
  await traffic('plain', { alpha: 1 }, 60);
  await traffic('unscored', { exploration: 0.5 }, 20, false);
});
afterAll(() => server.close());

/** Decisions under a label, and for each a score of 0 or 1 drawn with the quality of the LLM that was chosen. */
async function traffic(tag: string, more: object, n: number, scored = true): Promise<void> {
  const rng = seededRng(17);
  const inputs = Array.from({ length: n }, (_, i) => ({ query: `Question ${i}`, tags: [tag], ...more }));
  const { body } = await server.graphql(
    'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { id llm { id } } } }',
    { inputs },
  );
  for (const { id, llm } of scored ? body.data.routeMany : []) {
    const score = rng.uniform() < (QUALITY[llm.id] as number) ? 1 : 0;
    await server.services.feedback.record({ decisionId: id, score });
  }
}

const INTERVAL = 'value standardError low high';
const ESTIMATE = `${INTERVAL} difference { ${INTERVAL} }`;
const WHAT_IF = `query ($input: WhatIfInput!) { whatIf(input: $input) {
  matching examined replayed changed text notes
  notReplayed { reason text decisions }
  mix { llm before after }
  performanceAsLogged { decisions before after }
  performanceAsReplayed { decisions before after }
  relativeCost { decisions before after }
  expectedSpendUsd { decisions before kept after }
  examples { id createdAt query scoreGain before { llm predictedPerformance } after { llm predictedPerformance } }
  offPolicy {
    explored scored refusal { code message hint }
    support { n supportedShare effectiveSampleSize expectedEffectiveSampleSize meanWeight largestWeight }
    estimates { logged { ${INTERVAL} } ips { ${ESTIMATE} } snips { ${ESTIMATE} } dr { ${ESTIMATE} } }
  } } }`;
const ask = async (input: object) => server.graphql(WHAT_IF, { input });
const whatIf = async (input: object) => {
  const { body } = await ask(input);
  expect(body.errors).toBeUndefined();
  return body.data.whatIf;
};

describe('whatIf', () => {
  it('says what another α would have done: mix, cost, performance, examples', async () => {
    const found = await whatIf({ filter: { tag: 'plain' }, alpha: 0, examples: 3 });
    expect(found).toMatchObject({ matching: 60, examined: 60, replayed: 60, notReplayed: [] });
    expect(found.mix[0]).toEqual({ llm: 'llm-0', before: expect.any(Number), after: 1 });
    expect(found.mix.reduce((sum: number, m: { before: number }) => sum + m.before, 0)).toBeCloseTo(1, 9);
    expect(found.changed).toBe(Math.round(60 * (1 - found.mix[0].before)));
    expect(found.relativeCost).toMatchObject({ decisions: 60, after: expect.closeTo(1 / 7, 6) });
    expect(found.performanceAsLogged.after).toBeLessThan(found.performanceAsLogged.before);
    expect(found.expectedSpendUsd.after).toBeLessThan(found.expectedSpendUsd.before);
    expect(found.expectedSpendUsd.kept).toBe(found.expectedSpendUsd.before);
    expect(found.examples).toHaveLength(3);
    expect(found.examples[0]).toMatchObject({
      after: { llm: 'llm-0' },
      query: expect.stringMatching(/^Question \d+$/),
    });
    const logged = await server.graphql(`{ decision(id: "${found.examples[0].id}") { llmId createdAt } }`);
    expect(logged.body.data.decision).toEqual({
      llmId: found.examples[0].before.llm,
      createdAt: found.examples[0].createdAt,
    });
    expect(found.text).toMatch(
      /^Of 60 replayed decisions \d+ \(\d+\.\d %\) go to another LLM\. Predicted performance goes from/,
    );
  });

  it('estimates from scores under exploration what the cheapest LLM alone would have reached', async () => {
    const found = await whatIf({ filter: { tag: 'explored' }, alpha: 0 });
    const { estimates, refusal, support, explored, scored } = found.offPolicy;
    expect([refusal, explored, scored]).toEqual([null, DECISIONS, DECISIONS]);
    expect(support.supportedShare).toBe(1);
    // llm-0 is seldom what α = 1 chooses, so it was mostly drawn: 0.5 / 4 of 900.
    expect(support.expectedEffectiveSampleSize).toBeLessThan(DECISIONS);
    for (const name of ['ips', 'snips', 'dr']) {
      expect(estimates[name].low, name).toBeLessThan(0.3);
      expect(estimates[name].high, name).toBeGreaterThan(0.3);
      expect(estimates[name].difference.high, name).toBeLessThan(0);
    }
    expect(estimates.logged.value).toBeGreaterThan(0.4);
    expect(found.text).toMatch(/By 900 scored decisions \(doubly robust\) .*: worse\.$/);
  });

  it.each([
    [
      'plain',
      {},
      'NO_EXPLORATION',
      /None of the 60 replayed decisions was made with exploration on/,
      /THETA_EXPLORATION/,
    ],
    ['unscored', {}, 'NO_OUTCOMES', /20 replayed decisions .* none of them has a score/, /recordFeedback/],
    ['few', {}, 'SAMPLE_TOO_SMALL', /40 scored decisions are worth .* 97 are needed/, /About \d+ scored decisions/],
    [
      'explored',
      { llms: ['llm-5'] },
      'NO_SUPPORT',
      /In 900 of 900 .* was no candidate.*: llm-5 \(900\)/,
      /make them candidates/,
    ],
  ])('refuses to estimate from %s traffic with %j: %s', async (tag, change, code, message, hint) => {
    const { offPolicy, text } = await whatIf({ filter: { tag }, alpha: 0, ...change });
    expect(offPolicy.estimates).toBeNull();
    expect(offPolicy.refusal.code).toBe(code);
    expect(offPolicy.refusal.message).toMatch(message);
    expect(offPolicy.refusal.hint).toMatch(hint);
    expect(text).toContain('No estimate from outcomes:');
  });

  it('takes a router, prices, a pool', async () => {
    const filter = { tag: 'plain' };
    const prices = [{ llm: 'llm-3', inputPerMillion: 0, outputPerMillion: 0 }];
    const free = await whatIf({ filter, prices, alpha: 0 });
    expect(free.mix[0]).toMatchObject({ llm: 'llm-3', after: 1 });
    expect(free.expectedSpendUsd.after).toBe(0);
    expect((await whatIf({ filter, pool: 'pair', alpha: 0.2 })).replayed).toBe(60);
    const random = await whatIf({ filter, router: 'random' });
    expect(random.performanceAsReplayed).toBeNull();
    expect(random.performanceAsLogged.decisions).toBe(60);
  });

  it.each([
    [{}, 'BAD_USER_INPUT'],
    [{ alpha: 3 }, 'ALPHA_OUT_OF_RANGE'],
    [{ router: 'nobody' }, 'UNKNOWN_ROUTER'],
    [{ alpha: 0, limit: 0 }, 'PAGE_INVALID'],
    [{ alpha: 0, examples: 51 }, 'PAGE_INVALID'],
    [{ alpha: 0, outputTokens: -1 }, 'BAD_USER_INPUT'],
  ])('refuses %j', async (input, code) => {
    const { body } = await ask(input);
    expect(body.errors[0].extensions.code).toBe(code);
  });

  it('draws the curve over α in one pass', async () => {
    const CURVE = `query ($input: WhatIfCurveInput!) { whatIfCurve(input: $input) {
      matching examined replayed notReplayed { reason decisions }
      points { alpha changed performance { decisions before after } relativeCost { after } expectedSpendUsd { decisions before kept after } } } }`;
    const filter = { tag: 'plain' };
    const { body } = await server.graphql(CURVE, { input: { filter, alphas: [0, 1] } });
    const { points, ...counts } = body.data.whatIfCurve;
    expect(counts).toEqual({ matching: 60, examined: 60, replayed: 60, notReplayed: [] });
    const cheapest = await whatIf({ filter, alpha: 0 });
    expect(points[0]).toMatchObject({ alpha: 0, changed: cheapest.changed, performance: { decisions: 60 } });
    expect(points[0].performance.after).toBe(cheapest.performanceAsReplayed.after);
    expect(points[0].expectedSpendUsd.after).toBeCloseTo(cheapest.expectedSpendUsd.after, 12);
    // The traffic was decided with α = 1.
    expect(points[1]).toMatchObject({ alpha: 1, changed: 0 });
    for (const [input, code] of [
      [{ alphas: [2] }, 'ALPHA_OUT_OF_RANGE'],
      [{ alphas: [] }, 'BAD_USER_INPUT'],
      [{ limit: 100_000, alphas: Array.from({ length: 101 }, (_, i) => i / 100) }, 'OPERATION_TOO_LARGE'],
    ] as const) {
      expect((await server.graphql(CURVE, { input })).body.errors[0].extensions.code).toBe(code);
    }
  });

  it('counts as the decisions that it may look at', async () => {
    const three =
      '{ a: whatIf(input: { alpha: 0, limit: 100000 }) { changed } b: whatIf(input: { alpha: 0, limit: 100000 }) { changed } c: whatIf(input: { alpha: 0, limit: 100000 }) { changed } }';
    expect((await server.graphql(three)).body.errors[0].extensions.code).toBe('OPERATION_TOO_LARGE');
  });
});

describe('exploration', () => {
  const ROUTE = `query ($input: RouteInput!) { route(input: $input) { ... on RoutingDecision {
    id llm { id } ranking(first: 1) { llm { id } } score exploration { explored propensity } explanation { text } } } }`;
  const route = async (exploration: number | null) =>
    (await server.graphql(ROUTE, { input: { query: 'x', exploration } })).body.data.route;

  it('is shown in decisions and in the log, and said in the explanation', async () => {
    const drawn = [];
    for (let i = 0; i < 20; i++) drawn.push(await route(1));
    expect(drawn.every(({ exploration }) => exploration.propensity === 0.25)).toBe(true);
    const explored = drawn.find(({ exploration }) => exploration.explored);
    expect(explored.llm.id).not.toBe(explored.ranking[0].llm.id);
    expect(explored.explanation.text).toMatch(/^This is exploration: /);
    await server.decisions.flush();
    const logged = await server.graphql(
      `{ decision(id: "${explored.id}") { llmId score exploration { explored propensity } } }`,
    );
    expect(logged.body.data.decision).toEqual({
      llmId: explored.llm.id,
      score: explored.score,
      exploration: explored.exploration,
    });
  });

  it('is off unless it is asked for, and checks ε', async () => {
    expect((await route(null)).exploration).toBeNull();
    const { body } = await server.graphql(ROUTE, { input: { query: 'x', exploration: 1.5 } });
    expect(body.errors[0].extensions.code).toBe('EXPLORATION_OUT_OF_RANGE');
  });
});
