import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix, takeRows } from '../../../../src/domain/matrix.js';
import type { ResponseMatrix } from '../../../../src/domain/responses.js';
import { takeQueries } from '../../../../src/domain/responses.js';
import type { TrainingSet } from '../../../../src/plugins/contract.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { knn } from '../../../../src/plugins/knn/index.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';

const NONE = Number.NaN;
const llms = ['a', 'b'].map(llmId);

/** Training queries at angles from the x axis (in degrees) with the performance of LLM a and LLM b, NaN for none. */
function circle(rows: readonly (readonly [number, number, number])[]): TrainingSet {
  const vectors = matrix(
    rows.length,
    2,
    Float32Array.from(rows.flatMap(([deg]) => [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)])),
  );
  const entries = rows.map(([, ...ys]) => ys.flatMap((y, j) => (Number.isNaN(y) ? [] : [[j, y] as const])));
  const responses: ResponseMatrix = {
    queries: rows.map((_, i) => ({ id: `q${i}`, text: null, task: null })),
    llms,
    rowStart: Uint32Array.from([0, ...entries.map((_, i) => entries.slice(0, i + 1).flat().length)]),
    llmIndex: Uint16Array.from(entries.flat().map(([j]) => j)),
    performance: Float32Array.from(entries.flat().map(([, y]) => y)),
    cost: null,
    inputTokens: null,
    outputTokens: null,
  };
  return {
    vectors,
    responses,
    profiles: matrix(2, 2),
    cost: new Float32Array(2),
    abilities: [],
    embedderId: 'test/circle',
  };
}

/** P̂ of a and b for a query on the x axis. */
async function predict(data: TrainingSet, hyperparameters: object): Promise<number[]> {
  const artifact = await knn.train(
    data,
    parseHyperparameters(knn, { weighting: 'uniform', ...hyperparameters }),
    trainingRun(0),
  );
  await using router = await loadRouter(knn, artifact, routerDeps(data));
  const query = { vectors: matrix(1, 2, Float32Array.of(1, 0)), keys: ['x'] };
  return [...(await router.predict(query, { llms: router.llms, cost: new Float32Array(router.llms.length) })).data];
}

describe('knn', () => {
  const full = circle([
    [10, 1, 0.2],
    [20, 0, 0.4],
    [80, 1, 0.9],
    [85, 1, 0.9],
  ]);

  it('is the mean of the k nearest', async () => {
    const [a, b] = await predict(full, { k: 2, shrinkage: 0 });
    expect(a).toBeCloseTo(0.5, 6);
    expect(b).toBeCloseTo(0.3, 6);
  });

  it('weighs by cosine where asked to', async () => {
    const [a] = await predict(full, { k: 2, shrinkage: 0, weighting: 'cosine' });
    const [near, far] = [10, 20].map((deg) => Math.cos((deg * Math.PI) / 180)) as [number, number];
    expect(a).toBeCloseTo(near / (near + far), 5);
  });

  it('counts the mean of the LLM as further neighbours', async () => {
    const [a] = await predict(full, { k: 2, shrinkage: 3 });
    expect(a).toBeCloseTo((1 + 0 + 3 * 0.75) / 5, 6);
  });

  it('looks further where the nearest miss an LLM, and no further than allowed', async () => {
    const holes = circle([
      [10, 1, NONE],
      [20, 0, NONE],
      [30, 1, 0.6],
      [40, 1, 0.8],
      [80, 1, 0.1],
    ]);
    const [a, b] = await predict(holes, { k: 2, shrinkage: 0, overFetch: 2 });
    expect(a).toBeCloseTo(0.5, 6); // still its own two nearest
    expect(b).toBeCloseTo(0.7, 6);
    const [, onlyOne] = await predict(holes, { k: 3, shrinkage: 0, overFetch: 1 });
    expect(onlyOne).toBeCloseTo(0.6, 6);
    const [, mean] = await predict(holes, { k: 2, shrinkage: 0, overFetch: 1 });
    expect(mean).toBeCloseTo(0.5, 6); // nothing found: the mean of b
  });

  it('takes what there is when there are fewer than k training queries', async () => {
    const [a] = await predict(full, { k: 100, shrinkage: 0 });
    expect(a).toBeCloseTo(0.75, 6);
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
    const rmse = async (k: number, shrinkage: number) => {
      const artifact = await knn.train(data, parseHyperparameters(knn, { k, shrinkage }), trainingRun(0));
      await using router = await loadRouter(knn, artifact, routerDeps(data));
      const out = await router.predict(queries, { llms: router.llms, cost: new Float32Array(5) });
      const square = out.data.reduce((s, p, i) => s + (p - (world.truth.data[3000 * 5 + i] as number)) ** 2, 0);
      return Math.sqrt(square / out.data.length);
    };
    expect(await rmse(40, 1)).toBeLessThan(0.4 * (await rmse(40, 1e6)));
  });
});
