import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../../src/domain/matrix.js';
import { dot, matrix, row } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import { takeQueries } from '../../../../src/domain/responses.js';
import type { TrainingSet } from '../../../../src/plugins/contract.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { zooter } from '../../../../src/plugins/zooter/index.js';
import { divergence } from '../../../../src/plugins/zooter/model.js';
import { loadZooterRouter } from '../../../../src/plugins/zooter/router.js';
import { enhance, rewardDistributions } from '../../../../src/plugins/zooter/silver-labels.js';
import { startTensorBackend } from '../../../../src/tensor/backend.js';
import { queriesOf, routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';
import { goldenMatrix } from '../../../fixtures/network-data.js';
// Made by test/fixtures/generators/networks.py with numpy.
import golden from '../../../fixtures/golden/networks.json' with { type: 'json' };

const g = golden.zooter;
const labels = rewardDistributions(goldenMatrix(g.rewards, 3), g.sharpness);
const close = (found: Float32Array, wanted: readonly (number | null)[]) =>
  found.forEach((x, i) => {
    const w = wanted[i] ?? null;
    if (w === null) expect(x).toBeNaN();
    else expect(x).toBeCloseTo(w, 6);
  });

describe('silver labels', () => {
  it('agree with numpy, before and after enhancement, missing responses left out', () => {
    close(labels.data, g.labels);
    close(enhance(labels, g.tags, g.queryWeight).data, g.enhanced);
  });

  it('are the labels themselves at β = 1 and those of the tag alone at β = 0', () => {
    close(
      enhance(labels, g.tags, 1).data,
      [...labels.data].map((x) => (Number.isNaN(x) ? null : x)),
    );
    const alone = enhance(matrix(2, 2, Float32Array.of(0.9, 0.1, 0.5, 0.5)), [null, null], 0);
    close(alone.data, [0.7, 0.3, 0.7, 0.3]);
  });

  it('do not overflow for sharp labels', () => {
    const sharp = rewardDistributions(matrix(1, 3, Float32Array.of(0, 1, Number.NaN)), 1e5);
    expect([...sharp.data]).toEqual([0, 1, Number.NaN]);
  });
});

describe('zooter', () => {
  const { data } = mirtWorld({ queries: 200 });
  const short = (more: object = {}) => parseHyperparameters(zooter, { epochs: 5, ...more });

  it('has the divergence that numpy computes', async () => {
    const { tf } = await startTensorBackend('wasm');
    const found = tf.tidy(() => {
      const weights = matrix(6, 3);
      g.enhanced.forEach((s, i) => (weights.data[i] = s === null ? 0 : (g.weights[Math.floor(i / 3)] as number)));
      const batch = {
        targets: tf.tensor2d(
          Float32Array.from(g.enhanced, (s) => s ?? 0),
          [6, 3],
        ),
        weights: tf.tensor2d(weights.data, [6, 3]),
      };
      return divergence({ tf, backend: 'wasm' }, tf.tensor2d(Float32Array.from(g.logits), [6, 3]), batch).dataSync()[0];
    });
    expect(found).toBeCloseTo(g.divergence, 4);
  });

  /** A training set of fully observed rewards, [queries, llms]. */
  const observed = (vectors: Matrix, rewards: Matrix, tasks: readonly string[]): TrainingSet => ({
    ...data,
    vectors,
    responses: {
      ...takeQueries(data.responses, []),
      queries: tasks.map((task, q) => ({ id: `${q}`, text: null, task })),
      llms: data.responses.llms.slice(0, rewards.cols),
      rowStart: Uint32Array.from({ length: rewards.rows + 1 }, (_, q) => rewards.cols * q),
      llmIndex: Uint16Array.from(rewards.data, (_, e) => e % rewards.cols),
      performance: rewards.data,
    },
    profiles: matrix(rewards.cols, vectors.cols),
    cost: new Float32Array(rewards.cols),
  });

  it('recovers the shares behind simulated rewards from noisy ones', async () => {
    const rng = seededRng(8);
    const [n, d, m] = [800, 4, 3];
    const normal = () => rng.normal();
    const vectors = matrix(n, d, Float32Array.from({ length: n * d }, normal));
    const taste = Float32Array.from({ length: m * d }, normal);
    const truth = matrix(n, m);
    for (let q = 0; q < n; q++) {
      for (let l = 0; l < m; l++) truth.data[q * m + l] = 0.5 + 0.1 * dot(row(vectors, q), taste.subarray(l * d));
    }
    const noisy = matrix(
      n,
      m,
      truth.data.map((r) => r + 0.1 * normal()),
    );
    const set = observed(vectors, noisy, new Array<string>(n).fill('one'));
    const h = short({
      epochs: 30,
      batchSize: 64,
      labelSharpness: 3,
      queryWeight: 1,
      learningRate: 0.03,
      llmPrecision: 0,
    });
    await using router = await loadRouter(zooter, await zooter.train(set, h, trainingRun(1)), routerDeps(set));
    const out = await router.predict(queriesOf(set, n), { llms: router.llms, cost: set.cost });
    const shares = rewardDistributions(truth, 3);
    const error = (guess: (i: number) => number) =>
      shares.data.reduce((sum, s, i) => sum + Math.abs(s - guess(i)), 0) / (n * m);
    expect(error(() => 1 / m)).toBeGreaterThan(0.1);
    expect(error((i) => out.data[i] as number)).toBeLessThan(0.02);
  });

  it('with β = 0 learns the labels of the task where the task can be read off the vector', async () => {
    const tasks = Array.from({ length: 300 }, (_, q) => q % 2);
    const vectors = matrix(300, 2, Float32Array.from(tasks.flatMap((t) => (t === 0 ? [1, 0] : [0, 1]))));
    const rng = seededRng(2);
    // One LLM answers 80 % of each task, the other 20 %: the label is the mean of softmax(1, 0) and softmax(0, 1) over them.
    const rewards = tasks.flatMap((t) => ((rng.uniform() < 0.8 ? t === 0 : t === 1) ? [1, 0] : [0, 1]));
    const set = observed(vectors, matrix(300, 2, Float32Array.from(rewards)), tasks.map(String));
    const h = short({ epochs: 60, batchSize: 32, queryWeight: 0, learningRate: 0.05, llmPrecision: 0 });
    await using router = await loadRouter(zooter, await zooter.train(set, h, trainingRun(1)), routerDeps(set));
    const out = await router.predict(queriesOf(set, 2), { llms: router.llms, cost: set.cost });
    const wanted = enhance(rewardDistributions(matrix(300, 2, Float32Array.from(rewards)), 1), tasks.map(String), 0);
    out.data.forEach((z, i) => expect(Math.abs(z - (wanted.data[i] as number))).toBeLessThan(0.01));
  });

  it('gives the shares among all LLMs it knows, whatever the pool', async () => {
    const llms = data.responses.llms.slice(0, 3);
    const layer = { weights: new Float32Array(6), bias: Float32Array.of(0, Math.log(2), 1e30) };
    const ask = async (pool: typeof llms, bias: Float32Array) => {
      const router = loadZooterRouter({ llms, members: [[{ ...layer, bias }]] });
      const out = await router.predict(
        { vectors: matrix(1, 2), keys: [''] },
        { llms: pool, cost: new Float32Array(3) },
      );
      return [...row(out, 0)];
    };
    const bias = Float32Array.of(0, Math.log(2), 0);
    expect((await ask(llms, bias)).map((z) => z.toFixed(4))).toEqual(['0.2500', '0.5000', '0.2500']);
    expect((await ask(llms.slice(1, 2), bias)).map((z) => z.toFixed(4))).toEqual(['0.5000']);
    expect(await ask(llms, layer.bias)).toEqual([0, 0, 1]);
  });
});
