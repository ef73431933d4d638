import { expect } from 'vitest';
import { row, takeRows } from '../domain/matrix.js';
import { bestIndex, objective } from '../domain/objective.js';
import type { AnyRouterPlugin, Candidates, Facets, LoadedRouter, QueryBatch } from '../plugins/contract.js';
import { facet } from '../plugins/contract.js';

interface PolicyWorld {
  readonly router: LoadedRouter;
  readonly queries: QueryBatch;
  readonly candidates: Candidates;
}

const ALPHAS = [0, 0.2, 0.5, 0.8, 1];
const QUERIES = 8;

/** What a rule of the router's own must keep: well-formed decisions that depend on their arguments and on nothing else. */
export function describePolicy(
  test: (name: string, body: () => Promise<void> | void) => void,
  plugin: AnyRouterPlugin,
  world: () => PolicyWorld,
): void {
  const policyOf = (router: LoadedRouter) => facet(plugin, router, 'policy') as Facets['policy'];

  /** Predictions for the first queries with the given columns of the pool, and the pool itself. */
  const predicted = async (columns: (all: readonly number[]) => readonly number[]) => {
    const { router, queries, candidates } = world();
    const kept = columns(candidates.llms.map((_, j) => j));
    const pool: Candidates = {
      llms: kept.map((j) => candidates.llms[j] as (typeof candidates.llms)[number]),
      cost: Float32Array.from(kept, (j) => candidates.cost[j] as number),
    };
    const rows = Array.from({ length: QUERIES }, (_, q) => q);
    const few = { vectors: takeRows(queries.vectors, rows), keys: queries.keys.slice(0, QUERIES) };
    return { pool, out: await router.predict(few, pool), policy: policyOf(router) };
  };

  test('its policy scores every candidate, and its terms sum to the best score', async () => {
    const { pool, out, policy } = await predicted((all) => all);
    for (const alpha of ALPHAS) {
      for (let q = 0; q < QUERIES; q++) {
        const { scores, terms, reason } = policy.decide(row(out, q), pool, objective(alpha));
        expect(scores).toHaveLength(pool.llms.length);
        expect(scores.every(Number.isFinite)).toBe(true);
        expect(terms.length).toBeGreaterThan(0);
        expect(terms.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(Math.max(...scores), 5);
        for (const { name } of terms) expect(name).toMatch(/\S/);
        expect(reason).toMatch(/\d.*\.$/);
      }
    }
  });

  test('its policy asks in turn the LLMs of the pool, the best-scored one first, and keeps the last answer', async () => {
    const { pool, out, policy } = await predicted((all) => all);
    for (let q = 0; q < QUERIES; q++) {
      const { scores, steps } = policy.decide(row(out, q), pool, objective(0.8));
      if (steps === null) continue;
      expect(steps[0]).toMatchObject({ llm: pool.llms[bestIndex(scores, pool.cost)], reach: 1 });
      expect(steps.at(-1)?.acceptAt).toBe(0);
      expect(new Set(steps.map(({ llm }) => llm)).size).toBe(steps.length);
      steps.forEach(({ llm, acceptAt, reach }, i) => {
        expect(pool.llms).toContain(llm);
        expect(acceptAt >= 0 && acceptAt <= 1).toBe(true);
        expect(reach >= 0 && reach <= (steps[i - 1]?.reach ?? 1)).toBe(true);
      });
    }
  });

  test('its policy scores the same LLMs the same in another order', async () => {
    const there = await predicted((all) => all);
    const back = await predicted((all) => [...all].reverse());
    for (const alpha of ALPHAS) {
      for (let q = 0; q < QUERIES; q++) {
        const before = there.policy.decide(row(there.out, q), there.pool, objective(alpha));
        const after = back.policy.decide(row(back.out, q), back.pool, objective(alpha));
        expect([...after.scores].reverse()).toEqual([...before.scores]);
      }
    }
  });

  test('its policy decides for a pool of one LLM', async () => {
    const size = world().candidates.llms.length;
    for (let only = 0; only < size; only++) {
      const { pool, out, policy } = await predicted(() => [only]);
      for (const alpha of ALPHAS) {
        const { scores, terms } = policy.decide(row(out, 0), pool, objective(alpha));
        expect(scores).toHaveLength(1);
        expect(terms.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(scores[0] as number, 5);
      }
    }
  });

  test('its policy depends on nothing but its arguments, and leaves them as they are', async () => {
    const { pool, out, policy } = await predicted((all) => all);
    const free = { llms: pool.llms, cost: new Float32Array(pool.llms.length) };
    const dearer = { llms: pool.llms, cost: pool.cost.map((c) => 1 - c) };
    for (let q = 0; q < QUERIES; q++) {
      const given = row(out, q).slice();
      const costs = pool.cost.slice();
      const first = policy.decide(row(out, q), pool, objective(0.6));
      const scores = first.scores.slice();
      for (const other of [free, dearer]) {
        for (const alpha of ALPHAS) policy.decide(row(out, (q + 1) % QUERIES), other, objective(alpha));
      }
      const again = policy.decide(given.slice(), { llms: pool.llms, cost: costs.slice() }, objective(0.6));
      expect(again).toEqual(first);
      expect(first.scores).toEqual(scores);
      expect(row(out, q)).toEqual(given);
      expect(pool.cost).toEqual(costs);
    }
  });
}
