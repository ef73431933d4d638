import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/domain/clock.js';
import { llmId, routerId } from '../../../src/domain/ids.js';
import { seededRng } from '../../../src/domain/random.js';
import type { RouterSet } from '../../../src/routing/router-set.js';
import type { ShadowOptions } from '../../../src/routing/shadow/shadow.js';
import { createShadow } from '../../../src/routing/shadow/shadow.js';
import type { RouteRequest, RoutingDecision } from '../../../src/routing/types.js';
import { MemoryDecisions, MemoryShadows } from '../../fixtures/api/memory-store.js';
import { testRouterSet } from '../../fixtures/api/router-set.js';
import { testRouting } from '../../fixtures/api/routing.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

const llms = [0, 1, 2, 3].map((i) => llm(`llm-${i}`, { price: { inputPerMillion: i, outputPerMillion: i + 1 } }));
const names = llms.map(({ id }) => id);
let set: RouterSet;
beforeAll(async () => {
  set = await testRouterSet();
});

function world(change: Partial<ShadowOptions> = {}) {
  const [log, stored] = [new MemoryDecisions(), new MemoryShadows()];
  const losses: unknown[] = [];
  const scheduled: (() => void)[] = [];
  const routing = testRouting(set, catalogue(llms, { default: names }), {
    decisionLog: log,
    exploration: { epsilon: 0, rng: seededRng(1) },
    observe: (request, decision) => shadow.observe(request, decision),
  });
  const shadow = createShadow({
    router: routerId('knn'),
    limit: 1000,
    enquirer: () => routing.enquirer(),
    repository: stored,
    log,
    clock: systemClock,
    later: (task) => void scheduled.push(task),
    onLoss: (lost) => losses.push(lost),
    ...change,
  });
  const ask = async (n: number, more: Partial<RouteRequest> = {}) =>
    (await routing.routeMany(
      Array.from({ length: n }, (_, i) => ({ query: `Question ${i}`, ...more })),
    )) as RoutingDecision[];
  return { log, stored, losses, scheduled, routing, shadow, ask };
}

describe('a shadow router', () => {
  it('decides as it would for the request itself, after the answers, and logs nothing of its own', async () => {
    const { ask, shadow, stored, scheduled, log, routing } = world();
    const requests = { alpha: 0.9, constraints: { deny: [llmId('llm-3')] }, exploration: 1 };
    const decisions = [...(await ask(70, requests)), (await routing.route({ query: 'alone' })) as RoutingDecision];
    expect(stored.stored).toHaveLength(0);
    expect([shadow.status().waiting, scheduled.length]).toEqual([71, 1]);
    scheduled[0]?.();
    await shadow.flush();
    expect(stored.stored.map(({ decisionId }) => decisionId)).toEqual(decisions.map(({ id }) => id));
    const alike = await world().ask(70, { ...requests, exploration: 0, router: routerId('knn') });
    expect(stored.stored.slice(0, 70).map(({ ranking }) => ranking)).toEqual(alike.map(({ ranking }) => ranking));
    expect(stored.stored[0]).toMatchObject({ router: 'knn', version: 'v1' });
    expect(log.written).toHaveLength(71);
    expect(shadow.status()).toEqual({ router: 'knn', waiting: 0, stored: 71, dropped: 0, refused: 0, failed: 0 });
  });

  it('leaves out its own decisions, and counts what it has no answer for', async () => {
    const { ask, shadow, stored } = world();
    await ask(3, { router: routerId('knn') });
    expect(shadow.status().waiting).toBe(0);
    // As after a promoted set without it.
    const cold = world({ router: routerId('nobody') });
    await cold.ask(4);
    await cold.shadow.flush();
    expect(cold.shadow.status()).toMatchObject({ refused: 4, stored: 0, failed: 0 });
    expect(stored.stored).toEqual([]);
  });

  it('drops what is too much, counts it and says so once', async () => {
    const { ask, shadow, losses } = world({ limit: 10 });
    await ask(25);
    expect(shadow.status()).toMatchObject({ waiting: 10, dropped: 15 });
    await shadow.flush();
    expect(shadow.status()).toMatchObject({ waiting: 0, stored: 10, dropped: 15 });
    expect(losses).toEqual([{ dropped: 15, failed: 0, cause: null }]);
    await ask(12);
    await shadow.flush();
    expect(shadow.status()).toMatchObject({ stored: 20, dropped: 17 });
    expect(losses[1]).toEqual({ dropped: 2, failed: 0, cause: null });
  });

  it('breaks no decision when the router, the log or the database breaks', async () => {
    const broken = new Error('no database');
    const fails = { add: () => Promise.reject(broken), byDecisions: () => Promise.reject(broken) };
    for (const change of [
      { repository: fails },
      { log: { flush: () => Promise.reject(broken) } },
      {
        enquirer: () => {
          throw broken;
        },
      },
    ] as Partial<ShadowOptions>[]) {
      const { ask, shadow, losses } = world(change);
      expect((await ask(30)).every(({ kind }) => kind === 'decision')).toBe(true);
      await shadow.flush();
      expect(shadow.status()).toMatchObject({ waiting: 0, stored: 0, failed: 30 });
      expect(losses).toEqual([{ dropped: 0, failed: 30, cause: broken }]);
      await ask(1);
      await shadow.flush();
      expect(shadow.status().failed).toBe(31);
    }
  });

  it('decides fewer at once the longer a decision takes', async () => {
    for (const [ms, most] of [
      [0.01, 20],
      [1, 5],
      [30, 1],
    ] as const) {
      let now = 0;
      const sizes: number[] = [];
      const { ask, shadow, routing } = world({
        clock: { monotonic: () => now },
        enquirer: () => ({
          ...routing.enquirer(),
          decide: (requests) => {
            sizes.push(requests.length);
            now += ms * requests.length;
            return routing.enquirer().decide(requests);
          },
        }),
      });
      await ask(60);
      await shadow.flush();
      expect(sizes[0]).toBe(1);
      expect(Math.max(...sizes)).toBe(most);
      expect(shadow.status().stored).toBe(60);
    }
  });

  it('lets other work pass between its decisions', async () => {
    const { ask, shadow } = world();
    await ask(100);
    let turns = 0;
    const count = () => {
      turns++;
      if (shadow.status().stored === 0) setImmediate(count);
    };
    setImmediate(count);
    await shadow.flush();
    expect(turns).toBeGreaterThanOrEqual(5);
  });
});
