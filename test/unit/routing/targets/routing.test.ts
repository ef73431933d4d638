import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routerId } from '../../../../src/domain/ids.js';
import type { RouterSet } from '../../../../src/routing/router-set.js';
import type { RouteRequest, RoutingDecision } from '../../../../src/routing/types.js';
import { testRouting } from '../../../fixtures/api/routing.js';
import { calibratedSet, scoredCatalogue } from '../../../fixtures/calibrated-set.js';

const QUERIES = [
  'sum add apples',
  'capital city europe',
  'total number minus',
  'river country where',
  'equals sum city',
];

let set: RouterSet;
let routing: ReturnType<typeof testRouting>;
beforeAll(async () => {
  set = await calibratedSet(['mirt', 'knn', 'random', 'automix']);
  routing = testRouting(set, scoredCatalogue());
}, 60_000);
afterAll(() => set.dispose());

const decideAll = async (request: Omit<RouteRequest, 'query'>): Promise<RoutingDecision[]> => {
  const results = await routing.routeMany(QUERIES.map((query) => ({ ...request, query })));
  return results.map((r) => {
    if (r.kind !== 'decision') throw new Error(`${r.code}: ${r.message}`);
    return r;
  });
};
const meanOf = (decisions: readonly RoutingDecision[], of: (d: RoutingDecision) => number) =>
  decisions.reduce((sum, d) => sum + of(d), 0) / decisions.length;

describe('routing towards a target', () => {
  it('walks from the cheapest LLM to the best as balance rises, and P̂ and cost never fall', async () => {
    let [p, c] = [0, 0];
    for (const balance of [0, 0.25, 0.5, 0.75, 1]) {
      const decisions = await decideAll({ objective: { balance } });
      const [nowP, nowC] = [
        meanOf(decisions, (d) => d.ranking.predictedPerformance?.[0] as number),
        meanOf(decisions, (d) => d.ranking.cost[0] as number),
      ];
      expect(nowP).toBeGreaterThanOrEqual(p);
      expect(nowC).toBeGreaterThanOrEqual(c);
      [p, c] = [nowP, nowC];
      if (balance === 0) expect(decisions.every((d) => d.ranking.llms[0] === 'cheap')).toBe(true);
      if (balance === 1) {
        for (const d of decisions) {
          expect(d.ranking.predictedPerformance?.[0]).toBe(
            Math.max(...(d.ranking.predictedPerformance as Float32Array)),
          );
        }
      }
    }
  });

  it('reports the α that meets the target, its score, and what was observed on the held-out queries', async () => {
    const [decision] = await decideAll({ objective: { shareOfBest: 0.9 } });
    expect(decision?.target).toMatchObject({
      target: { kind: 'SHARE_OF_BEST', value: 0.9 },
      met: true,
      heldOut: { queries: 120 },
    });
    const { ranking, objective, target } = decision as RoutingDecision;
    const best =
      objective.alpha * (ranking.predictedPerformance?.[0] as number) - objective.beta * (ranking.cost[0] as number);
    expect(ranking.score[0]).toBeCloseTo(best, 6);
    const held = target?.heldOut;
    expect(held?.performance.mean).toBeGreaterThanOrEqual(0.9 * (held?.bestLlmPerformance as number) - 0.02);
    const { text, scoreTerms, flipPoints } = await (decision as RoutingDecision).explain();
    expect(text).toContain('on 120 held-out queries it gives a mean performance of');
    expect(scoreTerms.reduce((sum, t) => sum + t.value, 0)).toBeCloseTo(ranking.score[0] as number, 6);
    expect(flipPoints?.price).toBeNull();
  });

  it('keeps within a mean ceiling on the held-out queries, and refuses one that nothing meets', async () => {
    const [decision] = await decideAll({ objective: { costPerThousand: 1 } });
    expect(decision?.target?.heldOut?.costPerThousand.mean).toBeLessThanOrEqual(1);
    const [refusal] = await routing.routeMany([{ query: 'sum add', objective: { costPerThousand: 0 } }]);
    expect(refusal).toMatchObject({ kind: 'refusal', code: 'TARGET_UNREACHABLE' });
  });

  it('keeps each answer under a ceiling for one query, and refuses one below the cheapest', async () => {
    const [dear] = await decideAll({ objective: { costPerQuery: 1 } });
    expect(dear?.ranking.predictedPerformance?.[0]).toBe(
      Math.max(...(dear?.ranking.predictedPerformance as Float32Array)),
    );
    const decisions = await decideAll({ objective: { costPerQuery: 0.0005 } });
    expect(decisions.every((d) => d.ranking.llms[0] === 'cheap' && d.target?.met)).toBe(true);
    const [refusal] = await routing.routeMany([{ query: 'sum add', objective: { costPerQuery: 1e-9 } }]);
    expect(refusal).toMatchObject({
      code: 'TARGET_UNREACHABLE',
      message: expect.stringContaining('The cheapest answer is expected to cost') as string,
    });
  });

  it('takes the cheapest LLM above a floor and explains it by its own terms', async () => {
    const decisions = await decideAll({ objective: { minPerformance: 0.5 } });
    for (const d of decisions) {
      const { ranking } = d;
      const able = [...ranking.llms.keys()].filter((j) => (ranking.predictedPerformance?.[j] as number) >= 0.5);
      expect(d.target?.met).toBe(able.length > 0);
      if (able.length > 0) expect(ranking.cost[0]).toBe(Math.min(...able.map((j) => ranking.cost[j] as number)));
      const { scoreTerms, text } = await d.explain();
      expect(scoreTerms.reduce((sum, t) => sum + t.value, 0)).toBeCloseTo(ranking.score[0] as number, 6);
      expect(text).toMatch(/expected to perform at 0\.5/);
    }
  });

  it('uses prices of the request, for the target as for the query', async () => {
    const free = new Map(
      scoredCatalogue()
        .pools.get('default' as never)
        ?.llms.map((id) => [id, { inputPerMillion: 0, outputPerMillion: 0 }]),
    );
    const [decision] = await decideAll({ objective: { costPerThousand: 0 }, prices: free });
    expect(decision?.target).toMatchObject({ costScale: 0, heldOut: { costPerThousand: { mean: 0 } } });
    expect([...(decision?.ranking.cost ?? [])]).toEqual([0, 0, 0]);
  });

  it.each([
    ['random', { balance: 0.5 }, 'NO_PREDICTED_PERFORMANCE'],
    ['automix', { balance: 0.5 }, 'TARGET_UNSUPPORTED'],
    ['mirt', { balance: 2 }, 'TARGET_INVALID'],
  ])('%s refuses %j with %s', async (router, objective, code) => {
    const [refusal] = await routing.routeMany([{ query: 'sum', router: routerId(router), objective }]);
    expect(refusal).toMatchObject({ kind: 'refusal', code });
  });

  it('is refused by a version that kept nothing aside, with what to do', async () => {
    const without = testRouting({ ...set, heldOut: null }, scoredCatalogue());
    const [refusal] = await without.routeMany([{ query: 'sum', objective: { balance: 0.5 } }]);
    expect(refusal).toMatchObject({
      code: 'TARGET_UNSUPPORTED',
      hint: expect.stringContaining('THETA_HELD_OUT_SHARE') as string,
    });
    const [perQuery] = await without.routeMany([{ query: 'sum', objective: { minPerformance: 0.1 } }]);
    expect(perQuery?.kind).toBe('decision');
  });

  it('leaves a decision by α as it is: C by output price, and a query alone as in a batch', async () => {
    const [together] = await decideAll({ alpha: 0.7 });
    const alone = await routing.route({ query: QUERIES[0] as string, alpha: 0.7 });
    expect(alone.kind === 'decision' && [...alone.ranking.score]).toEqual([...(together?.ranking.score ?? [])]);
    expect(together?.target).toBeNull();
    expect(Math.max(...(together?.ranking.cost ?? []))).toBe(1);
    const one = await routing.route({ query: QUERIES[2] as string, objective: { balance: 0.6 } });
    const many = await decideAll({ objective: { balance: 0.6 } });
    expect(one.kind === 'decision' && [...one.ranking.score]).toEqual([...(many[2]?.ranking.score ?? [])]);
  });
});

