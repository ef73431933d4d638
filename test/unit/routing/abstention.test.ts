import { beforeAll, describe, expect, it } from 'vitest';
import { llmId, poolId, routerId } from '../../../src/domain/ids.js';
import { seededRng } from '../../../src/domain/random.js';
import { frugalGpt } from '../../../src/plugins/cascade/index.js';
import { abstain, abstentionOf } from '../../../src/routing/abstention.js';
import { chosenAt } from '../../../src/routing/exploration.js';
import type { RouterSet } from '../../../src/routing/router-set.js';
import type { RoutingServiceDeps } from '../../../src/routing/routing-service.js';
import type { RouteRequest, RoutingDecision } from '../../../src/routing/types.js';
import { MemoryDecisions } from '../../fixtures/api/memory-store.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import { TEST_DEFAULTS, testRouting } from '../../fixtures/api/routing.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

const llms = [0, 1, 2, 3, 5].map((i) =>
  llm(`llm-${i}`, { price: { inputPerMillion: i, outputPerMillion: i + 1 }, toolCalling: i !== 2 }),
);
const known = catalogue(llms, { default: ['llm-0', 'llm-1', 'llm-2'], all: llms.map(({ id }) => id) });
/** In the middle of the price list: α = 1 and α = 0 alike leave it out often. */
const SAFE = llmId('llm-1');
const N = 60;
let set: RouterSet;
beforeAll(async () => {
  set = await testRouterSet('v1', [[frugalGpt, {}]]);
});

function service(below: number, change: Partial<RoutingServiceDeps> = {}, safe = SAFE) {
  const log = new MemoryDecisions();
  const defaults = { ...TEST_DEFAULTS, abstention: { llm: safe, below } };
  return { log, routing: testRouting(set, known, { defaults, decisionLog: log, ...change }) };
}
const requests = (more: Partial<RouteRequest>, n = N): RouteRequest[] =>
  Array.from({ length: n }, (_, i) => ({ query: `Question ${i}`, ...more }));
const ask = async ({ routing }: ReturnType<typeof service>, more: Partial<RouteRequest> = {}, n = N) =>
  (await routing.routeMany(requests(more, n))) as RoutingDecision[];
const chosen = (d: RoutingDecision) => d.ranking.llms[chosenAt(d)];

describe('when to abstain', () => {
  const pool = (ids: string[]) => ({
    pool: poolId('default'),
    candidates: { llms: ids.map(llmId), cost: new Float32Array(ids.length) },
    excluded: [{ llm: llmId('llm-2'), code: 'TOOLS' as const, reason: 'LLM-2 does not call tools.' }],
    blocked: [],
  });
  const found = (percentile: number | null, ids = ['llm-0', 'llm-1']) => ({
    percentile,
    ranked: ids.map(llmId).reverse(),
    pool: pool(ids),
    catalogue: known,
    withinCeiling: null,
  });

  it('takes the safe LLM below the threshold, not at it', () => {
    expect(abstain({ llm: SAFE, below: 0.05 }, found(0.049))).toMatchObject({
      abstained: true,
      code: 'UNLIKE_TRAINING',
      percentile: 0.049,
      threshold: 0.05,
      at: 0,
      reason:
        '4.9 % of the training queries stand further from their nearest other one than this query from its nearest; the threshold is 5 %.',
    });
    for (const percentile of [0.05, 1]) {
      expect(abstain({ llm: SAFE, below: 0.05 }, found(percentile))).toMatchObject({ at: null, code: 'LIKE_TRAINING' });
    }
    expect(abstain({ llm: SAFE, below: 0 }, found(0))).toMatchObject({ abstained: false, code: 'LIKE_TRAINING' });
    expect(abstain({ llm: SAFE, below: 1 }, found(null))).toMatchObject({ at: null, code: 'NO_TRAINING_QUERIES' });
  });

  it.each([
    ['llm-2', 'But LLM-2 may not answer: LLM-2 does not call tools.'],
    ['llm-3', 'But LLM-3 may not answer: LLM-3 is not in the pool default.'],
    ['gone', 'But gone may not answer: it is not in the catalogue.'],
  ])('says why %s was not taken', (id, reason) => {
    const verdict = abstain({ llm: llmId(id), below: 0.05 }, found(0));
    expect(verdict).toMatchObject({ abstained: false, at: null, code: 'SAFE_LLM_NOT_ELIGIBLE' });
    expect(verdict.reason).toContain(reason);
  });

  it('keeps to a ceiling', () => {
    const at = (dear: number) => ({ ...found(0), withinCeiling: (j: number) => j !== dear });
    expect(abstain({ llm: SAFE, below: 0.05 }, at(0)).abstained).toBe(true);
    expect(abstain({ llm: SAFE, below: 0.05 }, at(1))).toMatchObject({
      abstained: false,
      code: 'SAFE_LLM_ABOVE_CEILING',
    });
  });

  it('takes what a request says before what is configured', () => {
    const configured = { llm: SAFE, below: 0.05 };
    expect(abstentionOf(undefined, configured, known)).toEqual(configured);
    expect(abstentionOf({ below: 0.2 }, configured, known)).toEqual({ llm: SAFE, below: 0.2 });
    expect(abstentionOf({ llm: llmId('llm-3') }, { llm: null, below: 0.1 }, known)).toEqual({
      llm: 'llm-3',
      below: 0.1,
    });
    expect(abstentionOf({ enabled: false, below: 7 }, configured, known)).toBeNull();
    expect(abstentionOf(undefined, { llm: null, below: 0.05 }, known)).toBeNull();
  });
});

