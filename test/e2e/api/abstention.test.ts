import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const ROUTE = `query ($input: RouteInput!) { route(input: $input) {
  ... on RouteRefusal { code message }
  ... on RoutingDecision {
    id llm { id } score cost predictedPerformance nearestSimilarity exploration { explored } cascade { reason }
    expectedCost { usd } ranking { llm { id } score expectedCost { usd } }
    abstention { abstained code reason percentile threshold llm }
    explanation { text support { percentile nearestSimilarity } }
  } } }`;
const route = async (input: object) => {
  const { body } = await server.graphql(ROUTE, { input: { query: 'Something else', ...input } });
  expect(body.errors).toBeUndefined();
  return body.data.route;
};
const LOG = `query ($filter: DecisionFilter) { decisions(filter: $filter, first: 50) {
  totalCount nodes { id llmId abstained exploration { explored } ranking { llm } } } }`;

describe('abstention in a request', () => {
  it('is off unless it is asked for', async () => {
    expect((await route({})).abstention).toBeNull();
    expect((await route({ abstain: { enabled: false } })).abstention).toBeNull();
  });

  it('takes the safe LLM with the reason, and shows its figures and cost', async () => {
    const found = await route({ abstain: { llm: 'llm-2', below: 1 }, alpha: 0, exploration: 1, warmUpWeight: 0 });
    const { support, text } = found.explanation;
    expect(support.percentile).toBeLessThan(1);
    expect(found).toMatchObject({
      llm: { id: 'llm-2' },
      exploration: null,
      nearestSimilarity: support.nearestSimilarity,
      abstention: {
        abstained: true,
        code: 'UNLIKE_TRAINING',
        percentile: support.percentile,
        threshold: 1,
        llm: 'llm-2',
      },
    });
    expect(text).toMatch(/^This query is unlike the training queries, so the safe LLM .+ answers\. /);
    expect(text).toContain(found.abstention.reason);
    const own = found.ranking.find(({ llm }: { llm: { id: string } }) => llm.id === 'llm-2');
    expect(found.ranking[0].llm.id).not.toBe('llm-2');
    expect([found.score, found.expectedCost]).toEqual([own.score, own.expectedCost]);
  });

  it('leaves a query to the router where the threshold or the request says so', async () => {
    expect(await route({ abstain: { llm: 'llm-2', below: 0 } })).toMatchObject({
      abstention: { abstained: false, code: 'LIKE_TRAINING' },
    });
    const denied = await route({ abstain: { llm: 'llm-2', below: 1 }, constraints: { deny: ['llm-2'] } });
    expect(denied.abstention).toMatchObject({ abstained: false, code: 'SAFE_LLM_NOT_ELIGIBLE' });
    expect(denied.llm.id).toBe(denied.ranking[0].llm.id);
    const dear = await route({ abstain: { llm: 'llm-3', below: 1 }, objective: { costPerQuery: 0.0015 } });
    const usd = (id: string): number =>
      dear.ranking.find(({ llm }: { llm: { id: string } }) => llm.id === id).expectedCost.usd;
    expect(usd('llm-3')).toBeGreaterThan(0.0015);
    expect(usd(dear.llm.id)).toBeLessThanOrEqual(0.0015);
    expect(dear.abstention.code).toBe('SAFE_LLM_ABOVE_CEILING');
  });

  it.each([
    [{ llm: 'nobody' }, 'UNKNOWN_LLM'],
    [{ below: 0.1 }, 'BAD_USER_INPUT'],
    [{ llm: 'llm-2', below: 1.5 }, 'BAD_USER_INPUT'],
  ])('refuses %j', async (abstain, code) => {
    const { body } = await server.graphql(ROUTE, { input: { query: 'x', abstain } });
    expect(body.errors[0].extensions.code).toBe(code);
  });

  it('is logged, so that it can be counted', async () => {
    const made = await Promise.all(
      [{ llm: 'llm-2', below: 1 }, { llm: 'llm-2', below: 0 }, null].map((abstain) =>
        route({ abstain, tags: ['counted'], alpha: 0 }),
      ),
    );
    await server.decisions.flush();
    const read = async (filter: object) => {
      const { body } = await server.graphql(LOG, { filter: { tag: 'counted', ...filter } });
      return body.data.decisions;
    };
    const states = (await read({})).nodes.map((d: { abstained: boolean | null }) => String(d.abstained));
    expect(states.sort()).toEqual(['false', 'null', 'true']);
    const taken = await read({ abstained: true });
    expect(taken).toMatchObject({ totalCount: 1, nodes: [{ id: made[0].id, llmId: 'llm-2', exploration: null }] });
    expect(taken.nodes[0].ranking[0].llm).not.toBe('llm-2');
    expect(await read({ abstained: false })).toMatchObject({ totalCount: 1, nodes: [{ id: made[1].id }] });
  });
});
