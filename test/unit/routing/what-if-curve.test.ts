import { beforeAll, describe, expect, it } from 'vitest';
import { llmId, poolId, routerId } from '../../../src/domain/ids.js';
import { small } from '../../../src/plugins/baselines/index.js';
import { hybridLlm } from '../../../src/plugins/hybrid-llm/index.js';
import type { RouterSet } from '../../../src/routing/router-set.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import { ids, prices, whatIfWorld } from '../../fixtures/api/what-if-world.js';

let set: RouterSet;
beforeAll(async () => {
  set = await testRouterSet('v1', [
    [small, {}],
    [hybridLlm, {}],
  ]);
});

const ALPHAS = [0, 0.15, 0.5, 0.85, 1];
const N = 40;

describe('what-if over α', () => {
  it.each([
    ['nothing', {}],
    ['prices', { prices }],
    ['another router', { router: routerId('knn') }],
    ['a router with a rule of its own', { router: routerId('hybrid-llm') }],
    ['a router that gives a preference', { router: routerId('small') }],
    ['fewer candidates', { llms: ids(3, 1, 0) }],
    ['a pool and prices', { pool: poolId('few'), prices }],
    ['an LLM that was no candidate, and a limit', { llms: ids(5, 0), limit: 30, outputTokens: 100 }],
  ])('has at each α the figures of a what-if with it; also different: %s', async (_what, change) => {
    const { ask, service } = whatIfWorld(set);
    await ask(N, { alpha: 0.7 });
    await ask(N / 2, { alpha: 0.2, router: routerId('knn'), llms: ids(2, 0, 3) });
    await ask(10, { objective: { minPerformance: 0.4 } });
    await ask(10, { abstain: { llm: llmId('llm-2'), below: 1 } });
    const { points, ...counts } = await service.whatIfCurve({ filter: {}, alphas: ALPHAS, ...change });
    expect(points.map(({ alpha }) => alpha)).toEqual(ALPHAS);
    for (const point of points) {
      const { alpha, changed, performance, relativeCost, expectedSpendUsd } = point;
      const single = await service.whatIf({ filter: {}, alpha, ...change });
      const { matching, examined, replayed, notReplayed } = single;
      expect(counts).toEqual({ matching, examined, replayed, notReplayed });
      expect({ changed, performance, relativeCost }).toEqual({
        changed: single.changed,
        performance: single.performanceAsReplayed,
        relativeCost: single.relativeCost,
      });
      for (const part of ['decisions', 'before', 'kept', 'after'] as const) {
        expect(expectedSpendUsd?.[part], part).toBeCloseTo(single.expectedSpendUsd?.[part] as number, 12);
      }
    }
  });

  it('rises with α in both, from the same decisions, the values of α sorted and each once', async () => {
    const { ask, service } = whatIfWorld(set, { storeQueries: false });
    await ask(N);
    const { points } = await service.whatIfCurve({ filter: {}, alphas: [1, 0, 0.5, 1] });
    expect(points.map(({ alpha }) => alpha)).toEqual([0, 0.5, 1]);
    expect(new Set(points.map(({ performance }) => performance?.before)).size).toBe(1);
    const after = points.map(({ performance, relativeCost }) => [performance?.after, relativeCost?.after]);
    expect(after).toEqual([...after].sort(([a = 0], [b = 0]) => a - b));
    expect(after).toEqual([...after].sort(([, a = 0], [, b = 0]) => a - b));
    expect(points[0]?.expectedSpendUsd).toBeNull();
    expect((await service.whatIfCurve({ filter: {} })).points).toHaveLength(11);
  });

  it('counts what cannot be made again once, whatever the number of α', async () => {
    const { ask, service } = whatIfWorld(set, { storeQueries: false });
    await ask(N);
    const { replayed, notReplayed, points } = await service.whatIfCurve({ filter: {}, router: routerId('knn') });
    expect([replayed, points[0]?.performance]).toEqual([0, null]);
    expect(notReplayed).toMatchObject([{ reason: 'TEXT_NOT_STORED', decisions: N }]);
  });

  it.each([
    [{ alphas: [] }, 'BAD_USER_INPUT'],
    [{ alphas: Array.from({ length: 102 }, () => 0.5) }, 'BAD_USER_INPUT'],
    [{ alphas: [0.5, 1.1] }, 'ALPHA_OUT_OF_RANGE'],
    [{ alphas: [Number.NaN] }, 'ALPHA_OUT_OF_RANGE'],
    [{ limit: 0 }, 'PAGE_INVALID'],
    [{ router: routerId('nobody') }, 'UNKNOWN_ROUTER'],
  ])('refuses %j', async (change, code) => {
    await expect(whatIfWorld(set).service.whatIfCurve({ filter: {}, ...change })).rejects.toMatchObject({ code });
  });

  it('ends when its caller has gone', async () => {
    const { ask, service } = whatIfWorld(set);
    await ask(3);
    const gone = { signal: AbortSignal.abort() };
    await expect(service.whatIfCurve({ filter: {} }, gone)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
