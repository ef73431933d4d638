import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
let decided: { id: string; llm: { id: string } }[];
let wanted: string[];
beforeAll(async () => {
  server = await startTestServer();
  const many = async (more: object) => {
    const inputs = Array.from({ length: 400 }, (_, i) => ({ query: `Question ${i}`, alpha: 0.7, ...more }));
    const { body } = await server.graphql(
      'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { id llm { id } ranking(first: 1) { llm { id } } } } }',
      { inputs },
    );
    return body.data.routeMany;
  };
  decided = await many({ exploration: 1, tags: ['live'] });
  await server.shadow.flush();
  wanted = (await many({ router: 'knn', tags: ['knn'] })).map((d: { llm: { id: string } }) => d.llm.id);
  for (const { id, llm } of decided) {
    await server.services.feedback.record({ decisionId: id, score: llm.id === 'llm-0' ? 1 : 0 });
  }
});
afterAll(() => server.close());

const COMPARE = `query ($input: ShadowComparisonInput!) { shadowComparison(input: $input) {
  matching examined replayed changed text notes
  notReplayed { reason text decisions }
  mix { llm before after }
  performanceAsLogged { decisions before after } performanceAsReplayed { decisions before after }
  relativeCost { decisions before after } expectedSpendUsd { decisions before kept after }
  examples { id query before { llm } after { llm } scoreGain }
  offPolicy { scored refusal { code } estimates { logged { value } snips { value low high } dr { value low high } } } } }`;
const compare = (input: object) => server.graphql(COMPARE, { input });

describe('shadowComparison', () => {
  it('says how far the shadow router agrees, and what it would have cost and reached', async () => {
    const { body } = await compare({ filter: { tag: 'live' }, examples: 2 });
    const found = body.data.shadowComparison;
    const agreed = decided.filter(({ llm }, i) => llm.id === wanted[i]).length;
    expect(found).toMatchObject({ matching: 400, examined: 400, replayed: 400, changed: 400 - agreed });
    expect(found.text).toContain(`knn agrees with ${agreed} (${(agreed / 4).toFixed(1)} %) of the 400 decisions`);
    for (const { llm, after } of found.mix)
      expect(after).toBeCloseTo(wanted.filter((id) => id === llm).length / 400, 9);
    expect(found.performanceAsLogged.decisions).toBe(400);
    expect(found.performanceAsReplayed).not.toEqual(found.performanceAsLogged);
    expect(found.relativeCost.decisions).toBe(400);
    expect(found.expectedSpendUsd.decisions).toBe(400);
    expect(found.examples).toHaveLength(2);
  });

  it('estimates from outcomes of explored live traffic what the shadow router would have reached', async () => {
    const { body } = await compare({ filter: { tag: 'live' } });
    const { estimates, refusal, scored } = body.data.shadowComparison.offPolicy;
    expect([refusal, scored]).toEqual([null, 400]);
    const truth = wanted.filter((id) => id === 'llm-0').length / 400;
    for (const { low, high } of [estimates.snips, estimates.dr]) {
      expect(low).toBeLessThanOrEqual(truth);
      expect(high).toBeGreaterThanOrEqual(truth);
    }
  });

  it('counts a safe LLM that was taken as kept, and says so', async () => {
    const inputs = Array.from({ length: 30 }, (_, i) => {
      return { query: `Question ${i}`, alpha: 0, tags: ['safe'], abstain: { llm: 'llm-3', below: 1 } };
    });
    const { body: made } = await server.graphql(
      'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { abstention { abstained } } } }',
      { inputs },
    );
    const taken = made.data.routeMany.filter((d: { abstention: { abstained: boolean } }) => d.abstention.abstained);
    expect(taken.length).toBeGreaterThan(0);
    await server.shadow.flush();
    const { body } = await compare({ filter: { tag: 'safe', abstained: true } });
    expect(body.data.shadowComparison).toMatchObject({
      replayed: taken.length,
      changed: 0,
      mix: [{ llm: 'llm-3', before: 1, after: 1 }],
    });
    expect(body.data.shadowComparison.notes[0]).toMatch(/^\d+ replayed decisions went to a safe LLM/);
  });

  it('counts decisions without a shadow', async () => {
    const { body } = await compare({ filter: { tag: 'knn' } });
    const found = body.data.shadowComparison;
    expect(found).toMatchObject({ replayed: 0, notReplayed: [{ reason: 'NO_SHADOW', decisions: 400 }] });
    expect(found.text).toMatch(/^None of the 400 decisions was shadowed by knn: /);
    const other = await compare({ filter: { tag: 'live' }, router: 'mirt' });
    expect(other.body.data.shadowComparison.replayed).toBe(0);
  });

  it('refuses wrong limits', async () => {
    expect((await compare({ limit: 0 })).body.errors[0].extensions.code).toBe('PAGE_INVALID');
    expect((await compare({ examples: 0 })).body.errors[0].extensions.code).toBe('PAGE_INVALID');
  });
});

describe('shadow', () => {
  it('shows what was shadowed and what was not', async () => {
    const STATUS = '{ shadow { router waiting stored dropped refused failed } }';
    expect((await server.graphql(STATUS)).body.data.shadow).toEqual({
      router: 'knn',
      waiting: 0,
      stored: 430,
      dropped: 0,
      refused: 0,
      failed: 0,
    });
    const without = await startTestServer({ shadow: null });
    try {
      expect((await without.graphql(STATUS)).body.data.shadow).toBeNull();
      const { body } = await without.graphql(COMPARE, { input: {} });
      expect(body.errors[0].extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        hint: expect.stringContaining('THETA_SHADOW_ROUTER'),
      });
    } finally {
      await without.close();
    }
  });
});
