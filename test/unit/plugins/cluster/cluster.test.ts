import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix, takeRows } from '../../../../src/domain/matrix.js';
import { takeQueries } from '../../../../src/domain/responses.js';
import { cluster } from '../../../../src/plugins/cluster/index.js';
import { nearestClusters } from '../../../../src/plugins/cluster/nearest-clusters.js';
import type { TrainingSet } from '../../../../src/plugins/contract.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';

/** Two groups on a line, at 0 and at 10; LLM a is right on the first, b on the second, c was asked once. */
const line: TrainingSet = {
  vectors: matrix(6, 1, Float32Array.of(-1, 0, 1, 9, 10, 11)),
  responses: {
    queries: Array.from({ length: 6 }, (_, i) => ({ id: `q${i}`, text: null, task: null })),
    llms: ['a', 'b', 'c', 'nothing'].map(llmId),
    rowStart: Uint32Array.of(0, 3, 5, 7, 9, 11, 13),
    llmIndex: Uint16Array.of(0, 1, 2, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1),
    performance: Float32Array.of(1, 0, 0.6, 1, 0, 1, 0.3, 0, 1, 0, 1, 0.5, 1),
    cost: null,
    inputTokens: null,
    outputTokens: null,
  },
  profiles: matrix(4, 1),
  cost: new Float32Array(4),
  abilities: [],
  embedderId: 'test/line',
};

async function predict(data: TrainingSet, hyperparameters: object, at: readonly number[]) {
  const artifact = await cluster.train(data, parseHyperparameters(cluster, hyperparameters), trainingRun(0));
  await using router = await loadRouter(cluster, artifact, routerDeps(data));
  const queries = { vectors: matrix(at.length, 1, Float32Array.from(at)), keys: at.map(String) };
  return router.predict(queries, { llms: router.llms, cost: new Float32Array(router.llms.length) });
}

describe('cluster', () => {
  it('is the mean of the nearest cluster', async () => {
    const out = await predict(line, { clusters: 2, nearest: 1, shrinkage: 0 }, [0.2, 8]);
    const want = [1, 0.1, 0.6, 0.5 / 3, 1, 0.6];
    want.forEach((p, i) => expect(out.data[i]).toBeCloseTo(p, 6));
  });

  it('counts the overall mean of the LLM as further responses, and all there is where it has none', async () => {
    const out = await predict(line, { clusters: 2, nearest: 1, shrinkage: 2 }, [0]);
    expect(out.data[0]).toBeCloseTo((3 + 2 * (3.5 / 6)) / 5, 6);
    expect(out.data[1]).toBeCloseTo((0.3 + 2 * (3.3 / 6)) / 5, 6);
    expect(out.data[2]).toBeCloseTo(0.6, 6);
  });

  it('averages the nearest clusters by a softmax over squared distances on the scale of the clusters', async () => {
    // Centres 0 and 10; the mean squared distance of the six queries is 4/6.
    const out = await predict(line, { clusters: 2, nearest: 2, shrinkage: 0, temperature: 30 }, [4.5]);
    const [near, far] = [4.5, 5.5].map((d) => Math.exp(-(d ** 2) / ((30 * 4) / 6))) as [number, number];
    expect(out.data[0]).toBeCloseTo((near * 1 + far * (0.5 / 3)) / (near + far), 5);
  });

  it('answers where every query sits on its centre, and with more clusters than queries', async () => {
    const out = await predict(line, { clusters: 60, nearest: 60, shrinkage: 0 }, [0, 11, -1e4]);
    expect(out.data[0]).toBeCloseTo(1, 6);
    expect(out.data[3]).toBeCloseTo(0.5, 6);
    for (const p of out.data) expect(p >= 0 && p <= 1).toBe(true);
  });

  it('supports the LLMs with responses only', async () => {
    const artifact = await cluster.train(line, parseHyperparameters(cluster), trainingRun(0));
    await using router = await loadRouter(cluster, artifact, routerDeps(line));
    expect(router.llms).toEqual(['a', 'b', 'c']);
    expect(router.supports(llmId('nothing'))).toBe(false);
  });

  it('recovers the truth of a simulated world better than the means of the LLMs do', async () => {
    const world = mirtWorld({ seed: 9, queries: 3200, embeddingSize: 4, missing: 0.3, unseenLlms: 0 });
    const train = Array.from({ length: 3000 }, (_, i) => i);
    const data: TrainingSet = {
      ...world.data,
      vectors: takeRows(world.data.vectors, train),
      responses: takeQueries(world.data.responses, train),
    };
    const test = Array.from({ length: 200 }, (_, i) => 3000 + i);
    const queries = { vectors: takeRows(world.data.vectors, test), keys: test.map(String) };
    const rmse = async (shrinkage: number) => {
      const artifact = await cluster.train(data, parseHyperparameters(cluster, { shrinkage }), trainingRun(0));
      await using router = await loadRouter(cluster, artifact, routerDeps(data));
      const out = await router.predict(queries, { llms: router.llms, cost: new Float32Array(5) });
      const square = out.data.reduce((s, p, i) => s + (p - (world.truth.data[3000 * 5 + i] as number)) ** 2, 0);
      return Math.sqrt(square / out.data.length);
    };
    expect(await rmse(1)).toBeLessThan(0.5 * (await rmse(1e6)));
  });

  it('says how far it is and stops when cancelled', async () => {
    const { data } = mirtWorld({ queries: 2000 });
    const stop = new AbortController();
    const stages: string[] = [];
    const run = { ...trainingRun(0, stop.signal), onProgress: ({ stage }: { stage: string }) => stages.push(stage) };
    const training = cluster.train(data, parseHyperparameters(cluster, { restarts: 50 }), {
      ...run,
      onProgress: (progress) => {
        run.onProgress(progress);
        if (stages.length === 3) stop.abort();
      },
    });
    await expect(training).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(stages).toEqual(['k-means 1', 'k-means 1', 'k-means 1']);
  });
});

describe('nearestClusters', () => {
  it('takes the nearest in order, ties to the lower number', () => {
    const { clusters } = nearestClusters(Float64Array.of(4, 1, 9, 1, 0.5), 3, 1);
    expect([...clusters]).toEqual([4, 1, 3]);
  });

  it('weighs them by exp(−distance / spread)', () => {
    const { weights } = nearestClusters(Float64Array.of(0, 2, 8), 3, 2);
    const raw = [1, Math.exp(-1), Math.exp(-4)];
    const sum = raw.reduce((s, w) => s + w, 0);
    raw.forEach((w, i) => expect(weights[i]).toBeCloseTo(w / sum, 12));
  });

  it('overflows for no distance', () => {
    const far = nearestClusters(Float64Array.of(1e12, 1e12 + 1e9), 2, 1e-12);
    expect([...far.weights]).toEqual([1, 0]);
    expect([...nearestClusters(Float64Array.of(0, 0), 2, 1e-12).weights]).toEqual([0.5, 0.5]);
  });
});
