import { beforeAll, describe, expect, it } from 'vitest';
import { createPreviewService } from '../../../../src/calibration/preview/preview.js';
import type { PreviewRequest } from '../../../../src/calibration/preview/types.js';
import type { LlmId } from '../../../../src/domain/ids.js';
import { queryPrivacy } from '../../../../src/domain/query-privacy.js';
import { llmId, poolId, routerId } from '../../../../src/domain/ids.js';
import { row } from '../../../../src/domain/matrix.js';
import { small } from '../../../../src/plugins/baselines/index.js';
import { frugalGpt } from '../../../../src/plugins/cascade/index.js';
import { hybridLlm } from '../../../../src/plugins/hybrid-llm/index.js';
import { prepareQueries } from '../../../../src/routing/query-batch.js';
import type { RouterSet } from '../../../../src/routing/router-set.js';
import type { RouteRequest, RoutingDecision } from '../../../../src/routing/types.js';
import { MemoryDecisions } from '../../../fixtures/api/memory-store.js';
import { testRouterSet } from '../../../fixtures/api/router-set.js';
import { testRouting } from '../../../fixtures/api/routing.js';
import { catalogue, llm } from '../../../fixtures/catalogue.js';
import { knownAbilities } from '../../../fixtures/known-abilities.js';
import { uncertainRouter } from '../../../fixtures/onboarding-router.js';

const PRICES = [1, 3, 5, 7, 6, 2];
/** llm-5 has a profile only and is COLD, llm-4 is retired, llm-6 has no price. */
const llms = PRICES.map((usd, i) =>
  llm(`llm-${i}`, {
    price: { inputPerMillion: usd, outputPerMillion: usd },
    status: i === 5 ? 'COLD' : i === 4 ? 'RETIRED' : 'CALIBRATED',
  }),
);
llms.push(llm('llm-6', { price: null }));
const pools = { default: ['llm-0', 'llm-1', 'llm-2', 'llm-3', 'llm-4', 'llm-5'], solo: ['llm-1'], empty: [] };
const NEW = llmId('llm-5');
const OTHERS = ['llm-0', 'llm-1', 'llm-2', 'llm-3'].map(llmId);

let set: RouterSet;
beforeAll(async () => {
  const plain = await testRouterSet('v1', [
    [small, {}],
    [hybridLlm, {}],
    [frugalGpt, {}],
  ]);
  const mirt = routerId('mirt');
  set = {
    ...plain,
    routers: new Map(plain.routers).set(
      mirt,
      uncertainRouter(knownAbilities(plain.routers.get(mirt)!), { 'llm-5': 0.4 }),
    ),
  };
});

function world(change: { set?: Partial<RouterSet>; storeQueries?: boolean } = {}) {
  const decisions = new MemoryDecisions();
  const data = catalogue(llms, pools);
  const serving = { ...set, ...change.set };
  const routing = testRouting(serving, data, {
    decisionLog: decisions,
    privacy: queryPrivacy(change.storeQueries === false ? 'hashed' : 'full'),
  });
  const service = createPreviewService({
    snapshot: () => routing.enquirer(),
    decisions,
    log: decisions,
    texts: { texts: async () => new Map([['query-0', 'The first']]) },
    defaultAlpha: 0.8,
    warmUpNeighbours: 5,
    warmUpWeight: null,
  });
  const ask = async (n: number, more: Partial<RouteRequest> = {}) =>
    (await routing.routeMany(
      Array.from({ length: n }, (_, i) => ({ query: `Question ${i}`, ...more })),
    )) as RoutingDecision[];
  const preview = (request: Partial<PreviewRequest> = {}) => service.preview({ llm: NEW, ...request });
  return { decisions, routing, ask, preview, serving };
}

const chosen = (decisions: readonly RoutingDecision[]) => decisions.map((d) => d.ranking.llms[0] as LlmId);
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

