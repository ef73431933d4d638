import { describe, expect, it } from 'vitest';
import { encodeArtifact } from '../../../../src/domain/artifact.js';
import { matrix, takeRows } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import { takeQueries } from '../../../../src/domain/responses.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { mlp } from '../../../../src/plugins/mlp/index.js';
import { mlpLoss } from '../../../../src/plugins/mlp/model.js';
import { loadMlpRouter } from '../../../../src/plugins/mlp/router.js';
import { startTensorBackend } from '../../../../src/tensor/backend.js';
import { queriesOf, routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';
import { floats, goldenMatrix } from '../../../fixtures/network-data.js';
// Made by test/fixtures/generators/networks.py with numpy.
import golden from '../../../fixtures/golden/networks.json' with { type: 'json' };

const { data } = mirtWorld({ queries: 200 });
const short = (more: object = {}) => parseHyperparameters(mlp, { hiddenSize: 8, epochs: 4, members: 2, ...more });
const queries = queriesOf(data, 10);

describe('mlp', () => {
  it('has the loss that numpy computes, missing responses left out and queries weighed', async () => {
    const runtime = await startTensorBackend('wasm');
    const training = {
      vectors: goldenMatrix(golden.network.vectors, 5),
      targets: goldenMatrix(golden.mlp.targets, 3),
      weights: floats(golden.zooter.weights),
    };
    const model = mlpLoss(runtime, training, short({ hiddenSize: 4 }), seededRng(1));
    const loss = runtime.tf.tidy(() => {
      const tensors = Object.fromEntries(
        Object.entries(model.parameters).map(([name, { shape }]) => [
          name,
          runtime.tf.tensor(golden.mlp[name as 'llmBias'], [...shape]),
        ]),
      );
      return model.loss(tensors, Uint32Array.of(0, 1, 2, 3, 4, 5), 'validate').dataSync()[0];
    });
    expect(loss).toBeCloseTo(golden.mlp.loss, 3);
  });

  it('recovers P̂ of new queries from simulated responses better than the mean of each LLM', async () => {
    const world = mirtWorld({ seed: 5, queries: 1500, llms: 8, unseenLlms: 0, missing: 0.3 });
    const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
    const train = rows(0, 1200);
    const known = {
      ...world.data,
      vectors: takeRows(world.data.vectors, train),
      responses: takeQueries(world.data.responses, train),
    };
    const h = parseHyperparameters(mlp, {
      hiddenSize: 32,
      dropout: 0,
      learningRate: 0.01,
      epochs: 40,
      hiddenPrecision: 1,
      sharedPrecision: 1,
      llmPrecision: 1,
      members: 2,
    });
    await using router = await loadRouter(mlp, await mlp.train(known, h, trainingRun(3)), routerDeps(known));
    const unseen = rows(1200, 1500);
    const batch = { vectors: takeRows(world.data.vectors, unseen), keys: unseen.map(String) };
    const out = await router.predict(batch, { llms: router.llms, cost: new Float32Array(8) });
    const truth = takeRows(world.truth, unseen);
    const rmse = (p: (i: number) => number) =>
      Math.sqrt(truth.data.reduce((sum, t, i) => sum + (p(i) - t) ** 2, 0) / truth.data.length);
    const means = Array.from(
      { length: 8 },
      (_, j) => unseen.reduce((s, _q, i) => s + (truth.data[i * 8 + j] as number), 0) / 300,
    );
    expect(rmse((i) => out.data[i] as number)).toBeLessThan(0.12);
    expect(rmse((i) => means[i % 8] as number)).toBeGreaterThan(0.2);
  });

  it('averages its members, and saturates without leaving [0, 1]', async () => {
    const constant = (bias: number) => [{ weights: new Float32Array(2), bias: Float32Array.of(bias) }];
    const llms = [data.responses.llms[0] as (typeof data.responses.llms)[number]];
    const p = async (...biases: number[]) => {
      const router = loadMlpRouter({ llms, members: biases.map(constant) });
      return (await router.predict({ vectors: matrix(1, 2), keys: ['q'] }, { llms, cost: new Float32Array(1) }))
        .data[0];
    };
    expect(await p(0, Math.log(3))).toBeCloseTo((0.5 + 0.75) / 2, 6);
    expect(await p(1e30, 1e30, 1e30)).toBe(1);
    expect(await p(-1e30, -1e30)).toBe(0);
  });

  it('trains the same first member whatever the number of members, and others from other seeds', async () => {
    const one = await mlp.train(data, short({ members: 1 }), trainingRun(1));
    const two = await mlp.train(data, short(), trainingRun(1));
    expect(two.tensors['network0/weights0']).toEqual(one.tensors['network0/weights0']);
    expect(two.tensors['network1/weights0']).not.toEqual(one.tensors['network0/weights0']);
    const other = await mlp.train(data, short(), trainingRun(2));
    expect(Buffer.compare(encodeArtifact(two), encodeArtifact(other))).not.toBe(0);
  });

  it('does not depend on how the vectors are scaled and shifted', async () => {
    const { rows, cols } = data.vectors;
    const moved = {
      ...data,
      vectors: matrix(
        rows,
        cols,
        data.vectors.data.map((x) => 4 * x + 2),
      ),
    };
    await using near = await loadRouter(mlp, await mlp.train(data, short(), trainingRun(1)), routerDeps(data));
    await using far = await loadRouter(mlp, await mlp.train(moved, short(), trainingRun(1)), routerDeps(moved));
    const pool = { llms: near.llms, cost: new Float32Array(near.llms.length) };
    const before = await near.predict(queries, pool);
    const after = await far.predict(queriesOf(moved, 10), pool);
    after.data.forEach((p, i) => expect(p).toBeCloseTo(before.data[i] as number, 3));
  });

  it('reports its epochs over all members and stops between them when cancelled, without leaking tensors', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const run = trainingRun(1, stop.signal);
    const { tf } = await run.tensor();
    const before = tf.memory().numTensors;
    const watched = {
      ...run,
      onProgress: ({ done, total }: { done: number; total: number | null }) => {
        seen.push(done);
        expect(total).toBe(8);
        if (done === 5) stop.abort();
      },
    };
    await expect(mlp.train(data, short(), watched)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('asks for data when there is none', async () => {
    const empty = { ...data, vectors: matrix(0, data.vectors.cols), responses: takeQueries(data.responses, []) };
    await expect(mlp.train(empty, short(), trainingRun(1))).rejects.toMatchObject({
      code: 'TRAINING_DATA_INSUFFICIENT',
    });
  });
});
