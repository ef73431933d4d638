import { describe, expect, it } from 'vitest';
import { matrix, takeRows } from '../../../../src/domain/matrix.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { groupQueries } from '../../../../src/plugins/nirt/group-queries.js';
import { nirt } from '../../../../src/plugins/nirt/index.js';
import { trainingRun } from '../../../contract/router-harness.js';
import { adjustedRandIndex } from '../../tensor/clustering/rand-index.js';
import { nirtWorld } from './nirt-world.js';

const { vectors } = nirtWorld(600).data;
const task = Array.from({ length: 600 }, (_, q) => q % 3);
const options = (change: object = {}) => parseHyperparameters(nirt, { minClusterSize: 40, ...change });

describe('grouping queries', () => {
  it.each([600, 150])('finds the tasks that vectors were drawn from, from a sample of %i', async (clusterSample) => {
    const { clusters, clusterOf } = await groupQueries(vectors, options({ clusterSample }), trainingRun(1));
    expect(clusters).toBe(Math.max(...clusterOf) + 1);
    expect(adjustedRandIndex(clusterOf, task)).toBeGreaterThan(0.9);
  });

  it('gives the same groups from the same seed, other layouts from another', async () => {
    const group = async (seed: number) => groupQueries(vectors, options({ clusterSample: 100 }), trainingRun(seed));
    expect(await group(1)).toEqual(await group(1));
    expect((await group(2)).near.ids).not.toEqual((await group(1)).near.ids);
  });

  it('never counts a query among its own neighbours', async () => {
    const { near } = await groupQueries(vectors, options({ clusterSample: 200 }), trainingRun(1));
    expect(near.k).toBe(5);
    for (let q = 0; q < 600; q++) expect(near.ids.subarray(q * 5, (q + 1) * 5)).not.toContain(q);
  });

  it.each([1, 2, 10, 16])('puts %i queries into one cluster', async (count) => {
    const few = takeRows(
      vectors,
      Array.from({ length: count }, (_, q) => q),
    );
    const { clusters, clusterOf, near } = await groupQueries(few, options(), trainingRun(1));
    expect([clusters, ...clusterOf]).toEqual([1, ...Array<number>(count).fill(0)]);
    // −1 where there are fewer than five others.
    expect(near.ids.filter((id) => id >= 0)).toHaveLength(count * Math.min(5, count - 1));
  });

  it('puts equal vectors into one cluster', async () => {
    const same = matrix(100, 4, new Float32Array(400).fill(0.5));
    const { clusters, clusterOf } = await groupQueries(same, options(), trainingRun(1));
    expect(new Set(clusterOf).size).toBe(1);
    expect(clusters).toBe(1);
  });

  it('ends soon when cancelled at any stage', async () => {
    for (const stage of ['find neighbours', 'find sampled neighbours', 'lay out']) {
      const stop = new AbortController();
      const run = trainingRun(1, stop.signal);
      const onProgress = (progress: { stage: string }) => progress.stage === stage && stop.abort();
      await expect(groupQueries(vectors, options(), { ...run, onProgress })).rejects.toMatchObject({
        code: 'CANCELLED',
      });
    }
  });
});
