import type { Tensor2D } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { matrix } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { llmContrast, queryContrast } from '../../../../src/plugins/router-dc/contrasts.js';
import { routerDc } from '../../../../src/plugins/router-dc/index.js';
import { contrastive, unit } from '../../../../src/plugins/router-dc/losses.js';
import { loadRouterDc } from '../../../../src/plugins/router-dc/router.js';
import { startTensorBackend } from '../../../../src/tensor/backend.js';
import { queriesOf, routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';
// Made by test/fixtures/generators/networks.py with numpy.
import golden from '../../../fixtures/golden/networks.json' with { type: 'json' };

describe('contrasts between LLMs', () => {
  const draw = (scores: readonly number[], k: number, m: number, seed = 1) => {
    const [positive, negative] = [new Float32Array(scores.length).fill(9), new Float32Array(scores.length).fill(9)];
    llmContrast(Float32Array.from(scores), k, m, seededRng(seed), positive, negative);
    return { positive: [...positive], negative: [...negative] };
  };

  it('are the best and the worst, never one that was not observed', () => {
    expect(draw([0.9, 0.1, Number.NaN, 0.3, 0.8], 2, 2)).toEqual({
      positive: [1, 0, 0, 0, 1],
      negative: [0, 1, 0, 1, 0],
    });
  });

  it('leave out positives that scored nothing and negatives that did well, and let none be both', () => {
    expect(draw([0, 0, 0], 2, 2).positive).toEqual([0, 0, 0]);
    expect(draw([1, 0.9, 0.8], 1, 2).negative).toEqual([0, 0, 0]);
    expect(draw([0.4, 0.3], 2, 2)).toEqual({ positive: [1, 1], negative: [0, 0] });
  });

  it('draw among equal scores by chance: each LLM equally often', () => {
    const count = [0, 0, 0, 0];
    for (let seed = 0; seed < 400; seed++)
      draw([1, 1, 1, 1], 1, 1, seed).positive.forEach((p, j) => (count[j] = (count[j] as number) + p));
    for (const c of count) expect(Math.abs(c - 100)).toBeLessThan(35);
  });
});

describe('contrasts between queries', () => {
  const clusters = Int32Array.of(0, 0, 1, 1, 2, 0);
  const masks = () => [new Float32Array(6), new Float32Array(6)] as const;

  it('are one other of the same cluster and h different ones of others', () => {
    for (let seed = 0; seed < 50; seed++) {
      const [positive, negative] = masks();
      expect(queryContrast(0, clusters, 2, seededRng(seed), positive, negative)).toBe(true);
      expect([positive[1], positive[5]].sort()).toEqual([0, 1]);
      expect(positive[0]).toBe(0);
      expect([...negative].reduce((a, b) => a + b)).toBe(2);
      expect([negative[0], negative[1], negative[5]]).toEqual([0, 0, 0]);
    }
  });

  it('are left out where the batch has none', () => {
    const [positive, negative] = masks();
    expect(queryContrast(4, clusters, 2, seededRng(1), positive, negative)).toBe(false);
    expect(queryContrast(0, clusters, 4, seededRng(1), positive, negative)).toBe(false);
    expect([...positive, ...negative].every((x) => x === 0)).toBe(true);
  });
});

describe('contrastive loss', () => {
  it('agrees with numpy; rows without positives or negatives cost nothing', async () => {
    const runtime = await startTensorBackend('wasm');
    const { tf } = runtime;
    const g = golden.routerDc;
    const [cosines, losses] = tf.tidy(() => {
      const similarity = tf.matMul<Tensor2D>(
        unit(runtime, tf.tensor2d(g.encodings, [5, 3])),
        unit(runtime, tf.tensor2d(g.embeddings, [4, 3])),
        false,
        true,
      );
      const mask = (values: readonly number[]) => tf.tensor2d([...values], [5, 4]);
      return [similarity.dataSync(), contrastive(runtime, similarity, mask(g.positive), mask(g.negative)).dataSync()];
    });
    cosines.forEach((c, i) => expect(c).toBeCloseTo(g.cosines[i] as number, 5));
    losses.forEach((l, i) => expect(l).toBeCloseTo(g.losses[i] as number, 5));
  });

  it('does not overflow at a low temperature, and a zero row has the direction of nothing', async () => {
    const runtime = await startTensorBackend('wasm');
    const { tf } = runtime;
    const [loss, zero] = tf.tidy(() => [
      contrastive(runtime, tf.tensor2d([[-1e5, 1e5]]), tf.tensor2d([[1, 0]]), tf.tensor2d([[0, 1]])).dataSync()[0],
      [...unit(runtime, tf.tensor2d([[0, 0, 0]])).dataSync()],
    ]);
    expect(loss).toBe(2e5);
    expect(zero).toEqual([0, 0, 0]);
  });
});

describe('router-dc', () => {
  it('learns which LLM is best for which kind of query', async () => {
    const { data } = mirtWorld();
    const rng = seededRng(7);
    const n = 400;
    const kinds = Array.from({ length: n }, (_, q) => q % 3);
    const responses = {
      queries: kinds.map((k, q) => ({ id: `${q}`, text: null, task: `${k}` })),
      llms: data.responses.llms.slice(0, 3),
      rowStart: Uint32Array.from({ length: n + 1 }, (_, q) => 3 * q),
      llmIndex: Uint16Array.from({ length: 3 * n }, (_, e) => e % 3),
      // An LLM answers 90 % of its own kind and 30 % of the others.
      performance: Float32Array.from(
        kinds.flatMap((k) => [0, 1, 2].map((j) => (rng.uniform() < (j === k ? 0.9 : 0.3) ? 1 : 0))),
      ),
      cost: null,
      inputTokens: null,
      outputTokens: null,
    };
    const vectors = matrix(
      n,
      4,
      Float32Array.from(kinds.flatMap((k) => [0, 1, 2, 3].map((c) => (c === k ? 1 : 0) + 0.2 * rng.normal()))),
    );
    const set = { ...data, responses, vectors, profiles: matrix(3, 4), cost: new Float32Array(3) };
    const h = parseHyperparameters(routerDc, { dims: 8, clusters: 3, epochs: 15, learningRate: 0.02 });
    await using router = await loadRouter(routerDc, await routerDc.train(set, h, trainingRun(1)), routerDeps(set));
    const out = await router.predict(queriesOf(set, 150), { llms: router.llms, cost: set.cost });
    const right = kinds.slice(0, 150).filter((k, q) => {
      const preferences = [...out.data.subarray(3 * q, 3 * q + 3)];
      return preferences.indexOf(Math.max(...preferences)) === k;
    });
    expect(right.length).toBeGreaterThan(135);
  });

  it('prefers by angle alone: 1, ½ and 0 for along, across and against, ½ for a query without direction', async () => {
    const { llms } = mirtWorld().data.responses;
    const pool = { llms: llms.slice(0, 3), cost: new Float32Array(3) };
    const identity = { weights: Float32Array.of(1, 0, 0, 1), bias: new Float32Array(2) };
    const router = loadRouterDc({ llms: pool.llms, members: [[identity]] }, Float32Array.of(1, 0, 0, 1, -1, 0));
    const ask = async (...vector: number[]) => [
      ...(await router.predict({ vectors: matrix(1, 2, Float32Array.from(vector)), keys: [''] }, pool)).data,
    ];
    expect(await ask(1, 0)).toEqual([1, 0.5, 0]);
    expect(await ask(1e4, 0)).toEqual([1, 0.5, 0]);
    expect(await ask(0, 0)).toEqual([0.5, 0.5, 0.5]);
  });
});
