import { beforeAll, describe, expect, it } from 'vitest';
import type { LlmId } from '../../../src/domain/ids.js';
import { llmId, poolId, routerId, versionId } from '../../../src/domain/ids.js';
import { small } from '../../../src/plugins/baselines/index.js';
import { frugalGpt } from '../../../src/plugins/cascade/index.js';
import { hybridLlm } from '../../../src/plugins/hybrid-llm/index.js';
import type { RouterSet } from '../../../src/routing/router-set.js';
import type { RoutingDecision } from '../../../src/routing/types.js';
import type { WhatIfRequest } from '../../../src/routing/what-if/types.js';
import { createWhatIfService } from '../../../src/routing/what-if/what-if.js';
import { MemoryShadows } from '../../fixtures/api/memory-store.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import { ids, llms, names, prices, whatIfWorld } from '../../fixtures/api/what-if-world.js';
import { catalogue } from '../../fixtures/catalogue.js';

let set: RouterSet;
beforeAll(async () => {
  set = await testRouterSet('v1', [
    [small, {}],
    [hybridLlm, {}],
    [frugalGpt, {}],
  ]);
});

const world = (change?: Parameters<typeof whatIfWorld>[1]) => whatIfWorld(set, change);

const choices = (decisions: readonly RoutingDecision[]) => decisions.map((d) => d.ranking.llms[0] as LlmId);
function mixOf(chosen: readonly LlmId[]): Record<string, number> {
  const mix: Record<string, number> = {};
  for (const id of chosen) mix[id] = (mix[id] ?? 0) + 1 / chosen.length;
  return mix;
}
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
const N = 60;

