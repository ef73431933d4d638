import { describe, expect, it } from 'vitest';
import type { LlmId } from '../../../../src/domain/ids.js';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix, takeRows } from '../../../../src/domain/matrix.js';
import { takeQueries } from '../../../../src/domain/responses.js';
import type { TrainingSet } from '../../../../src/plugins/contract.js';
import { facet } from '../../../../src/plugins/contract.js';
import type { GraphWeights } from '../../../../src/plugins/graph-router/artifact.js';
import { graphRouter } from '../../../../src/plugins/graph-router/index.js';
import { loadGraphRouter } from '../../../../src/plugins/graph-router/router.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';

const [a, b, unseen] = ['a', 'b', 'unseen'].map(llmId) as [LlmId, LlmId, LlmId];

/** One training query along the x axis, answered by a; a profile for an unseen LLM. */
const tiny: TrainingSet = {
  vectors: matrix(1, 2, Float32Array.of(1, 0)),
  responses: {
    queries: [{ id: 'q', text: null, task: 'x' }],
    llms: [a, b, unseen],
    rowStart: Uint32Array.of(0, 1),
    llmIndex: Uint16Array.of(0),
    performance: Float32Array.of(0.9),
    cost: null,
    inputTokens: null,
    outputTokens: null,
  },
  profiles: matrix(3, 2, Float32Array.of(0, 0, 0, 0, 0.5, 1)),
  cost: new Float32Array(3),
  abilities: [],
  embedderId: 'test/tiny',
};
const weights: GraphWeights = {
  dims: 2,
  embeddingSize: 2,
  neighbours: 1,
  edgeShrinkage: 0,
  llms: [a, b],
  tasks: ['x'],
  means: Float32Array.of(0.5, 0.5),
  taskMessages: Float32Array.of(0.3, -0.1, 0.2),
  queryWeights: Float32Array.of(1, 2, -3, 0),
  neighbourWeights: Float32Array.of(0.5, 0, 0, 1),
  queryMessageWeights: Float32Array.of(1, 0, 0, 1),
  taskMessageWeights: Float32Array.of(2, 0, 0, 2),
  hiddenBias: Float32Array.of(0.1, 0.2),
  difficultyWeights: Float32Array.of(0.4, 0),
  difficultyBias: Float32Array.of(0.05),
  profileWeights: Float32Array.of(1, 0, 0, 1, 2, 2),
  llmNodes: Float32Array.of(1, 1, 0.3, -1, 1, -0.3),
  level: Float32Array.of(0.7),
  trust: Float32Array.of(2, 3),
};
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

describe('graph-router', () => {
  it('predicts the edges that its weights and messages say', async () => {
    const router = loadGraphRouter(weights, routerDeps(tiny));
    const query = { vectors: matrix(1, 2, Float32Array.of(0.5, 0.25)), keys: ['new'] };
    const out = await router.predict(query, { llms: [a, b, unseen], cost: new Float32Array(3) });
    // The neighbour tells of its vector (1, 0), of a residual of 0.4 for a and, having no other edge, for LLMs in general.
    const hidden = [0.1 + (0.5 + 0.5) + 0.5 + 0.4 + 2 * 0.3, Math.max(0, 0.2 - 1.5 + 0 + 0.4 + 2 * -0.1)] as const;
    const difficulty = 0.2 + 0.05;
    const edge = (state: readonly number[], fromQueries: number, fromTasks: number) =>
      sigmoid(
        (state[0] as number) * hidden[0] +
          (state[1] as number) * hidden[1] +
          (state[2] as number) -
          difficulty +
          2 * fromQueries +
          3 * fromTasks,
      );
    const want = [edge([1, 1, 0.3], 0.4, 0.3), edge([-1, 1, -0.3], 0.4, -0.1), edge([0.5, 1, 3 + 0.7], 0.4, 0.2)];
    want.forEach((p, j) => expect(out.data[j]).toBeCloseTo(p, 5));
  });

  it('recovers the truth of a simulated world, and of an LLM without edges from its profile', async () => {
    const world = mirtWorld({ seed: 9, queries: 1200, llms: 14, embeddingSize: 4, missing: 0.3, unseenLlms: 1 });
    const rows = Array.from({ length: 1000 }, (_, i) => i);
    const data: TrainingSet = {
      ...world.data,
      vectors: takeRows(world.data.vectors, rows),
      responses: takeQueries(world.data.responses, rows),
    };
    const test = Array.from({ length: 200 }, (_, i) => 1000 + i);
    const queries = { vectors: takeRows(world.data.vectors, test), keys: test.map(String) };
    const h = { dims: 8, epochs: 40, learningRate: 0.02, queryPrecision: 1, messagePrecision: 10, llmPrecision: 1 };
    const artifact = await graphRouter.train(data, parseHyperparameters(graphRouter, h), trainingRun(0));
    await using router = await loadRouter(graphRouter, artifact, routerDeps(data));
    const { llms } = data.responses;
    const out = await router.predict(queries, { llms, cost: new Float32Array(15) });
    const rmse = (columns: readonly number[], guess: (i: number, j: number) => number) => {
      let square = 0;
      test.forEach((q, i) =>
        columns.forEach((j) => (square += (guess(i, j) - (world.truth.data[q * 15 + j] as number)) ** 2)),
      );
      return Math.sqrt(square / (test.length * columns.length));
    };
    const mean = (j: number) => test.reduce((s, q) => s + (world.truth.data[q * 15 + j] as number), 0) / test.length;
    const seen = llms.slice(0, 14).map((_, j) => j);
    const learned = (i: number, j: number) => out.data[i * 15 + j] as number;
    expect(rmse(seen, learned)).toBeLessThan(0.4 * rmse(seen, (_, j) => mean(j)));
    expect(facet(graphRouter, router, 'unseenLlms')?.predictsUnseen(llms[14] as LlmId)).toBe(true);
    expect(rmse([14], learned)).toBeLessThan(0.8 * rmse([14], (_, j) => mean(j)));
  });

  it('says how far it is, and leaves no tensor when cancelled while it fits', async () => {
    const { data } = mirtWorld();
    const stop = new AbortController();
    const run = trainingRun(0, stop.signal);
    const { tf } = await run.tensor();
    const before = tf.memory().numTensors;
    const stages = new Set<string>();
    const training = graphRouter.train(data, parseHyperparameters(graphRouter), {
      ...run,
      onProgress: ({ stage }) => {
        stages.add(stage);
        if (stage === 'train') stop.abort();
      },
    });
    await expect(training).rejects.toMatchObject({ code: 'CANCELLED' });
    expect([...stages]).toEqual(['messages', 'train']);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses an LLM of which it knows neither edges nor a profile', async () => {
    const router = loadGraphRouter(weights, routerDeps(tiny));
    const query = { vectors: matrix(1, 2), keys: ['new'] };
    expect(router.supports(llmId('nobody'))).toBe(false);
    const asked = router.predict(query, { llms: [llmId('nobody')], cost: new Float32Array(1) });
    await expect(asked).rejects.toMatchObject({ code: 'UNKNOWN_LLM' });
  });
});