describe('traffic with a safe LLM', () => {
  it('goes to it where the explanation’s own percentile is below the threshold, and the ranking stays', async () => {
    const at = service(0.4);
    const decisions = await ask(at, { alpha: 1 });
    const plain = await ask(service(0.4), { alpha: 1, abstain: { enabled: false } });
    await at.log.flush();
    for (const [i, d] of decisions.entries()) {
      const { support } = await d.explain();
      const far = (support?.percentile as number) < 0.4;
      expect(d.abstention).toMatchObject({
        abstained: far,
        percentile: support?.percentile,
        threshold: 0.4,
        llm: SAFE,
      });
      expect(chosen(d)).toBe(far ? SAFE : plain[i]?.ranking.llms[0]);
      expect(d.ranking).toEqual(plain[i]?.ranking);
      expect(plain[i]?.abstention).toBeNull();
      expect(at.log.written[i]).toMatchObject({ abstained: far, llm: chosen(d), propensity: null });
    }
    const taken = decisions.filter((d) => d.abstention?.abstained).length;
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(N);
    expect(await at.log.page({ abstained: true }, 0)).toMatchObject({ totalCount: taken });
  });

  it('looks for neighbours where λ = 0 does not, with the same outcome, and only then', async () => {
    const [none, some] = [await ask(service(0.4), { warmUpWeight: 0 }), await ask(service(0.4), { warmUpWeight: 0.5 })];
    expect(none.map((d) => d.abstention)).toEqual(
      some.map((d, i) => ({ ...d.abstention, at: none[i]?.abstention?.at as number | null })),
    );
    expect(none.every((d) => d.nearestSimilarity !== null)).toBe(true);
    expect(none.some((d) => d.abstention?.abstained)).toBe(true);
    const off = await ask(service(0.4), { warmUpWeight: 0, abstain: { enabled: false } });
    expect(off.every((d) => d.nearestSimilarity === null && d.abstention === null)).toBe(true);
    // Nothing but the look-up differs: λ = 0 leaves the vectors as they are.
    expect(none.map((d) => d.ranking)).toEqual(off.map((d) => d.ranking));
  });

  it('decides in a batch as alone', async () => {
    const batch = await ask(service(0.4), { warmUpWeight: 0 }, 20);
    const { routing } = service(0.4);
    for (const [i, request] of requests({ warmUpWeight: 0 }, 20).entries()) {
      const alone = (await routing.route(request)) as RoutingDecision;
      expect([alone.abstention, chosen(alone)]).toEqual([batch[i]?.abstention, chosen(batch[i] as RoutingDecision)]);
    }
  });

  it('never leaves the eligible LLMs', async () => {
    const cases: readonly (readonly [Partial<RouteRequest>, string])[] = [
      [{ llms: [llmId('llm-0'), llmId('llm-3')] }, 'LLM-1 is not in llms.'],
      [{ constraints: { deny: [SAFE] } }, 'LLM-1'],
      [{ abstain: { llm: llmId('llm-5') }, pool: poolId('all'), router: routerId('knn') }, 'has no responses of llm-5'],
    ];
    for (const [more, reason] of cases) {
      const abstain = { below: 1, ...more.abstain };
      const d = (await ask(service(1), { ...more, abstain })).filter(
        (one) => (one.abstention?.percentile as number) < 1,
      );
      expect(d.length).toBeGreaterThan(0);
      for (const one of d) {
        expect(one.abstention).toMatchObject({ abstained: false, at: null, code: 'SAFE_LLM_NOT_ELIGIBLE' });
        expect(one.abstention?.reason).toContain(reason);
        expect(chosenAt(one)).toBe(0);
      }
      const { text } = await (d[0] as RoutingDecision).explain();
      expect(text).toMatch(/^This query is unlike the training queries, but the safe LLM .+ cannot be taken\. /);
      expect(text).toContain('. Routed to ');
    }
  });

  it('goes before α and a floor, never above a ceiling on the cost of the answer', async () => {
    const far = async (objective: RouteRequest['objective'], safe = llmId('llm-2')) =>
      (await ask(service(1, {}, safe), { objective })).filter((d) => (d.abstention?.percentile as number) < 1);
    const costOf = async (d: RoutingDecision, id: string) =>
      (await d.expectedCosts())[d.ranking.llms.indexOf(llmId(id))]?.usd as number;
    const [first] = await far({ alpha: 0 });
    const [low, high] = [
      await costOf(first as RoutingDecision, 'llm-1'),
      await costOf(first as RoutingDecision, 'llm-2'),
    ];
    expect(low).toBeLessThan(high);
    const below = await far({ costPerQuery: (low + high) / 2 });
    expect(below.length).toBeGreaterThan(0);
    for (const d of below) {
      expect(d.abstention).toMatchObject({ abstained: false, code: 'SAFE_LLM_ABOVE_CEILING' });
      expect(chosen(d)).not.toBe('llm-2');
      expect(d.target?.met).toBe(true);
    }
    for (const d of await far({ costPerQuery: 2 * high })) {
      expect([chosen(d), d.target?.met]).toEqual(['llm-2', true]);
    }
    for (const d of await far({ minPerformance: 0.5 })) {
      expect(chosen(d)).toBe('llm-2');
      expect(d.target?.met).toBe((d.ranking.predictedPerformance?.[chosenAt(d)] as number) >= 0.5);
    }
    // A mean is kept by its policy, and this decision is not of it.
    for (const d of await far({ balance: 0.5 })) expect([chosen(d), d.target?.met]).toEqual(['llm-2', false]);
  });

  it('is never explored with, and where it does not abstain exploration goes on', async () => {
    const decisions = await ask(service(0.4, { exploration: { epsilon: 1, rng: seededRng(1) } }));
    for (const d of decisions) {
      if (d.abstention?.abstained) expect([d.exploration, chosen(d)]).toEqual([null, SAFE]);
      else expect(d.exploration?.epsilon).toBe(1);
    }
    expect(decisions.some((d) => d.abstention?.abstained)).toBe(true);
    expect(decisions.some((d) => d.exploration?.explored)).toBe(true);
  });

  it('refuses what it cannot understand, item by item', async () => {
    const routing = testRouting(set, known);
    const results = await routing.routeMany([
      { query: 'x', abstain: { llm: llmId('nobody') } },
      { query: 'x', abstain: { below: 0.5 } },
      { query: 'x', abstain: { llm: SAFE, below: Number.NaN } },
      { query: 'x', abstain: { llm: SAFE, below: -0.1 } },
      { query: 'x', abstain: { llm: SAFE, below: 0.1 } },
      { query: 'x', abstain: { enabled: false } },
    ]);
    expect(results.map((result) => (result.kind === 'refusal' ? result.code : result.kind))).toEqual([
      'UNKNOWN_LLM',
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
      'decision',
      'decision',
    ]);
  });

  it('leaves enquiries to the routers', async () => {
    const entries = await service(1).routing.compare({ query: 'Question 1' });
    for (const { result } of entries) if (result.kind === 'decision') expect(result.abstention).toBeNull();
  });
});