describe('what-if from logged numbers', () => {
  it.each([
    ['mirt', false],
    ['knn', false],
    ['random', true],
    ['small', true],
    ['hybrid-llm', true],
  ])('decides as %s does; texts are stored: %s', async (router, storeQueries) => {
    for (const change of [
      { alpha: 0.05 },
      { alpha: 1 },
      { alpha: 0 },
      { prices },
      { prices, alpha: 0.5 },
      { llms: ids(3, 1, 0) },
      { llms: ids(4, 2, 1), prices, alpha: 0.3 },
    ]) {
      const { ask, whatIf } = world({ storeQueries });
      const before = choices(await ask(N, { router: routerId(router) }));
      const after = choices(await world().ask(N, { router: routerId(router), ...change }));
      const found = await whatIf(change);
      expect(found, JSON.stringify(change)).toMatchObject({ matching: N, examined: N, replayed: N, notReplayed: [] });
      const mix = mixOf(after);
      const old = mixOf(before);
      for (const share of found.mix) {
        expect(share.after).toBeCloseTo(mix[share.llm] ?? 0, 12);
        expect(share.before).toBeCloseTo(old[share.llm] ?? 0, 12);
      }
      expect(found.changed).toBe(after.filter((id, i) => id !== before[i]).length);
      expect(found.examples.length).toBe(found.changed);
      expect(found.examples.every(({ query }) => (query !== null) === storeQueries)).toBe(true);
    }
  });

  it('needs no text for α, and one for prices and candidates of a router that gives a preference', async () => {
    const { ask, whatIf } = world({ storeQueries: false });
    await ask(N, { router: routerId('small') });
    expect((await whatIf({ alpha: 0.5 })).replayed).toBe(N);
    for (const change of [{ prices }, { llms: ids(1, 2) }]) {
      expect((await whatIf(change)).notReplayed).toMatchObject([{ reason: 'TEXT_NOT_STORED', decisions: N }]);
    }
  });

  it('replays decisions towards a target: α by output prices from the log, all else by asking for the target again', async () => {
    const target = { objective: { minPerformance: 0.4 } };
    const silent = world({ storeQueries: false });
    await silent.ask(N, target);
    for (const alpha of [0, 0.6, 1]) {
      const after = mixOf(choices(await world().ask(N, { alpha })));
      const { mix, replayed } = await silent.whatIf({ alpha });
      expect(replayed).toBe(N);
      for (const share of mix) expect(share.after).toBeCloseTo(after[share.llm] ?? 0, 12);
    }
    expect((await silent.whatIf({ prices })).notReplayed).toMatchObject([{ reason: 'TEXT_NOT_STORED', decisions: N }]);
    const { ask, whatIf } = world();
    await ask(N, target);
    for (const change of [{ prices }, { router: routerId('knn') }, { llms: ids(2, 3) }]) {
      const after = mixOf(choices(await world().ask(N, { ...target, ...change })));
      for (const share of (await whatIf(change)).mix) expect(share.after).toBeCloseTo(after[share.llm] ?? 0, 12);
    }
  });

  it('gives means of the numbers that decided, and both costs on one scale', async () => {
    const { ask, whatIf } = world();
    const before = await ask(N);
    const after = await world().ask(N, { alpha: 0 });
    const found = await whatIf({ alpha: 0 });
    const p = (d: RoutingDecision, id: LlmId) => d.ranking.predictedPerformance?.[d.ranking.llms.indexOf(id)] as number;
    const c = (d: RoutingDecision, id: LlmId) => d.ranking.cost[d.ranking.llms.indexOf(id)] as number;
    const next = choices(after);
    const figures = (of: typeof p) => ({
      decisions: N,
      before: expect.closeTo(mean(before.map((d, i) => of(d, choices(before)[i] as LlmId))), 10),
      after: expect.closeTo(mean(before.map((d, i) => of(d, next[i] as LlmId))), 10),
    });
    expect(found.performanceAsLogged).toEqual(figures(p));
    expect(found.performanceAsReplayed).toEqual(figures(p));
    expect(found.relativeCost).toEqual(figures(c));
    expect(found.text).toContain(`Of ${N} replayed decisions ${found.changed}`);
    // Dropping the dearest LLMs doubles every C of those left; what is compared stays on the logged scale.
    const fewer = await whatIf({ llms: ids(0, 1), alpha: 1 });
    expect(fewer.relativeCost?.after).toBeLessThan(0.3);
  });

  it('gives the spend of old and new choices, old ones at new prices too', async () => {
    const { ask, whatIf } = world();
    await ask(N, { alpha: 0 });
    const found = await whatIf({ prices, outputTokens: 1000 });
    const { before, kept, after, decisions } = found.expectedSpendUsd ?? { before: 0, kept: 0, after: 0, decisions: 0 };
    expect(decisions).toBe(N);
    // All go to llm-0 at α = 0; 1000 output tokens at 1 and at 20 USD per million, and a few input tokens at 0 and 4.
    expect(before).toBeCloseTo((N * 1000) / 1e6, 7);
    expect(kept).toBeGreaterThan((N * 20 * 1000) / 1e6);
    expect(after).toBe(0);
    expect((await world({ storeQueries: false }).whatIf({ alpha: 0.1 })).expectedSpendUsd).toBeNull();
  });

  it('shows the changes with the largest gain in score', async () => {
    const { ask, whatIf } = world();
    await ask(N, { alpha: 1 });
    const all = await whatIf({ alpha: 0.3 });
    const gains = all.examples.map(({ scoreGain }) => scoreGain as number);
    expect(gains).toEqual([...gains].sort((a, b) => b - a));
    expect(gains.every((gain) => gain >= 0)).toBe(true);
    const three = await whatIf({ alpha: 0.3, examples: 3 });
    expect(three.examples).toEqual(all.examples.slice(0, 3));
  });
});

describe('what-if over decisions that went to a safe LLM', () => {
  const abstain = { llm: llmId('llm-2'), below: 1 };

  it('keeps them with it under another α, price list or router, and has none of them in estimates from outcomes', async () => {
    const { ask, whatIf, feedback } = world({ epsilon: 0.5 });
    const decisions = await ask(N, { alpha: 0.8, abstain });
    const kept = decisions.filter((d) => d.abstention?.abstained).length;
    expect(kept).toBeGreaterThan(N / 2);
    for (const { id } of decisions) {
      await feedback.add([{ decisionId: id, score: 0.5 } as never]);
    }
    for (const change of [{ alpha: 0 }, { prices }, { router: routerId('knn') }, { llms: ids(0, 2) }]) {
      const found = await whatIf({ ...change, filter: { abstained: true } });
      expect(found).toMatchObject({ replayed: kept, changed: 0, mix: [{ llm: 'llm-2', before: 1, after: 1 }] });
      expect(found.offPolicy).toMatchObject({ explored: 0, refusal: { code: 'NO_EXPLORATION' } });
      expect(found.notes).toContainEqual(expect.stringContaining(`${kept} replayed decisions went to a safe LLM`));
    }
    const all = await whatIf({ alpha: 0 });
    expect(all.offPolicy).toMatchObject({ explored: N - kept, scored: N - kept });
  });

  it('gives them to the router where the safe LLM may not be chosen any more', async () => {
    const { ask, whatIf } = world();
    await ask(20, { alpha: 0.8, abstain });
    const { mix } = await whatIf({ filter: { abstained: true }, llms: ids(0, 4), alpha: 0 });
    expect(mix).toEqual([
      { llm: 'llm-0', before: 0, after: 1 },
      { llm: 'llm-2', before: 1, after: 0 },
    ]);
  });
});

