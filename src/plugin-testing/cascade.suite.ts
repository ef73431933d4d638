import { expect } from 'vitest';
import { row } from '../domain/matrix.js';
import { objective } from '../domain/objective.js';
import { seededRng } from '../domain/random.js';
import type { AnyRouterPlugin, Candidates, CascadeOutcome, LoadedRouter, QueryBatch } from '../plugins/contract.js';
import { facet } from '../plugins/contract.js';

interface CascadeWorld {
  readonly router: LoadedRouter;
  readonly queries: QueryBatch;
  readonly candidates: Candidates;
}

const ALPHAS = [0.2, 0.5, 0.8, 1];

/** What playing a plan on known responses must keep. */
export function describeCascade(
  test: (name: string, body: () => Promise<void> | void) => void,
  plugin: AnyRouterPlugin,
  world: () => CascadeWorld,
): void {
  /** Plays every query at every α; `observe` gives y of a column, NaN for not observed. */
  const replayAll = async (observe: (q: number, j: number) => number, seed: number) => {
    const { router, queries, candidates } = world();
    const policy = facet(plugin, router, 'policy');
    const cascade = facet(plugin, router, 'cascade');
    if (!policy || !cascade) throw new Error(`${plugin.id}: a cascade comes with a policy`);
    const out = await router.predict(queries, candidates);
    const rng = seededRng(seed);
    return ALPHAS.flatMap((alpha) =>
      Array.from({ length: out.rows }, (_, q) => {
        const observed = Float32Array.from(candidates.llms, (_, j) => observe(q, j));
        const plan = policy.decide(row(out, q), candidates, objective(alpha));
        return { plan, observed, outcome: cascade.replay(plan, candidates, observed, rng) };
      }),
    );
  };
  const right = (q: number, j: number) => (q * 7 + j * 3) % 2;

  test('its cascade asks at least one LLM, none twice, and returns an answer that it asked for', async () => {
    for (const observe of [right, () => 0, () => 1, () => 0.5]) {
      for (const { outcome } of await replayAll(observe, 1)) {
        expect(outcome.asked.length).toBeGreaterThan(0);
        expect(new Set(outcome.asked).size).toBe(outcome.asked.length);
        expect(outcome.asked).toContain(outcome.answeredBy);
      }
    }
  });

  test('its cascade follows its plan and passes over LLMs that were not observed', async () => {
    const { candidates } = world();
    for (const hidden of candidates.llms.keys()) {
      const observe = (q: number, j: number) => (j === hidden ? Number.NaN : right(q, j));
      for (const { plan, observed, outcome } of await replayAll(observe, 2)) {
        expect(outcome.asked).not.toContain(hidden);
        const steps = (plan.steps ?? []).map(({ llm }) => candidates.llms.indexOf(llm));
        const possible = steps.filter((j) => !Number.isNaN(observed[j]));
        if (possible.length > 0) expect(outcome.asked).toEqual(possible.slice(0, outcome.asked.length));
      }
    }
  });

  test('its cascade does the same again from an equal seed', async () => {
    const outcomes = async (seed: number): Promise<CascadeOutcome[]> =>
      (await replayAll(right, seed)).map(({ outcome }) => outcome);
    expect(await outcomes(3)).toEqual(await outcomes(3));
  });
}
