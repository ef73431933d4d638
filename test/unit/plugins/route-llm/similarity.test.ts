import { describe, expect, it } from 'vitest';
import { matrix } from '../../../../src/domain/matrix.js';
import { densePerformance } from '../../../../src/domain/responses.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { routeLlmSw } from '../../../../src/plugins/route-llm/index.js';
import { sidesOf, winsOf } from '../../../../src/plugins/route-llm/sides.js';
import { similarityWinRate } from '../../../../src/plugins/route-llm/similarity-weights.js';
import { tiersOf } from '../../../../src/plugins/route-llm/tiers.js';
import { queriesOf, routerDeps, trainingRun } from '../../../contract/router-harness.js';
import type { SimulatedLlm } from '../../../fixtures/binary-world.js';
import { COMPLEMENTARY, binaryWorld } from '../../../fixtures/binary-world.js';
// Made by test/fixtures/generators/binary-golden.py with numpy.
import golden from '../../../fixtures/golden/binary.json' with { type: 'json' };

const near = (similarity: readonly number[], ids = similarity.map((_, i) => i)) => ({
  k: ids.length,
  ids: Int32Array.from(ids),
  similarity: Float32Array.from(similarity),
});

describe('similarity-weighted win rate', () => {
  it.each(golden.bradleyTerry)('is what Bradley–Terry fitted by numpy gives (γ = $gamma)', (c) => {
    const rate = similarityWinRate(near(c.similarity), 0, Float32Array.from(c.wins), c.gamma, 100);
    expect(rate).toBeCloseTo(c.rate, 6);
  });

  it('skips the query itself, those where the sides did not meet, and those beyond the wanted number', () => {
    const found = near([0.9, 0.8, 0.7, 0.6], [3, 1, 0, 2]);
    const wins = Float32Array.of(1, Number.NaN, 0, 0);
    expect(similarityWinRate(found, 0, wins, 1, 4)).toBeCloseTo(1 / 3, 6);
    expect(similarityWinRate(found, 0, wins, 1, 4, 3)).toBeCloseTo(1 / 2, 6);
    expect(similarityWinRate(found, 0, wins, 1, 1, 3)).toBe(1);
  });

  it('has an answer at extremes', () => {
    const wins = Float32Array.of(1, 0);
    expect(similarityWinRate(near([]), 0, wins, 10, 5)).toBe(0.5);
    expect(similarityWinRate(near([-1, -1], [-1, -1]), 0, wins, 10, 5)).toBe(0.5);
    expect(similarityWinRate(near([0, 0]), 0, wins, 10, 5)).toBe(0.5);
    expect(similarityWinRate(near([-1e8, -2e8]), 0, wins, 10, 5)).toBe(0.5);
    expect(similarityWinRate(near([1e8, -1e8]), 0, wins, 1e6, 5)).toBeCloseTo(1, 9);
  });
});

describe('tiers', () => {
  it('cut where values lie furthest apart, whatever their order', () => {
    expect([...tiersOf([5, 0.1, 0, 5.2, 9, 0.2], 3)]).toEqual([1, 0, 0, 1, 2, 0]);
    expect([...tiersOf([3, 1, 2], 3)]).toEqual([2, 0, 1]);
    expect([...tiersOf([1, 1], 5)].sort()).toEqual([0, 1]);
    expect([...tiersOf([4, 2], 1)]).toEqual([0, 0]);
  });

  it('are as good as the best of all cuts', () => {
    const values = [0.3, 0.9, 1.4, 4, 4.1, 5, 7.7];
    const spread = (run: readonly number[]) => {
      const mean = run.reduce((s, x) => s + x, 0) / run.length;
      return run.reduce((s, x) => s + (x - mean) ** 2, 0);
    };
    let best = Number.POSITIVE_INFINITY;
    for (let i = 1; i < 6; i++) {
      for (let j = i + 1; j < 7; j++) {
        best = Math.min(best, spread(values.slice(0, i)) + spread(values.slice(i, j)) + spread(values.slice(j)));
      }
    }
    const tier = tiersOf(values, 3);
    const cost = [0, 1, 2].reduce((sum, t) => sum + spread(values.filter((_, i) => tier[i] === t)), 0);
    expect(cost).toBeCloseTo(best, 12);
  });

  it('let LLMs of like strength play for the pair', () => {
    const twins: SimulatedLlm[] = [0, 0, 3, 3].map((level, j) => ({ id: `llm-${j}`, level, slope: 0, cost: j / 4 }));
    const { data } = binaryWorld(400, 3, twins);
    const performance = densePerformance(data.responses);
    const rows = Uint32Array.from({ length: 400 }, (_, q) => q);
    const sides = sidesOf(performance, rows, [0, 1, 2, 3], { strong: 3, weak: 0 }, 2);
    expect(sides).toEqual({ strong: [2, 3], weak: [0, 1] });
    expect(sidesOf(performance, rows, [0, 1, 2, 3], { strong: 3, weak: 2 }, 2)).toEqual({ strong: [3], weak: [2] });
    expect(sidesOf(performance, rows, [0, 1, 2, 3], { strong: 3, weak: 0 }, null)).toEqual({ strong: [3], weak: [0] });
    const y = matrix(2, 4, Float32Array.of(1, 0, 1, Number.NaN, Number.NaN, Number.NaN, 1, 1));
    expect([...winsOf(y, Uint32Array.of(0, 1), sides)]).toEqual([0.75, Number.NaN]);
  });
});

describe('route-llm-sw', () => {
  it('looks among the queries of the pair where other queries are nearer', async () => {
    const compared = (q: number) => q % 3 === 0;
    const { data } = binaryWorld(
      300,
      4,
      COMPLEMENTARY.map((llm) => ({ ...llm, observed: compared })),
    );
    const h = parseHyperparameters(routeLlmSw, { strong: 'dear', weak: 'cheap', neighbours: 100, gamma: 1 });
    const artifact = await routeLlmSw.train(data, h, trainingRun(1));
    await using router = await loadRouter(routeLlmSw, artifact, routerDeps(data));
    const out = await router.predict(queriesOf(data, 30), { llms: router.llms, cost: new Float32Array(2) });
    // With γ = 1 all weights are equal: all 100 compared queries are found, and no other ones.
    const wins = artifact.tensors['wins'] as Float32Array;
    expect(wins).toHaveLength(100);
    const mean = wins.reduce((sum, l) => sum + l, 0) / 100;
    for (let q = 0; q < 30; q++) expect(out.data[2 * q]).toBeCloseTo(mean, 6);
  });

  it('refuses a reference set that it was not trained with', async () => {
    const { data } = binaryWorld(200, 4);
    const artifact = await routeLlmSw.train(data, parseHyperparameters(routeLlmSw), trainingRun(1));
    const other = binaryWorld(100, 4).data;
    await expect(loadRouter(routeLlmSw, artifact, routerDeps(other))).rejects.toMatchObject({
      code: 'ARTIFACT_FOREIGN',
    });
  });
});
