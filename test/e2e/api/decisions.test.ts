import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const DECISION = `
  query ($input: RouteInput!) {
    route(input: $input) {
      __typename
      ... on RoutingDecision {
        id createdAt query alpha beta warmUpWeight router version pool tags
        llm { id name price { inputPerMillion outputPerMillion } abilities { router dims values } }
        score predictedPerformance preference cost
        ranking { llm { id } score predictedPerformance preference cost }
        best: ranking(first: 1) { llm { id } }
        rankingColumns { llms score predictedPerformance preference cost }
        excluded { llm code reason }
        timing { embedMs neighboursMs predictMs totalMs }
        neighbours { query { id text task } similarity performance { llm { id } performance } }
        explanation { text scoreTerms { name value } logOddsTerms { name value } runnerUp { llm { id } scoreGap } alphaInterval { from to } }
      }
      ... on RouteRefusal { code message hint excluded { llm code } }
    }
  }`;

describe('route', () => {
  it('answers with a decision whose parts agree', async () => {
    const { status, body } = await server.graphql(DECISION, {
      input: { query: 'Prove that √2 is irrational', tags: ['t'] },
    });
    expect([status, body.errors]).toEqual([200, undefined]);
    const d = body.data.route;
    expect(d.__typename).toBe('RoutingDecision');
    expect(d).toMatchObject({
      query: 'Prove that √2 is irrational',
      router: 'mirt',
      version: 'v1',
      pool: 'default',
      tags: ['t'],
    });
    expect(d.alpha).toBe(0.8);
    expect(d.beta).toBeCloseTo(0.2);
    expect(d.ranking.map((r: { llm: { id: string } }) => r.llm.id)).toEqual(d.rankingColumns.llms);
    expect(d.ranking.map((r: { score: number }) => r.score)).toEqual(d.rankingColumns.score);
    expect(d.best).toEqual([{ llm: { id: d.llm.id } }]);
    expect(d.ranking[0]).toMatchObject({ llm: { id: d.llm.id }, score: d.score, cost: d.cost, preference: null });
    expect(d.score).toBeCloseTo(d.alpha * d.predictedPerformance - d.beta * d.cost, 6);
    expect(d.excluded.map((e: { llm: string; code: string }) => [e.llm, e.code])).toEqual([
      ['llm-4', 'UNPRICED'],
      ['llm-5', 'NOT_CALIBRATED'],
    ]);
    expect(d.neighbours).toHaveLength(5);
    expect(d.neighbours[0].query.task).toMatch(/^task-/);
    expect(d.neighbours[0].performance[0].llm.id).toMatch(/^llm-/);
    expect(d.explanation.text).toContain(d.llm.name);
    expect(d.explanation.runnerUp.llm.id).toBe(d.ranking[1].llm.id);
    expect(d.llm.abilities.find((a: { router: string }) => a.router === 'mirt').values).toHaveLength(2);
    expect(Date.parse(d.createdAt)).toBeGreaterThan(Date.parse('2020-01-01'));
  });

  it('takes α, router, explicit LLMs and prices', async () => {
    const prices = [{ llm: 'llm-4', inputPerMillion: 0, outputPerMillion: 0 }];
    const input = { query: 'x', alpha: 0, router: 'knn', llms: ['llm-3', 'llm-4'], prices };
    const { body } = await server.graphql(DECISION, { input });
    expect(body.data.route).toMatchObject({
      llm: { id: 'llm-4' },
      router: 'knn',
      pool: null,
      cost: 0,
      alpha: 0,
      beta: 1,
    });
  });

  it('takes null as absent and integers for α, as literal and as variable', async () => {
    const nulls = {
      query: 'x',
      alpha: null,
      router: null,
      pool: null,
      llms: null,
      prices: null,
      warmUpWeight: null,
      tags: null,
    };
    expect((await server.graphql(DECISION, { input: nulls })).body.data.route.alpha).toBe(0.8);
    expect((await server.graphql(DECISION, { input: { query: 'x', alpha: 1 } })).body.data.route.alpha).toBe(1);
    const literal = await server.graphql(
      '{ route(input: { query: "x", alpha: 1 }) { ... on RoutingDecision { alpha } } }',
    );
    expect(literal.body.data.route.alpha).toBe(1);
  });

  it('gives a preference, and no P̂, for a router of preferences', async () => {
    const { body } = await server.graphql(DECISION, { input: { query: 'x', router: 'random' } });
    expect(body.data.route).toMatchObject({
      predictedPerformance: null,
      rankingColumns: { predictedPerformance: null },
    });
    expect(body.data.route.preference).toBeGreaterThanOrEqual(0);
    expect(body.data.route.explanation.alphaInterval).toBeNull();
  });

  it('refuses, as a value, a correct request that has no answer', async () => {
    const { status, body } = await server.graphql(DECISION, { input: { query: 'x', pool: 'unpriced' } });
    expect(status).toBe(200);
    expect(body.data.route).toMatchObject({
      __typename: 'RouteRefusal',
      code: 'NO_ELIGIBLE_LLM',
      excluded: [{ llm: 'llm-4', code: 'UNPRICED' }],
    });
  });
});