describe('what-if that asks again', () => {
  it('decides as the other router does, on the stored texts', async () => {
    const { ask, whatIf } = world();
    const before = choices(await ask(N, { llms: ids(0, 1, 2, 3) }));
    const router = routerId('knn');
    const after = choices(await world().ask(N, { router, llms: ids(0, 1, 2, 3) }));
    const found = await whatIf({ router });
    expect(found).toMatchObject({ replayed: N, changed: after.filter((id, i) => id !== before[i]).length });
    for (const share of found.mix) expect(share.after).toBeCloseTo(mixOf(after)[share.llm] ?? 0, 12);
    expect(found.performanceAsReplayed).not.toEqual(found.performanceAsLogged);
    expect(found.notes.join(' ')).toContain(`${N} of ${N} replayed decisions were asked again`);
  });

  it('asks for LLMs that were no candidates, and for whole pools', async () => {
    const { ask, whatIf } = world();
    await ask(N, { llms: ids(0, 1) });
    const after = choices(await world().ask(N, { pool: poolId('few'), alpha: 1 }));
    const found = await whatIf({ pool: poolId('few'), alpha: 1 });
    for (const share of found.mix) expect(share.after).toBeCloseTo(mixOf(after)[share.llm] ?? 0, 12);
    expect(found.notes.join(' ')).toContain('Constraints of the requests are not logged');
  });

  it('gives the other router the whole pool where only the first one could not rank it', async () => {
    const { ask, whatIf } = world();
    await ask(N, { router: routerId('hybrid-llm') });
    const change = { router: routerId('knn'), alpha: 0.6 };
    const after = choices(await world().ask(N, change));
    const found = await whatIf(change);
    for (const share of found.mix) expect(share.after).toBeCloseTo(mixOf(after)[share.llm] ?? 0, 12);
    // hybrid-llm knows llm-3 and llm-4 only.
    expect(after.some((id) => !ids(3, 4).includes(id))).toBe(true);
  });

  it('keeps out what the constraints of a request kept out', async () => {
    const { ask, whatIf } = world();
    await ask(N, { constraints: { deny: ids(0, 3) } });
    for (const change of [{ alpha: 0 }, { prices, alpha: 0 }, { router: routerId('knn'), alpha: 0 }]) {
      const { mix, replayed } = await whatIf(change);
      expect(replayed).toBe(N);
      expect(mix.filter(({ llm, after }) => after > 0 && ['llm-0', 'llm-3'].includes(llm))).toEqual([]);
    }
  });

  it('does not log or explore', async () => {
    const { ask, whatIf, decisions } = world({ epsilon: 1 });
    await ask(N);
    const [a, b] = [await whatIf({ router: routerId('knn') }), await whatIf({ router: routerId('knn') })];
    await decisions.flush();
    expect(decisions.written).toHaveLength(N);
    expect(a).toEqual(b);
  });

  it('says how many it could not replay, and why', async () => {
    const { ask, whatIf, decisions } = world({ storeQueries: false });
    await ask(4);
    await ask(3, { router: routerId('frugal-gpt') });
    await decisions.flush();
    decisions.written.splice(0, 1, { ...(decisions.written[0] as never as object), router: routerId('gone') } as never);
    expect((await whatIf({ alpha: 0.1 })).notReplayed).toEqual([
      { reason: 'CASCADE', decisions: 3, text: expect.stringContaining('in turn') },
      { reason: 'ROUTER_NOT_SERVING', decisions: 1, text: expect.stringContaining('not in the serving set') },
    ]);
    const other = await whatIf({ router: routerId('knn') });
    expect(other).toMatchObject({ replayed: 0, changed: 0, mix: [], relativeCost: null, expectedSpendUsd: null });
    expect(other.notReplayed[0]).toMatchObject({ reason: 'TEXT_NOT_STORED', decisions: 4 });
    expect(other.text).toMatch(/^None of the 7 decisions could be replayed: .*not stored/);
    const none = await whatIf({ alpha: 0, filter: { tag: 'nobody' } });
    expect(none).toMatchObject({ examined: 0, text: 'No logged decision fits the filter.' });
  });

  it('needs no text for a router and version that decided, and asks a rule of another version again', async () => {
    const { ask, whatIf, decisions } = world({ storeQueries: false });
    await ask(5);
    expect((await whatIf({ router: routerId('mirt'), alpha: 0 })).replayed).toBe(5);
    await ask(5, { router: routerId('hybrid-llm') });
    await decisions.flush();
    decisions.written.forEach((record, i) => {
      decisions.written[i] = { ...record, version: versionId('v0') };
    });
    const found = await whatIf({ alpha: 0 });
    expect(found.replayed).toBe(5);
    expect(found.notReplayed).toMatchObject([{ reason: 'TEXT_NOT_STORED', decisions: 5 }]);
  });
});

