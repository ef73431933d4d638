import { beforeAll, describe, expect, it } from 'vitest';
import type { LlmId } from '../../../../src/domain/ids.js';
import { row } from '../../../../src/domain/matrix.js';
import { objective } from '../../../../src/domain/objective.js';
import { seededRng } from '../../../../src/domain/random.js';
import { automix, frugalGpt } from '../../../../src/plugins/cascade/index.js';
import type {
  AnyRouterPlugin,
  Candidates,
  Facets,
  LoadedRouter,
  PolicyDecision,
} from '../../../../src/plugins/contract.js';
import { facet } from '../../../../src/plugins/contract.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { queriesOf, routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';

const QUERIES = 1000;
/** The world is small and its effects are large: little shrinkage, large steps. */
const FITTING = { epochs: 30, batchSize: 100, learningRate: 0.03, difficultyPrecision: 1, deviationPrecision: 3 };
const world = mirtWorld({ seed: 11, queries: QUERIES, llms: 5, unseenLlms: 0, missing: 0 });
/** Columns as cheap as they are bad in this world would be no problem; here the best ones are the dearest. */
const means = world.data.responses.llms.map(
  (_, j) =>
    Array.from({ length: QUERIES }, (_, q) => world.truth.data[q * 5 + j] as number).reduce((a, b) => a + b) / QUERIES,
);
const ranked = [...means.keys()].sort((a, b) => (means[a] as number) - (means[b] as number));
const candidates: Candidates = {
  llms: ranked.map((j) => world.data.responses.llms[j] as LlmId),
  cost: Float32Array.of(0.02, 0.1, 0.3, 0.6, 1),
};

interface Cascade {
  readonly router: LoadedRouter;
  readonly plans: (alpha: number) => Promise<PolicyDecision[]>;
  readonly facet: Facets['cascade'];
}

async function cascade(plugin: AnyRouterPlugin, given: object): Promise<Cascade> {
  const h: unknown = parseHyperparameters(plugin, { ...FITTING, ...given });
  const router = await loadRouter(plugin, await plugin.train(world.data, h, trainingRun(1)), routerDeps(world.data));
  const out = await router.predict(queriesOf(world.data, QUERIES), candidates);
  const policy = facet(plugin, router, 'policy');
  const cascade = facet(plugin, router, 'cascade');
  if (!policy || !cascade) throw new Error('not a cascade');
  const plans = async (alpha: number) =>
    Array.from({ length: QUERIES }, (_, q) => policy.decide(row(out, q), candidates, objective(alpha)));
  return { router, plans, facet: cascade };
}

/** Plays every plan on answers drawn from the true probabilities of the world. */
function play(trained: Cascade, plans: readonly PolicyDecision[], seed: number) {
  const rng = seededRng(seed);
  let performance = 0;
  let asked = 0;
  let cost = 0;
  plans.forEach((plan, q) => {
    const observed = Float32Array.from(ranked, (j) =>
      rng.uniform() < (world.truth.data[q * 5 + j] as number) ? 1 : 0,
    );
    const outcome = trained.facet.replay(plan, candidates, observed, rng);
    performance += (observed[outcome.answeredBy] as number) / plans.length;
    asked += outcome.asked.length / plans.length;
    cost += outcome.asked.reduce((sum, j) => sum + (candidates.cost[j] as number), 0) / plans.length;
  });
  return { performance, asked, cost };
}

const mean = (plans: readonly PolicyDecision[], of: (plan: PolicyDecision) => number) =>
  plans.reduce((sum, plan) => sum + of(plan), 0) / plans.length;
const reaches = (plan: PolicyDecision) => (plan.steps ?? []).reduce((sum, { reach }) => sum + reach, 0);

