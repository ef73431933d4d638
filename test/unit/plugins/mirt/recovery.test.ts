import { beforeAll, describe, expect, it } from 'vitest';
import { takeRows } from '../../../../src/domain/matrix.js';
import { takeQueries } from '../../../../src/domain/responses.js';
import { facet } from '../../../../src/plugins/contract.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { mirt } from '../../../../src/plugins/mirt/index.js';
import { routerDeps, trainingRun } from '../../../contract/router-harness.js';
import type { MirtWorld } from '../../../fixtures/mirt-world.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';

const TRAIN = 2000;
const TEST = 300;
const size = { seed: 5, queries: TRAIN + TEST, llms: 12, unseenLlms: 0, embeddingSize: 8, dims: 2, missing: 0.3 };
const training = { learningRate: 0.05, epochs: 30, difficultyPrecision: 1, discriminationPrecision: 1 };

describe.each(['linear', 'monotone'] as const)('mirt (%s) on responses simulated from a MIRT', (form) => {
  let world: MirtWorld;
  beforeAll(() => {
    world = mirtWorld({ ...size, form });
  });

  it('recovers P̂ of new queries and the order of the LLMs', async () => {
    const train = Array.from({ length: TRAIN }, (_, i) => i);
    const data = {
      ...world.data,
      vectors: takeRows(world.data.vectors, train),
      responses: takeQueries(world.data.responses, train),
    };
    const h = parseHyperparameters(mirt, { ...training, form, dims: 2, taskWeightExponent: 0 });
    const artifact = await mirt.train(data, h, trainingRun(3));
    await using router = await loadRouter(mirt, artifact, routerDeps(data));
    const rows = Array.from({ length: TEST }, (_, i) => TRAIN + i);
    const queries = { vectors: takeRows(world.data.vectors, rows), keys: rows.map(String) };
    const { llms } = world.data.responses;
    const out = await router.predict(queries, { llms, cost: new Float32Array(llms.length) });
    let square = 0;
    const predicted = new Float64Array(llms.length);
    const true_ = new Float64Array(llms.length);
    rows.forEach((q, i) => {
      for (let j = 0; j < llms.length; j++) {
        const p = out.data[i * llms.length + j] as number;
        const t = world.truth.data[q * llms.length + j] as number;
        square += (p - t) ** 2;
        predicted[j] = (predicted[j] as number) + p / TEST;
        true_[j] = (true_[j] as number) + t / TEST;
      }
    });
    // A constant guess of the mean is off by about 0.3 here.
    expect(Math.sqrt(square / (TEST * llms.length))).toBeLessThan(0.06);
    expect(rankCorrelation(predicted, true_)).toBeGreaterThan(0.95);
  });

  it('orients one-dimensional abilities as they were drawn: higher is better', async () => {
    const line = mirtWorld({ ...size, form, dims: 1, queries: 1000 });
    const h = parseHyperparameters(mirt, { ...training, form, dims: 1 });
    const artifact = await mirt.train(line.data, h, trainingRun(4));
    await using router = await loadRouter(mirt, artifact, routerDeps(line.data));
    const abilities = facet(mirt, router, 'abilities');
    const learned = router.llms.map((llm) => abilities?.ability(llm)[0] as number);
    expect(rankCorrelation(Float64Array.from(learned), Float64Array.from(line.abilities.data))).toBeGreaterThan(0.9);
  });
});

/** Spearman's ρ without ties. */
function rankCorrelation(x: Float64Array, y: Float64Array): number {
  const ranks = (v: Float64Array) => {
    const order = Array.from(v.keys()).sort((i, j) => (v[i] as number) - (v[j] as number));
    const out = new Float64Array(v.length);
    order.forEach((i, r) => (out[i] = r));
    return out;
  };
  const a = ranks(x);
  const b = ranks(y);
  const n = x.length;
  let d2 = 0;
  for (let i = 0; i < n; i++) d2 += ((a[i] as number) - (b[i] as number)) ** 2;
  return 1 - (6 * d2) / (n * (n * n - 1));
}