describe('limits and wrong requests', () => {
  it('looks at the newest decisions up to the limit, across pages, and says so', async () => {
    const { ask, whatIf } = world({ storeQueries: false });
    for (let i = 0; i < 12; i++) await ask(100, i === 0 ? { alpha: 0 } : {});
    const found = await whatIf({ alpha: 0, limit: 1100 });
    expect(found).toMatchObject({ matching: 1200, examined: 1100, replayed: 1100 });
    expect(found.notes[0]).toContain('1200 decisions fit the filter; the newest 1100 were looked at');
    // The oldest hundred were made with α = 0 already: with them 100 more are unchanged.
    const all = await whatIf({ alpha: 0 });
    expect([all.examined, all.changed]).toEqual([1200, found.changed]);
  });

  it.each<[string, Partial<WhatIfRequest>, string]>([
    ['nothing that differs', {}, 'BAD_USER_INPUT'],
    ['an α above 1', { alpha: 2 }, 'ALPHA_OUT_OF_RANGE'],
    ['an unknown router', { router: routerId('nobody') }, 'UNKNOWN_ROUTER'],
    ['a cascade', { router: routerId('frugal-gpt') }, 'BAD_USER_INPUT'],
    ['the oracle', { router: routerId('oracle') }, 'EVALUATION_ONLY'],
    ['an unknown LLM', { llms: [llmId('nobody')] }, 'UNKNOWN_LLM'],
    ['no LLM', { llms: [] }, 'EMPTY_POOL'],
    ['an unknown pool', { pool: poolId('nobody') }, 'UNKNOWN_POOL'],
    [
      'a negative price',
      { prices: new Map([[llmId('llm-0'), { inputPerMillion: -1, outputPerMillion: 0 }]]) },
      'PRICE_INVALID',
    ],
    [
      'a price of nobody',
      { prices: new Map([[llmId('nobody'), { inputPerMillion: 1, outputPerMillion: 0 }]]) },
      'UNKNOWN_LLM',
    ],
    ['a limit of 0', { alpha: 0, limit: 0 }, 'PAGE_INVALID'],
    ['a limit above the most', { alpha: 0, limit: 100_001 }, 'PAGE_INVALID'],
  ])('refuses %s', async (_, request, code) => {
    await expect(world().whatIf(request)).rejects.toMatchObject({ code });
  });

  it('ends when its caller has gone, and when another version comes to serve', async () => {
    const { ask, routing, decisions, feedback } = world();
    await ask(3);
    const service = createWhatIfService({
      decisions,
      log: decisions,
      feedback,
      shadows: new MemoryShadows(),
      enquirer: () => routing.enquirer(),
    });
    const request = { filter: {}, router: routerId('knn') };
    await expect(service.whatIf(request, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
    const swapping = { ...decisions, flush: async () => routing.swap({ ...set }, catalogue(llms, { default: names })) };
    const racing = createWhatIfService({
      decisions,
      log: swapping as never,
      feedback,
      shadows: new MemoryShadows(),
      enquirer: () => routing.enquirer(),
    });
    await decisions.flush();
    await expect(racing.whatIf(request)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