describe('routeMany', () => {
  const MANY = `query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) {
    ... on RoutingDecision { query llm { id } score } ... on RouteRefusal { code } } }`;

  it('answers each input in order and refuses bad ones by themselves', async () => {
    const inputs = [
      { query: 'a' },
      { query: ' ' },
      { query: 'b', alpha: 7 },
      { query: 'c', router: 'nobody' },
      { query: 'd' },
    ];
    const { body } = await server.graphql(MANY, { inputs });
    const codes = body.data.routeMany.map((r: { code?: string; query?: string }) => r.code ?? r.query);
    expect(codes).toEqual(['a', 'QUERY_EMPTY', 'ALPHA_OUT_OF_RANGE', 'UNKNOWN_ROUTER', 'd']);
  });

  it('decides for a text in a batch as it does alone', async () => {
    const inputs = Array.from({ length: 20 }, (_, i) => ({ query: `text ${i}` }));
    const { body } = await server.graphql(MANY, { inputs });
    const alone = await server.graphql(DECISION, { input: inputs[7] });
    expect(body.data.routeMany[7]).toEqual({
      query: 'text 7',
      llm: { id: alone.body.data.route.llm.id },
      score: alone.body.data.route.score,
    });
  });

  it('answers an empty list with an empty list', async () => {
    expect((await server.graphql(MANY, { inputs: [] })).body.data).toEqual({ routeMany: [] });
  });
});

describe('compare', () => {
  const COMPARE = `query ($input: RouteInput!, $routers: [ID!]) { compare(input: $input, routers: $routers) {
    entries { router result { __typename ... on RoutingDecision { router llm { id } } ... on RouteRefusal { code } } } } }`;

  it('asks every serving router, and the named ones in their order', async () => {
    const all = await server.graphql(COMPARE, { input: { query: 'x' } });
    expect(all.body.data.compare.entries.map((e: { router: string }) => e.router)).toEqual([
      'mirt',
      'knn',
      'best-single',
      'random',
    ]);
    const two = await server.graphql(COMPARE, { input: { query: 'x' }, routers: ['random', 'mirt'] });
    expect(two.body.data.compare.entries.map((e: { result: { router: string } }) => e.result.router)).toEqual([
      'random',
      'mirt',
    ]);
  });

  it('lets a router that cannot answer refuse beside the others', async () => {
    const { body } = await server.graphql(COMPARE, { input: { query: 'x' }, routers: ['oracle', 'knn'] });
    const results = body.data.compare.entries.map((e: { result: { __typename: string } }) => e.result.__typename);
    expect(results).toEqual(['RouteRefusal', 'RoutingDecision']);
  });
});