describe('on logged decisions', () => {
  it('says what routing with the LLM named gives', async () => {
    const { ask, preview } = world();
    const before = await ask(90, { alpha: 0.9, tags: ['billing'] });
    await ask(5, { alpha: 0.1 });
    const after = await world().ask(90, { alpha: 0.9, llms: [...OTHERS, NEW] });
    const found = await preview({ tag: 'billing' });
    expect(found).toMatchObject({
      on: 'RECENT',
      queries: 90,
      change: 'ADD',
      pool: 'default',
      router: 'mirt',
      alpha: null,
    });
    expect(found.decisions).toEqual({ matching: 90, examined: 90, withoutText: 0 });
    const share = chosen(after).filter((id) => id === NEW).length / 90;
    expect(share).toBeGreaterThan(0);
    expect(found.share.value).toBeCloseTo(share, 12);
    expect(found.share.low).toBeLessThanOrEqual(share);
    expect(found.share.high).toBeGreaterThanOrEqual(share);
    const performance = (all: readonly RoutingDecision[]) => mean(all.map((d) => d.ranking.predictedPerformance![0]!));
    expect(found.performance.without).toBeCloseTo(performance(before), 6);
    expect(found.performance.with).toBeCloseTo(performance(after), 6);
    const usd = async (all: readonly RoutingDecision[]) =>
      1000 * mean((await Promise.all(all.map((d) => d.expectedCosts()))).map(([first]) => first!.usd));
    expect(found.costPerThousand.without).toBeCloseTo(await usd(before), 6);
    expect(found.costPerThousand.with).toBeCloseTo(await usd(after), 6);
    expect(found.reward!.with).toBeCloseTo(100 * mean(after.map((d) => d.ranking.score[0]!)), 4);
    for (const d of found.displaced) {
      expect(d.without).toBeCloseTo(chosen(before).filter((id) => id === d.llm).length / 90, 12);
      expect(d.with).toBeCloseTo(chosen(after).filter((id) => id === d.llm).length / 90, 12);
      expect(d.observed).toBeNull();
    }
    expect(mean(found.displaced.map((d) => d.lost.value)) * found.displaced.length).toBeCloseTo(share, 12);
    expect(found.examples[0]!.text).toMatch(/^Question \d+$/);
    expect(before.map(({ id }) => id)).toContain(found.examples[0]!.id);
  });

  it('keeps the α of each decision unless one is given; targets are looked at by the default α, and said', async () => {
    const { ask, preview } = world();
    await ask(40, { alpha: 1 });
    await ask(40, { alpha: 0 });
    await ask(20, { objective: { minPerformance: 0.4 } });
    const named = { llms: [...OTHERS, NEW] };
    const again = [
      ...(await world().ask(40, { alpha: 1, ...named })),
      ...(await world().ask(40, { alpha: 0, ...named })),
    ];
    again.push(...(await world().ask(20, { alpha: 0.8, ...named })));
    const found = await preview();
    expect(found.share.value).toBeCloseTo(chosen(again).filter((id) => id === NEW).length / 100, 12);
    expect(found.notes.join(' ')).toContain('20 decisions were made towards a target; here α = 0.8 decides them');
    const fixed = await preview({ alpha: 1 });
    const all = chosen(await world().ask(40, { alpha: 1, ...named }));
    expect(fixed.alpha).toBe(1);
    expect(fixed.displaced.some((d) => d.lost.value > 0) || !all.includes(NEW)).toBe(true);
    expect(fixed.notes.join(' ')).not.toContain('towards a target');
  });

  it('falls back to held-out queries where fewer than 50 have a text, and says so', async () => {
    const { ask, preview } = world({ storeQueries: false });
    await ask(80);
    const found = await preview();
    expect(found).toMatchObject({ on: 'HELD_OUT', queries: set.heldOut!.vectors.rows });
    expect(found.decisions).toEqual({ matching: 80, examined: 80, withoutText: 80 });
    expect(found.notes.join(' ')).toMatch(
      /0 logged decisions of the pool have a text, 50 are needed.*80 logged decisions have no text/,
    );
    const few = world({ set: { heldOut: null } });
    await few.ask(10);
    expect(await few.preview()).toMatchObject({ on: 'RECENT', queries: 10 });
    await expect(world({ set: { heldOut: null } }).preview()).rejects.toMatchObject({
      code: 'TRAINING_DATA_INSUFFICIENT',
    });
  });

  it('looks at the newest, in a window, up to limit', async () => {
    const { ask, preview, decisions } = world();
    await ask(60);
    await ask(60);
    const found = await preview({ limit: 60 });
    expect(found.decisions).toEqual({ matching: 120, examined: 60, withoutText: 0 });
    expect(found.notes.join(' ')).toContain('120 decisions fit; the newest 60 were looked at');
    const last = decisions.written.at(-1)!.createdAt;
    expect((await preview({ from: last + 1 })).decisions.matching).toBe(0);
    expect((await preview({ to: last + 1 })).decisions.matching).toBe(120);
  });
});