describe('calibrated decisions', () => {
  it('sum a·θ − b and what calibration adds to the log-odds of P̂', async () => {
    for (const d of await decideAll({ router: routerId('mirt') })) {
      const { logOddsTerms, contrast } = await d.explain();
      const p = d.ranking.predictedPerformance as Float32Array;
      const logit = (j: number) => Math.log((p[j] as number) / (1 - (p[j] as number)));
      const sum = (terms: readonly { value: number }[] | null | undefined) =>
        (terms ?? []).reduce((s, t) => s + t.value, 0);
      expect(logOddsTerms?.at(-1)?.name).toBe('calibration');
      expect(sum(logOddsTerms)).toBeCloseTo(logit(0), 4);
      expect(sum(contrast?.logOddsTerms)).toBeCloseTo(logit(0) - logit(1), 4);
    }
  });

  it('come with intervals around P̂ for every candidate', async () => {
    const [decision] = await decideAll({});
    for (const [j, p] of (decision?.ranking.predictedPerformance ?? []).entries()) {
      const intervals = decision?.intervals(j);
      expect(intervals?.level).toBe(0.9);
      expect(intervals?.performance.low).toBeLessThanOrEqual(p);
      expect(intervals?.performance.high).toBeGreaterThanOrEqual(p);
      expect((intervals?.outcome.high as number) - (intervals?.outcome.low as number)).toBeGreaterThan(0.3);
    }
    expect(decision?.intervals(99)).toBeNull();
    const [preference] = await decideAll({ router: routerId('random') });
    expect(preference?.intervals(0)).toBeNull();
  });
});
