import { describe, expect, it } from 'vitest';
import { row } from '../../../../src/domain/matrix.js';
import { objective } from '../../../../src/domain/objective.js';
import { automix, frugalGpt } from '../../../../src/plugins/cascade/index.js';
import { likelihood, verdictsOf } from '../../../../src/plugins/cascade/verdicts.js';
import type { AnyRouterPlugin, Candidates } from '../../../../src/plugins/contract.js';
import { facet } from '../../../../src/plugins/contract.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { queriesOf, routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';

const QUERIES = 60;
const world = mirtWorld({ seed: 5, queries: 300, llms: 4, unseenLlms: 0, missing: 0 });
const candidates: Candidates = { llms: world.data.responses.llms, cost: Float32Array.of(0.1, 0.3, 0.6, 1) };

async function trained(plugin: AnyRouterPlugin, given: object) {
  const h: unknown = parseHyperparameters(plugin, { epochs: 20, learningRate: 0.03, difficultyPrecision: 1, ...given });
  const router = await loadRouter(plugin, await plugin.train(world.data, h, trainingRun(1)), routerDeps(world.data));
  const predicted = await router.predict(queriesOf(world.data, QUERIES), candidates);
  const plan = (q: number) => facet(plugin, router, 'policy')?.decide(row(predicted, q), candidates, objective(0.8));
  const plans = Array.from({ length: QUERIES }, (_, q) => plan(q)).filter((one) => (one?.steps?.length ?? 0) > 1);
  const judging = facet(plugin, router, 'cascade')?.judging;
  if (!judging) throw new Error(`${plugin.id} judges nothing`);
  return { plans, judging };
}

describe('what a cascade makes of verdicts on a real answer', () => {
  it.each([
    ['automix, pomdp', automix, { rule: 'pomdp', samples: 6, sensitivity: 0.8, specificity: 0.9 }, 0.5],
    ['automix, threshold', automix, { rule: 'threshold', samples: 6, sensitivity: 0.8, specificity: 0.9 }, 0.5],
  ] as const)('is what its plan has counted on: %s', async (_name, plugin, given, agreement) => {
    const { plans, judging } = await trained(plugin, given);
    expect(judging.verifications).toBe(given.samples);
    expect(plans.length).toBeGreaterThan(5);
    const verdicts = verdictsOf({ ...given, agreement });
    for (const plan of plans) {
      const [step, next] = plan?.steps ?? [];
      if (!step || !next) throw new Error('one step');
      let rejected = 0;
      let before = Number.NEGATIVE_INFINITY;
      for (let c = 0; c <= given.samples; c++) {
        const score = judging.scoreOf(step, next, c);
        // More verdicts that it is right never lower the score.
        expect(score).toBeGreaterThanOrEqual(before);
        before = score;
        if (score < step.acceptAt) rejected += likelihood(verdicts, c, step.predictedPerformance);
      }
      expect(rejected).toBeCloseTo(next.reach, 6);
    }
  });

  it('is one verdict for frugal-gpt with a verifier', async () => {
    const verifier = { sensitivity: 0.9, specificity: 0.9 };
    const { plans, judging } = await trained(frugalGpt, { verifier });
    expect(judging.verifications).toBe(1);
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) {
      const [step, next] = plan?.steps ?? [];
      if (!step || !next) throw new Error('one step');
      const p = step.predictedPerformance;
      expect(judging.scoreOf(step, next, 1)).toBeCloseTo((0.9 * p) / (0.9 * p + 0.1 * (1 - p)), 9);
      expect(judging.scoreOf(step, next, 0)).toBeCloseTo((0.1 * p) / (0.1 * p + 0.9 * (1 - p)), 9);
    }
  });

  it('is what was known before for frugal-gpt without one', async () => {
    const h: unknown = parseHyperparameters(frugalGpt, { epochs: 5 });
    const artifact = await frugalGpt.train(world.data, h as never, trainingRun(1));
    const router = await loadRouter(frugalGpt, artifact, routerDeps(world.data));
    const judging = facet(frugalGpt, router, 'cascade')?.judging;
    expect(judging?.verifications).toBe(0);
    const step = {
      llm: candidates.llms[0] as (typeof candidates.llms)[number],
      predictedPerformance: 0.4,
      acceptAt: 0.5,
      reach: 1,
    };
    expect(judging?.scoreOf(step, step, 0)).toBe(0.4);
  });
});
