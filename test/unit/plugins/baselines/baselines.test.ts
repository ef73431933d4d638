import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { densePerformance, meanPerformance } from '../../../../src/domain/responses.js';
import { bestSingle, large, oracle, random, small } from '../../../../src/plugins/baselines/index.js';
import { preferenceByCost } from '../../../../src/plugins/baselines/by-cost.js';
import type { AnyRouterPlugin, Candidates } from '../../../../src/plugins/contract.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { queriesOf, routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';

const { data } = mirtWorld({ queries: 2000, llms: 4, unseenLlms: 0 });
const { llms } = data.responses;
const pool: Candidates = { llms, cost: Float32Array.of(0.2, 1, 0.1, 0.5) };

async function predict(plugin: AnyRouterPlugin, queries = queriesOf(data, 2000), hyperparameters: object = {}) {
  const h: unknown = parseHyperparameters(plugin, hyperparameters);
  await using router = await loadRouter(plugin, await plugin.train(data, h, trainingRun(0)), routerDeps(data));
  return router.predict(queries, pool);
}

describe('best-single', () => {
  it('predicts the mean training performance of each LLM for every query', async () => {
    const out = await predict(bestSingle);
    const means = meanPerformance(data.responses);
    for (const q of [0, 1999]) expect(out.data.subarray(q * 4, q * 4 + 4)).toEqual(means);
  });
});

describe('small and large', () => {
  it('prefer the cheapest and the dearest', async () => {
    const favourite = async (plugin: AnyRouterPlugin) => {
      const row = (await predict(plugin)).data.subarray(0, 4);
      return row.indexOf(Math.max(...row));
    };
    expect(await favourite(small)).toBe(2);
    expect(await favourite(large)).toBe(1);
  });

  it('order LLMs of equal cost by id, whatever the order of the pool', () => {
    const ids = ['b', 'a', 'c'].map(llmId);
    const preference = preferenceByCost({ llms: ids, cost: Float32Array.of(1, 1, 0) }, 'dearest');
    expect([...preference]).toEqual([0.5, 1, 0]);
    const turned = preferenceByCost({ llms: ids.toReversed(), cost: Float32Array.of(0, 1, 1) }, 'dearest');
    expect([...turned]).toEqual([0, 1, 0.5]);
    expect([...preferenceByCost({ llms: ids, cost: new Float32Array(3) }, 'cheapest')]).toEqual([0.5, 1, 0]);
  });
});

describe('random', () => {
  it('lets every LLM win about equally often', async () => {
    const out = await predict(random);
    const wins = [0, 0, 0, 0];
    for (let q = 0; q < 2000; q++) {
      const row = out.data.subarray(q * 4, q * 4 + 4);
      const best = row.indexOf(Math.max(...row));
      wins[best] = (wins[best] as number) + 1;
    }
    // 500 ± 4 standard errors of √(2000·¼·¾) ≈ 19.
    for (const w of wins) expect(Math.abs(w - 500)).toBeLessThan(78);
  });

  it('gives equal texts equal answers, and others with another seed', async () => {
    const queries = { ...queriesOf(data, 2), keys: ['same text', 'same text'] };
    const out = await predict(random, queries);
    expect(out.data.slice(0, 4)).toEqual(out.data.slice(4));
    expect((await predict(random, queries, { seed: 1 })).data).not.toEqual(out.data);
  });
});

describe('oracle', () => {
  it('knows the true responses, with 0 where there is none', async () => {
    const out = await predict(oracle);
    const truth = densePerformance(data.responses).data.map((y) => (Number.isNaN(y) ? 0 : y));
    expect(out.data).toEqual(truth);
    expect(oracle.evaluationOnly).toBe(true);
  });

  it('does not guess for a query that is not in its evaluation', async () => {
    const strange = { ...queriesOf(data, 1), keys: ['some other text'] };
    await expect(predict(oracle, strange)).rejects.toMatchObject({ code: 'EVALUATION_ONLY' });
  });
});