describe('on held-out queries', () => {
  const held = (request: Partial<PreviewRequest> = {}) => world().preview({ on: 'HELD_OUT', alpha: 0.9, ...request });

  /** P̂ of `who` on the held-out queries as requests would have them. */
  async function predictions(who: readonly LlmId[]) {
    const ids = set.heldOut!.responses.queries.map(({ id }) => id);
    const { batch } = await prepareQueries(ids, set.manifest.warmUpWeight, 5, {
      embed: async () => set.heldOut!.vectors,
      index: set.index,
      reference: set.reference,
      monotonic: () => 0,
    });
    return set.routers.get(routerId('mirt'))!.loaded.predict(batch, { llms: who, cost: new Float32Array(who.length) });
  }

  it('counts one by one what is taken, from whom, and where', async () => {
    const found = await held();
    const predicted = await predictions([...OTHERS, NEW]);
    const best = (p: Float32Array, n: number) => {
      const dearest = Math.max(...PRICES.slice(0, 4));
      const scores = Array.from(
        p.subarray(0, n),
        (x, j) => 0.9 * x - (0.1 * (j === 4 ? PRICES[5]! : PRICES[j]!)) / dearest,
      );
      return scores.indexOf(Math.max(...scores));
    };
    const { queries } = set.heldOut!.responses;
    const choices = queries.map((_, q) => ({ before: best(row(predicted, q), 4), after: best(row(predicted, q), 5) }));
    const taken = choices.map(({ after }) => after === 4);
    expect(found.share.value).toBeCloseTo(mean(taken.map(Number)), 9);
    for (const part of found.where.filter(({ kind }) => kind === 'TASK')) {
      const rows = queries.flatMap(({ task }, q) => (task === part.name ? [q] : []));
      expect(part.queries).toBe(rows.length);
      expect(part.share.value).toBeCloseTo(mean(rows.map((q) => Number(taken[q]))), 9);
    }
    for (const kind of ['TASK', 'DIFFICULTY'] as const) {
      const parts = found.where.filter((part) => part.kind === kind);
      expect(parts.length).toBe(3);
      expect(parts.reduce((sum, part) => sum + part.queries, 0)).toBe(queries.length);
      expect(parts.reduce((sum, p) => sum + p.queries * p.share.value, 0)).toBeCloseTo(taken.filter(Boolean).length, 6);
    }
    const observed = (q: number, j: number) => {
      const { rowStart, llmIndex, performance } = set.heldOut!.responses;
      for (let e = rowStart[q]!; e < rowStart[q + 1]!; e++) if (llmIndex[e] === j) return performance[e]!;
      return Number.NaN;
    };
    const first = found.displaced[0]!;
    const j = OTHERS.indexOf(first.llm);
    const lost = choices.flatMap(({ before, after }, q) => (before === j && after === 4 ? [q] : []));
    expect(first.lost.value).toBeCloseTo(lost.length / queries.length, 9);
    const seen = lost.map((q) => observed(q, j)).filter((y) => !Number.isNaN(y));
    expect(first.observed).toEqual({ mean: expect.closeTo(mean(seen), 6), queries: seen.length });
    expect(first.predicted!.llm).toBeCloseTo(mean(lost.map((q) => predicted.data[q * 5 + 4]!)), 6);
    expect(found.examples.length).toBe(Math.min(5, taken.filter(Boolean).length));
    for (const example of found.examples) expect(example.text).toBe(example.id === 'query-0' ? 'The first' : null);
  });

  it('has every figure of the text in its figures, and advice on what to ask', async () => {
    const found = await held();
    expect(found.text).toContain(
      `LLM-5 would take ${(100 * found.share.value).toFixed(1)} % of ${found.queries} held-out queries by mirt at α = 0.9`,
    );
    expect(found.text).toContain(
      `from ${found.performance.without.toFixed(3)} to ${found.performance.with.toFixed(3)}`,
    );
    expect(found.text).toContain(`would take ${(100 * found.cautious!.share).toFixed(1)} % and change reward`);
    expect(found.text).toMatch(/It would take them from LLM-\d \(/);
    expect(found.notes.join(' ')).toContain('LLM-5 is COLD');
    expect(found.knowsDeviation).toBe(true);
    const weak = found.weakAbilities!;
    expect(weak.length).toBeGreaterThan(0);
    for (const { deviation, typicalDeviation, answers, queries } of weak) {
      expect(deviation).toBeCloseTo(Math.sqrt(0.4), 6);
      expect(deviation).toBeGreaterThan(1.5 * typicalDeviation);
      expect(answers).toBe(0);
      expect(queries).toBeLessThanOrEqual(Math.round(found.share.value * found.queries));
    }
  });

  it('takes less where P̂ is at the lower ends of its intervals, by the deviation that the router gives', async () => {
    const found = await held();
    const router = set.routers.get(routerId('mirt'))!;
    const predicted = await predictions([...OTHERS, NEW]);
    const ids = set.heldOut!.responses.queries.map(({ id }) => id);
    const { batch } = await prepareQueries(ids, set.manifest.warmUpWeight, 5, {
      embed: async () => set.heldOut!.vectors,
      index: set.index,
      reference: set.reference,
      monotonic: () => 0,
    });
    const { onboarding } = router as unknown as {
      onboarding: { predictionDeviation: (...args: unknown[]) => Promise<{ data: Float32Array }> };
    };
    const { data } = await onboarding.predictionDeviation(batch, { llms: [NEW], cost: new Float32Array(1) });
    let taken = 0;
    for (let q = 0; q < ids.length; q++) {
      const p = row(predicted, q);
      const low = Math.max(0, p[4]! - 1.6448536269514722 * data[q]!);
      const others = Math.max(...OTHERS.map((_, j) => 0.9 * p[j]! - (0.1 * PRICES[j]!) / 7));
      if (0.9 * low - (0.1 * PRICES[5]!) / 7 > others) taken++;
    }
    expect(found.cautious!.share).toBeCloseTo(taken / ids.length, 9);
    expect(found.cautious!.share).toBeLessThan(found.share.value);
  });

  it('previews a removal, a retired LLM, another price', async () => {
    const removal = await held({ llm: llmId('llm-2') });
    expect(removal.change).toBe('REMOVE');
    expect(removal.share.value).toBeGreaterThan(0);
    expect(removal.text).toMatch(/^Pool default has LLM-2 answer .* Without it predicted performance would go from/);
    expect(removal.text).toContain('They would go to ');
    expect(removal.notes.join(' ')).toContain('takes it as known');
    const retired = await held({ llm: llmId('llm-4') });
    expect(retired.change).toBe('ADD');
    expect(retired.notes.join(' ')).toContain('LLM-4 is retired');
    const free = await held({ price: { inputPerMillion: 0, outputPerMillion: 0 } });
    expect(free.share.value).toBeGreaterThan((await held()).share.value);
    expect(free.costPercent!.value).toBeLessThan(0);
    const priced = await held({
      llm: llmId('llm-6'),
      price: { inputPerMillion: 1, outputPerMillion: 1 },
      router: routerId('best-single'),
    }).catch((error: unknown) => error);
    expect(priced).toMatchObject({ code: 'UNSUPPORTED_POOL' });
  });

  it.each([
    [{ shareOfBest: 0.5 }, 'SHARE_OF_BEST'],
    [{ balance: 0.5 }, 'BALANCE'],
    [{ minPerformance: 0.5 }, 'MIN_PERFORMANCE'],
    [{ costPerQuery: 0.001 }, 'COST_PER_QUERY'],
  ])('decides towards %j', async (objective, kind) => {
    const found = await held({ alpha: undefined, objective });
    expect(found).toMatchObject({ alpha: null, target: { kind }, reward: null });
    expect(found.text).toContain('towards the target');
    expect(found.share.value).toBeGreaterThanOrEqual(0);
    expect(found.cautious!.rewardChange).toBeNull();
  });

  it('is the same at every call, also after another LLM was looked at', async () => {
    const first = await held();
    await held({ llm: llmId('llm-4') });
    await held({ router: routerId('knn'), llm: llmId('llm-4') });
    expect(await held()).toEqual(first);
  });

  it('knows of sampling only where a router does not say how sure it is', async () => {
    const knn = await held({ router: routerId('knn'), llm: llmId('llm-4') });
    expect(knn).toMatchObject({ weakAbilities: null });
    expect(knn.share.low).toBeLessThanOrEqual(knn.share.high);
    const plain = await testRouterSet();
    const silent = new Map([...plain.routers].map(([id, router]) => [id, { ...router, onboarding: null }]));
    const found = await world({ set: { routers: silent } }).preview({ on: 'HELD_OUT', alpha: 0.9 });
    expect(found).toMatchObject({ knowsDeviation: false, cautious: null });
    expect(found.notes.join(' ')).toContain('does not say how sure it is of P̂ of llm-5');
    expect(found.where.every(({ halfWidth }) => halfWidth === null)).toBe(true);
  });

  it('gives queries in parts the P̂ that they have together', async () => {
    const predicted = await predictions([NEW]);
    const found = await held({ price: { inputPerMillion: 0, outputPerMillion: 0 }, alpha: 0 });
    expect(found.share).toEqual({ value: 1, low: 1, high: 1 });
    expect(found.performance.with).toBeCloseTo(mean([...predicted.data]), 6);
  });
});

describe('errors', () => {
  it.each<readonly [Partial<PreviewRequest>, string, RegExp]>([
    [{ llm: llmId('nobody') }, 'UNKNOWN_LLM', /nobody/],
    [{ pool: poolId('nowhere') }, 'UNKNOWN_POOL', /nowhere/],
    [{ pool: poolId('empty') }, 'EMPTY_POOL', /empty/],
    [{ llm: llmId('llm-1'), pool: poolId('solo') }, 'EMPTY_POOL', /no other LLM than llm-1/],
    [{ llm: llmId('llm-6') }, 'NO_ELIGIBLE_LLM', /has no price/],
    [{ router: routerId('knn') }, 'UNSUPPORTED_POOL', /knn .* llm-5/],
    [{ router: routerId('nobody') }, 'UNKNOWN_ROUTER', /nobody/],
    [{ router: routerId('oracle') }, 'EVALUATION_ONLY', /oracle/],
    [{ router: routerId('small') }, 'NO_PREDICTED_PERFORMANCE', /preference/],
    [{ router: routerId('frugal-gpt') }, 'BAD_USER_INPUT', /rule of its own/],
    [{ alpha: 2 }, 'ALPHA_OUT_OF_RANGE', /2/],
    [{ alpha: 0.5, objective: { balance: 1 } }, 'TARGET_INVALID', /one objective/],
    [{ price: { inputPerMillion: -1, outputPerMillion: 1 } }, 'PRICE_INVALID', /-1/],
    [{ limit: 0, on: 'RECENT' }, 'PAGE_INVALID', /limit/],
  ])('refuses %j with %s', async (request, code, message) => {
    const thrown = await world()
      .preview({ on: 'HELD_OUT', ...request })
      .catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code });
    expect((thrown as Error).message).toMatch(message);
  });

  it('names routers that can, and stops when its caller has gone', async () => {
    const thrown = await world()
      .preview({ router: routerId('knn') })
      .catch((error: unknown) => error);
    expect((thrown as { hint: string }).hint).toBe('Preview it with one that can: mirt.');
    const { routing, decisions } = world();
    const service = createPreviewService({
      snapshot: () => routing.enquirer(),
      ...{ decisions, log: decisions, texts: null, defaultAlpha: 0.8, warmUpNeighbours: 5, warmUpWeight: 0.3 },
    });
    await expect(service.preview({ llm: NEW, on: 'HELD_OUT' }, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});
