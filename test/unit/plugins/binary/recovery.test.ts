import { beforeAll, describe, expect, it } from 'vitest';
import type { Artifact } from '../../../../src/domain/artifact.js';
import { takeRows } from '../../../../src/domain/matrix.js';
import { bestIndex, objective } from '../../../../src/domain/objective.js';
import { takeQueries } from '../../../../src/domain/responses.js';
import type { AnyRouterPlugin, LoadedRouter } from '../../../../src/plugins/contract.js';
import { facet } from '../../../../src/plugins/contract.js';
import { hybridLlm } from '../../../../src/plugins/hybrid-llm/index.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { routeLlmClassifier, routeLlmMf, routeLlmSw } from '../../../../src/plugins/route-llm/index.js';
import { routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { binaryWorld, trueWinRate } from '../../../fixtures/binary-world.js';

const TRAIN = 2000;
const TEST = 1000;
const [DEAR, CHEAP] = [3, 1];
const world = binaryWorld(TRAIN + TEST, 5);
const seen = Array.from({ length: TRAIN }, (_, q) => q);
const data = {
  ...world.data,
  vectors: takeRows(world.data.vectors, seen),
  responses: takeQueries(world.data.responses, seen),
};
const unseen = Array.from({ length: TEST }, (_, q) => TRAIN + q);
const queries = { vectors: takeRows(world.data.vectors, unseen), keys: unseen.map(String) };
const pair = { strong: 'dear', weak: 'cheap' };
const train = (plugin: AnyRouterPlugin, h: object): Promise<Artifact> =>
  plugin.train(data, parseHyperparameters(plugin, { ...pair, folds: 4, ...h }), trainingRun(2));
/** The same router with another rule for its threshold; the curve that it needs is in the artifact. */
const ruled = (artifact: Artifact, threshold: string, thresholdTarget: number): Artifact => ({
  ...artifact,
  meta: {
    ...artifact.meta,
    hyperparameters: { ...(artifact.meta['hyperparameters'] as object), threshold, thresholdTarget },
  },
});

const routers: readonly (readonly [string, AnyRouterPlugin, object])[] = [
  ['hybrid-llm, logistic', hybridLlm, { precision: 1, learningRate: 0.02 }],
  ['hybrid-llm, hidden layer', hybridLlm, { hidden: 8, precision: 1, learningRate: 0.02 }],
  ['route-llm-mf, all LLMs', routeLlmMf, { dims: 4, precision: 1, learningRate: 0.02 }],
  ['route-llm-mf, the pair', routeLlmMf, { dims: 4, precision: 1, learningRate: 0.02, preferences: 'pair' }],
  ['route-llm-sw', routeLlmSw, { neighbours: 100 }],
  ['route-llm-classifier', routeLlmClassifier, { precision: 1 }],
];

describe.each(routers)('%s on simulated LLMs', (_, plugin, h) => {
  let artifact: Artifact;
  let router: LoadedRouter;
  let rates: Float32Array;
  beforeAll(async () => {
    artifact = await train(plugin, h);
    router = await loadRouter(plugin, artifact, routerDeps(data));
    const both = { llms: router.llms, cost: Float32Array.of(0.5, 0.1) };
    const out = await router.predict(queries, both);
    rates = Float32Array.from(unseen, (_q, i) => out.data[2 * i] as number);
  });

  /** What choosing at α is worth in truth on unseen queries: mean chance of a right answer and share of the dear LLM. */
  const route = (alpha: number, of: LoadedRouter = router, cost = Float32Array.of(0.5, 0.1)) => {
    const policy = facet(plugin, of, 'policy');
    let performance = 0;
    let strong = 0;
    unseen.forEach((q, i) => {
      const w = rates[i] as number;
      const decision = policy?.decide(Float32Array.of(w, 1 - w), { llms: of.llms, cost }, objective(alpha));
      const dear = bestIndex(decision?.scores ?? [], cost) === 0;
      performance += (world.truth.data[q * 5 + (dear ? DEAR : CHEAP)] as number) / TEST;
      strong += dear ? 1 / TEST : 0;
    });
    return { performance, strong };
  };

  it('recovers the win rate of new queries', () => {
    const error = unseen.reduce(
      (sum, q, i) => sum + ((rates[i] as number) - trueWinRate(world.truth, q, DEAR, CHEAP)) ** 2,
      0,
    );
    // A constant guess is off by about 0.2 here.
    expect(Math.sqrt(error / TEST)).toBeLessThan(0.06);
  });

  it('beats both LLMs at α = 1, and asks the cheap one alone at α = 0', () => {
    const single = (j: number) => unseen.reduce((sum, q) => sum + (world.truth.data[q * 5 + j] as number), 0) / TEST;
    const oracle =
      unseen.reduce((sum, q) => sum + Math.max(...[DEAR, CHEAP].map((j) => world.truth.data[q * 5 + j] as number)), 0) /
      TEST;
    const { performance } = route(1);
    expect(performance).toBeGreaterThan(Math.max(single(DEAR), single(CHEAP)) + 0.05);
    expect(performance).toBeGreaterThan(oracle - 0.02);
    expect(route(0).strong).toBe(0);
  });

  it('asks the dear LLM no more often, the more cost counts', () => {
    const shares = [1, 0.8, 0.6, 0.4, 0.2, 0].map((alpha) => route(alpha).strong);
    expect(shares).toEqual([...shares].sort((x, y) => y - x));
  });

  it('meets a share and a drop on queries that it has not seen', async () => {
    const load = (rule: string, target: number) => loadRouter(plugin, ruled(artifact, rule, target), routerDeps(data));
    await using share = await load('share', 0.3);
    expect(Math.abs(route(0.8, share).strong - 0.3)).toBeLessThan(0.05);
    await using drop = await load('quality-drop', 0);
    const dear = unseen.reduce((sum, q) => sum + (world.truth.data[q * 5 + DEAR] as number), 0) / TEST;
    expect(route(0.8, drop).performance).toBeGreaterThan(dear - 0.03);
    expect(route(0.8, drop).strong).toBeLessThan(0.5);
    await using value = await load('value', 0.6);
    expect(route(0.8, value).strong).toBeCloseTo(rates.filter((w) => w >= 0.6).length / TEST, 9);
  });

  it('answers for the pair only', async () => {
    expect(router.llms).toEqual(['dear', 'cheap']);
    const dull = world.data.responses.llms.filter((llm) => llm === 'dull');
    expect(router.supports(dull[0] as (typeof dull)[number])).toBe(false);
    await expect(router.predict(queries, { llms: dull, cost: new Float32Array(1) })).rejects.toMatchObject({
      code: 'UNKNOWN_LLM',
    });
  });
});

describe('hyper-parameters of binary routers', () => {
  it('want a number with a fixed rule and none with the objective', () => {
    const parse = (raw: object) => () => parseHyperparameters(hybridLlm, raw);
    expect(parse({ threshold: 'share' })).toThrow(/thresholdTarget .* a number from 0 to 1 with the rule share/);
    expect(parse({ thresholdTarget: 0.5 })).toThrow(/thresholdTarget got 0.5, allowed: null with the rule objective/);
    expect(parse({ threshold: 'value', thresholdTarget: 0.5 })).not.toThrow();
  });
});
