import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { automix, frugalGpt } from '../../../src/plugins/cascade/index.js';
import { MemoryDecisions } from '../../fixtures/api/memory-store.js';
import { TEST_DEFAULTS, testRouting } from '../../fixtures/api/routing.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

let server: TestServer;
const log = new MemoryDecisions();

beforeAll(async () => {
  const set = await testRouterSet('v1', [
    [automix, { rule: 'threshold', sensitivity: 1, specificity: 1, epochs: 20, heldOutQueries: 60 }],
    [frugalGpt, { epochs: 20, heldOutQueries: 60 }],
  ]);
  const llms = [0, 1, 2, 3, 4].map((i) => llm(`llm-${i}`, { price: { inputPerMillion: 1, outputPerMillion: 1 + i } }));
  const data = catalogue(llms, { default: llms.map(({ id }) => id) });
  const routing = testRouting(set, data, { defaults: { ...TEST_DEFAULTS, alpha: 0.9 }, decisionLog: log });
  server = await startTestServer({ routing });
});
afterAll(() => server.close());

const DECISION = `query ($input: RouteInput!) { route(input: $input) { ... on RoutingDecision {
  id llm { id } score alpha beta
  rankingColumns { llms score cost }
  cascade { steps { llm { id name } predictedPerformance cost acceptAt reach } expectedPerformance expectedCost reason }
  explanation { text scoreTerms { name value } alphaInterval { from to } }
} ... on RouteRefusal { code message } } }`;
const ask = async (input: object) =>
  (await server.graphql(DECISION, { input: { query: 'x', ...input } })).body.data.route;

describe('a cascade in the API', () => {
  it('says whom to ask in turn, when to stop and what that is expected to bring', async () => {
    const d = await ask({ router: 'automix' });
    const { steps, expectedCost, expectedPerformance, reason } = d.cascade;
    expect(steps).toHaveLength(2);
    expect(steps[0]).toMatchObject({ llm: { id: d.llm.id }, reach: 1 });
    expect(steps[0].acceptAt).toBeGreaterThan(0);
    expect(steps[1]).toMatchObject({ acceptAt: 0 });
    expect(steps[1].cost).toBeGreaterThan(steps[0].cost);
    expect(steps[1].reach > 0 && steps[1].reach < 1).toBe(true);
    expect(expectedCost).toBeCloseTo(steps[0].cost + steps[1].reach * steps[1].cost, 6);
    expect(d.score).toBeCloseTo(d.alpha * expectedPerformance - d.beta * expectedCost, 5);
    expect(d.rankingColumns.llms.slice(0, 2)).toEqual(steps.map((s: { llm: { id: string } }) => s.llm.id));
    expect(reason).toContain('assumed');
    expect(d.explanation.text).toContain(reason);
    expect(d.explanation.alphaInterval).toBeNull();
  });

  it('follows α', async () => {
    expect((await ask({ router: 'automix', alpha: 0 })).cascade.steps).toEqual([
      expect.objectContaining({ llm: { id: 'llm-0', name: 'LLM-0' }, acceptAt: 0, reach: 1 }),
    ]);
  });

  it('has one step where scores do not see answers', async () => {
    const d = await ask({ router: 'frugal-gpt' });
    expect(d.cascade.steps).toHaveLength(1);
    expect(d.cascade.reason).toContain('not the answer');
  });

  it('is null for a router that asks one LLM', async () => {
    expect((await ask({ router: 'mirt' })).cascade).toBeNull();
  });

  it('is a capability of its router', async () => {
    const { body } = await server.graphql('{ routers { id capabilities } }');
    const router = body.data.routers.find(({ id }: { id: string }) => id === 'automix');
    expect(router.capabilities).toEqual(['POLICY', 'CASCADE']);
  });

  it('is logged under the LLM that is asked first', async () => {
    const d = await ask({ router: 'automix' });
    await log.flush();
    expect(log.written.find(({ id }) => id === d.id)).toMatchObject({ router: 'automix', llm: d.llm.id });
  });
});
