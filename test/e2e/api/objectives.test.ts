import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const FIELDS = `
  __typename
  ... on RoutingDecision {
    id alpha llm { id } predictedPerformance
    target {
      kind value met costScaleUsd
      heldOut { queries performance { mean low high } costPerThousand { mean low high } bestLlm bestLlmPerformance bestLlmCostPerThousand }
    }
    ranking { llm { id } score cost predictedPerformance performanceInterval { low high level } outcomeInterval { low high level } }
    explanation { text }
  }
  ... on RouteRefusal { code message hint }`;
const ROUTE = `query ($input: RouteInput!) { route(input: $input) { ${FIELDS} } }`;
const MANY = `query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ${FIELDS} } }`;
const LOGGED = `query ($id: ID!) { decision(id: $id) { alpha target { kind value } } }`;
const ask = async (objective: object | null, more: object = {}) =>
  (await server.graphql(ROUTE, { input: { query: 'What is two and two?', objective, ...more } })).body.data.route;

describe('objectives', () => {
  it('balance goes from the cheapest LLM to the best', async () => {
    const [cheapest, best] = [await ask({ balance: 0 }), await ask({ balance: 1 })];
    expect(cheapest.llm.id).toBe('llm-0');
    const p = best.ranking.map((r: { predictedPerformance: number }) => r.predictedPerformance);
    expect(p[0]).toBe(Math.max(...p));
    expect(best.alpha).toBe(1);
    expect(cheapest.alpha).toBeLessThan(0.1);
  });

  it('a target comes back with what it came to, in numbers and in words, and is logged', async () => {
    const route = await ask({ shareOfBest: 0.9 }, { router: 'knn' });
    const { target } = route;
    expect(target).toMatchObject({ kind: 'SHARE_OF_BEST', value: 0.9, met: true });
    const { performance, costPerThousand, bestLlm, queries } = target.heldOut;
    expect(queries).toBeGreaterThan(10);
    expect(performance.low).toBeLessThanOrEqual(performance.mean);
    expect(performance.high).toBeGreaterThanOrEqual(performance.mean);
    expect(costPerThousand.mean).toBeLessThanOrEqual(target.heldOut.bestLlmCostPerThousand * 1.5);
    expect(route.explanation.text).toContain(`on ${queries} held-out queries`);
    expect(route.explanation.text).toContain(`always asking ${String(bestLlm).toUpperCase()}`);
    await server.decisions.flush();
    const { decision } = (await server.graphql(LOGGED, { id: route.id })).body.data;
    expect(decision).toEqual({ alpha: route.alpha, target: { kind: 'SHARE_OF_BEST', value: 0.9 } });
  });

  it('α is the same in either place, and logs no target', async () => {
    const [short, long] = [await ask(null, { alpha: 0.4 }), await ask({ alpha: 0.4 })];
    expect(long.ranking).toEqual(short.ranking);
    expect(long.target).toBeNull();
    await server.decisions.flush();
    expect((await server.graphql(LOGGED, { id: long.id })).body.data.decision).toEqual({ alpha: 0.4, target: null });
  });

  it('floors and ceilings for one query say whether they are met', async () => {
    expect((await ask({ minPerformance: 0 })).target).toMatchObject({ met: true, heldOut: null });
    const unmet = await ask({ minPerformance: 1 });
    expect(unmet.target.met).toBe(false);
    expect(unmet.explanation.text).toContain('no LLM is expected to perform at 1');
    expect(await ask({ costPerQuery: 1 })).toMatchObject({ target: { kind: 'COST_PER_QUERY', met: true } });
    expect(await ask({ costPerQuery: 0 })).toMatchObject({ code: 'TARGET_UNREACHABLE' });
  });

  it('what is wrong with one item of a batch is told for it alone', async () => {
    const inputs = [{ balance: 0.5 }, { balance: 7 }, { balance: 0.5, alpha: 0.5 }, {}, { costPerThousand: 0 }].map(
      (objective) => ({ query: 'two and two', objective }),
    );
    const { routeMany } = (await server.graphql(MANY, { inputs })).body.data;
    expect(routeMany.map((r: { __typename: string; code?: string }) => r.code ?? r.__typename)).toEqual([
      'RoutingDecision',
      'TARGET_INVALID',
      'TARGET_INVALID',
      'TARGET_INVALID',
      'TARGET_UNREACHABLE',
    ]);
    expect(routeMany[1].message).toBe(
      'objective.balance must be a number from 0 (always the cheapest LLM) to 1 (always the best one), got 7.',
    );
  });

  it('a single request with two objectives is an error with what to do', async () => {
    const { body } = await server.graphql(ROUTE, { input: { query: 'x', alpha: 1, objective: { balance: 1 } } });
    expect(body.errors[0]).toMatchObject({
      message: 'Expected one objective, got 2: α, objective.balance.',
      extensions: { code: 'TARGET_INVALID' },
    });
  });

  it('a comparison decides every router for the same target, those that cannot say why', async () => {
    const { body } = await server.graphql(
      `query ($input: RouteInput!) { compare(input: $input) { entries { router result { ${FIELDS} } } } }`,
      { input: { query: 'two', objective: { balance: 0.5 } } },
    );
    const byRouter = Object.fromEntries(
      body.data.compare.entries.map((e: { router: string; result: { code?: string; __typename: string } }) => [
        e.router,
        e.result.code ?? e.result.__typename,
      ]),
    );
    expect(byRouter).toMatchObject({
      mirt: 'RoutingDecision',
      knn: 'RoutingDecision',
      random: 'NO_PREDICTED_PERFORMANCE',
    });
  });
});

describe('calibration', () => {
  it('shows intervals around the P̂ of a calibrated router, and none around others', async () => {
    const calibrated = await ask(null, { router: 'knn' });
    for (const r of calibrated.ranking) {
      const radius = r.llm.id === 'llm-0' ? 0.25 : 0.5;
      expect(r.outcomeInterval).toEqual({
        low: expect.closeTo(Math.max(0, r.predictedPerformance - radius), 6),
        high: expect.closeTo(Math.min(1, r.predictedPerformance + radius), 6),
        level: 0.9,
      });
      const logit = Math.log(r.predictedPerformance / (1 - r.predictedPerformance));
      expect(r.performanceInterval.low).toBeCloseTo(1 / (1 + Math.exp(-(logit - 0.5))), 4);
      expect(r.performanceInterval.high).toBeCloseTo(1 / (1 + Math.exp(-(logit + 0.5))), 4);
    }
    for (const r of (await ask(null, { router: 'mirt' })).ranking) {
      expect([r.performanceInterval, r.outcomeInterval]).toEqual([null, null]);
    }
  });

  it('of a router is there to read: what was held out, before and after', async () => {
    const { body } = await server.graphql(
      `{ routers { id calibration { queries pairs slope intercept intervalLevel performanceCoverage outcomeCoverage
         before { ece brier curve { count meanPredicted meanObserved } } after { ece } } } }`,
    );
    const of = (id: string) => body.data.routers.find((r: { id: string }) => r.id === id).calibration;
    expect(of('mirt')).toBeNull();
    expect(of('knn')).toEqual({
      queries: 3,
      pairs: 15,
      slope: 1,
      intercept: 0,
      intervalLevel: 0.9,
      performanceCoverage: null,
      outcomeCoverage: 0.9,
      before: { ece: 0.1, brier: 0.2, curve: [{ count: 3, meanPredicted: 0.4, meanObserved: 0.5 }] },
      after: { ece: 0.1 },
    });
  });
});