describe('the explanation of an abstention', () => {
  it('says it first, and the terms are those of the safe LLM', async () => {
    const decisions = (await ask(service(1), { alpha: 0 })).filter((d) => d.abstention?.abstained);
    const other = decisions.find((d) => chosenAt(d) !== 0) as RoutingDecision;
    const { text, scoreTerms, runnerUp, flipPoints, alphaInterval } = await other.explain();
    const own = other.ranking.llms[0] as string;
    expect(text).toMatch(
      /^This query is unlike the training queries, so the safe LLM LLM-1 answers\. [\d.]+ % of the /,
    );
    expect(text).toContain(`the threshold is 100 %. The router's own choice is ${own.toUpperCase()}.`);
    expect(text).toContain(`Against the router's own choice ${own.toUpperCase()} it is`);
    expect(text).not.toMatch(/Routed to|take the prediction with caution/);
    const score = other.ranking.score[chosenAt(other)] as number;
    expect(scoreTerms.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 6);
    expect(runnerUp).toEqual({ llm: own, scoreGap: score - (other.ranking.score[0] as number) });
    expect([flipPoints, alphaInterval]).toEqual([null, null]);
  });

  it('says where the router would have chosen the same', async () => {
    const [d] = (await ask(service(1, {}, llmId('llm-0')), { alpha: 0 })).filter((one) => one.abstention?.abstained);
    expect([d?.abstention?.at, d?.ranking.llms[0]]).toEqual([0, 'llm-0']);
    expect((await (d as RoutingDecision).explain()).text).toContain("It is also the router's own choice.");
  });

  it('is one sum where a rule was overruled', async () => {
    const decisions = await ask(service(1, {}, llmId('llm-2')), { router: routerId('frugal-gpt') });
    const d = decisions.find((one) => one.abstention?.abstained && chosenAt(one) !== 0) as RoutingDecision;
    expect((await d.explain()).scoreTerms).toEqual([{ name: 'score', value: d.ranking.score[chosenAt(d)] }]);
  });
});