describe('frugal-gpt without a verifier', () => {
  let asItIs: Cascade;
  let asPublished: Cascade;
  beforeAll(async () => {
    asItIs = await cascade(frugalGpt, {});
    asPublished = await cascade(frugalGpt, { askAnyway: true });
  });

  it('learns the true probabilities of a simulated world', async () => {
    const out = await asItIs.router.predict(queriesOf(world.data, QUERIES), candidates);
    let squared = 0;
    let ofMeans = 0;
    out.data.forEach((p, i) => {
      const j = ranked[i % 5] as number;
      const truth = world.truth.data[Math.floor(i / 5) * 5 + j] as number;
      squared += (p - truth) ** 2;
      ofMeans += ((means[j] as number) - truth) ** 2;
    });
    expect(Math.sqrt(squared / out.data.length)).toBeLessThan(0.13);
    expect(squared).toBeLessThan(ofMeans / 4);
  });

  it('knows beforehand whose answer it will keep, so it asks one LLM only', async () => {
    for (const plan of await asItIs.plans(0.8)) {
      expect(plan.steps).toHaveLength(1);
      expect(plan.expectedPerformance).toBe(plan.steps?.[0]?.predictedPerformance);
    }
  });

  it('pays for answers that it throws away where it asks as published', async () => {
    const plans = await asPublished.plans(0.8);
    const longer = plans.filter(({ steps }) => (steps?.length ?? 0) > 1);
    for (const { steps } of longer) for (const { reach } of steps ?? []) expect(reach).toBe(1);
    const [wasteful, thrifty] = [play(asPublished, plans, 1), play(asItIs, await asItIs.plans(0.8), 1)];
    const worth = (x: { performance: number; cost: number }) => 0.8 * x.performance - 0.2 * x.cost;
    expect(worth(thrifty)).toBeGreaterThanOrEqual(worth(wasteful) - 0.005);
  });

  it('asks the cheapest LLM where performance counts for nothing', async () => {
    for (const { steps } of await asItIs.plans(0)) expect(steps?.map(({ llm }) => llm)).toEqual([candidates.llms[0]]);
  });
});

describe.each([
  ['frugal-gpt with an assumed verifier', frugalGpt, { verifier: { sensitivity: 0.9, specificity: 0.9 } }],
  ['automix with a belief', automix, { sensitivity: 0.9, specificity: 0.9 }],
  ['automix with a threshold', automix, { rule: 'threshold', sensitivity: 0.9, specificity: 0.9 }],
] as const)('%s', (_name, plugin, given) => {
  let trained: Cascade;
  beforeAll(async () => {
    trained = await cascade(plugin, given);
  });

  it('asks more than one LLM, and says truly how often and with what result', async () => {
    const plans = await trained.plans(0.8);
    const found = play(trained, plans, 2);
    expect(found.asked).toBeGreaterThan(1.05);
    expect(Math.abs(mean(plans, reaches) - found.asked)).toBeLessThan(0.05);
    expect(Math.abs(mean(plans, (plan) => plan.expectedPerformance ?? 0) - found.performance)).toBeLessThan(0.04);
  });

  it('beats every single LLM of this world at its objective, given that the assumption holds', async () => {
    const found = play(trained, await trained.plans(0.8), 3);
    const single = Math.max(...ranked.map((j, i) => 0.8 * (means[j] as number) - 0.2 * (candidates.cost[i] as number)));
    expect(0.8 * found.performance - 0.2 * found.cost).toBeGreaterThan(single + 0.01);
  });

  it('says in its reason that the verdicts are assumed', async () => {
    const plans = await trained.plans(0.8);
    expect(plans.find(({ steps }) => (steps?.length ?? 0) > 1)?.reason).toMatch(/assumed.*sensitivity 0\.9/);
  });

  it('spends less as α falls', async () => {
    const costs: number[] = [];
    for (const alpha of [1, 0.8, 0.5, 0.2]) costs.push(play(trained, await trained.plans(alpha), 4).cost);
    for (const [i, cost] of costs.entries())
      if (i > 0) expect(cost).toBeLessThanOrEqual((costs[i - 1] as number) + 0.02);
  });
});

describe('replay', () => {
  it('keeps right answers and passes on wrong ones where the verifier is perfect', async () => {
    const perfect = await cascade(automix, { sensitivity: 1, specificity: 1, rule: 'threshold' });
    const plans = (await perfect.plans(0.9)).filter(({ steps }) => steps?.length === 2);
    expect(plans.length).toBeGreaterThan(100);
    for (const plan of plans) {
      const small = candidates.llms.indexOf(plan.steps?.[0]?.llm as LlmId);
      for (const y of [0, 1]) {
        const observed = new Float32Array(5).fill(0.5);
        observed[small] = y;
        expect(perfect.facet.replay(plan, candidates, observed, seededRng(1)).asked).toHaveLength(y === 1 ? 1 : 2);
      }
    }
  });

  it('refuses to play where nothing was observed, and takes what there is where the plan was not', async () => {
    const trained = await cascade(automix, {});
    const [plan] = await trained.plans(0.8);
    const none = new Float32Array(5).fill(Number.NaN);
    expect(() => trained.facet.replay(plan as PolicyDecision, candidates, none, seededRng(1))).toThrow(RangeError);
    const planned = new Set(plan?.steps?.map(({ llm }) => llm));
    const other = candidates.llms.findIndex((llm) => !planned.has(llm));
    const one = none.slice();
    one[other] = 1;
    expect(trained.facet.replay(plan as PolicyDecision, candidates, one, seededRng(1))).toEqual({
      asked: [other],
      answeredBy: other,
    });
  });
});
