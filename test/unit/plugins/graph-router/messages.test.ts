import { beforeAll, describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { dot, matrix, row } from '../../../../src/domain/matrix.js';
import type { ResponseMatrix } from '../../../../src/domain/responses.js';
import type { Edges } from '../../../../src/plugins/graph-router/edges.js';
import { edgesOf, taskNodes } from '../../../../src/plugins/graph-router/edges.js';
import { dealParts, maskedMessages } from '../../../../src/plugins/graph-router/masked-messages.js';
import {
  gatherMessages,
  messageSize,
  shrinkMessages,
  taskMessages,
} from '../../../../src/plugins/graph-router/messages.js';
import { TopK } from '../../../../src/plugins/graph-router/top-k.js';
import type { TensorRuntime } from '../../../../src/tensor/backend.js';
import { trainingRun } from '../../../contract/router-harness.js';
import { mirtWorld } from '../../../fixtures/mirt-world.js';

/** Three queries on two tasks and LLMs a, b; a has mean 0.5, b 0.4. */
const responses: ResponseMatrix = {
  queries: [
    { id: 'q0', text: null, task: 'x' },
    { id: 'q1', text: null, task: 'x' },
    { id: 'q2', text: null, task: null },
  ],
  llms: ['stranger', 'a', 'b'].map(llmId),
  rowStart: Uint32Array.of(0, 3, 4, 6),
  llmIndex: Uint16Array.of(0, 1, 2, 1, 1, 2),
  performance: Float32Array.of(1, 1, 0.4, 0, 0.5, 0.9),
  cost: null,
  inputTokens: null,
  outputTokens: null,
};
const edges = edgesOf(responses, ['a', 'b'].map(llmId), Float32Array.of(0.5, 0.4), taskNodes(responses));
const close = (got: ArrayLike<number>, want: readonly number[]) => {
  expect(got.length).toBe(want.length);
  want.forEach((w, i) => expect(got[i]).toBeCloseTo(w, 6));
};

describe('edges', () => {
  it('hold the performance above the mean of the LLM, of LLMs of the graph only', () => {
    expect([...edges.start]).toEqual([0, 2, 3, 5]);
    expect([...edges.llm]).toEqual([0, 1, 0, 0, 1]);
    close(edges.residual, [0.5, 0, -0.5, 0, 0.5]);
    expect([...edges.task]).toEqual([0, 0, 1]);
    expect([...edgesOf(responses, edges.llms, Float32Array.of(0, 0), ['x']).task]).toEqual([0, 0, -1]);
  });
});

describe('messages', () => {
  it('are means that a general one is added to as further edges', () => {
    const out = new Float32Array(4);
    shrinkMessages(Float64Array.of(3, 0, -1), Float64Array.of(4, 0, 2), 2, out, 0);
    const general = 2 / 8;
    close(out, [(3 + 2 * general) / 6, general, (-1 + 2 * general) / 4, general]);
    shrinkMessages(new Float64Array(3), new Float64Array(3), 0, out, 0);
    close(out, [0, 0, 0, 0]);
  });

  it('of a task come from its queries that count', () => {
    const all = taskMessages(edges, 2, 0, () => true);
    close(row(all, 0), [0, 0, 0]);
    close(row(all, 1), [0, 0.5, 0.25]);
    close(
      row(
        taskMessages(edges, 2, 0, (q) => q !== 1),
        0,
      ),
      [0.5, 0, 0.25],
    );
  });

  it('reach a query over its neighbours, weighted by their similarity', () => {
    const vectors = matrix(3, 2, Float32Array.of(1, 0, 0, 1, 2, 2));
    const graph = { edges, vectors, tasks: taskMessages(edges, 2, 0, () => true), edgeShrinkage: 1 };
    const out = new Float32Array(messageSize(2, 2)).fill(9);
    gatherMessages(graph, Int32Array.of(2, 0, 1, -1), Float32Array.of(0.6, 0.2, -0.3, 0), out);
    // Edges of q2 (weight 0.6) and q0 (0.2); q1 points away.
    const general = (0.2 * 0.5 + 0.6 * 0.5) / (0.2 + 0.2 + 0.6 + 0.6 + 1);
    close(out, [
      (0.6 * 2 + 0.2) / 0.8,
      (0.6 * 2) / 0.8,
      (0.2 * 0.5 + general) / (0.8 + 1),
      (0.6 * 0.5 + general) / (0.8 + 1),
      general,
      0,
      0.75 * 0.5,
      0.75 * 0.25,
    ]);
    gatherMessages(graph, Int32Array.of(1, -1), Float32Array.of(-1, 0), out);
    close(out, new Array<number>(8).fill(0));
  });
});

describe('TopK', () => {
  it('keeps the best of random offers, of equals the first', () => {
    const values = Array.from({ length: 200 }, (_, i) => ((i * 37) % 50) / 64);
    const top = new TopK(12);
    values.forEach((v, i) => top.offer(i, v));
    const want = values.map((v, i) => [v, i] as const).sort(([v, i], [w, j]) => w - v || i - j);
    expect([...top.ids]).toEqual(want.slice(0, 12).map(([, i]) => i));
    top.clear();
    top.offer(3, -1);
    expect([...top.ids.subarray(0, 2)]).toEqual([3, -1]);
  });
});

describe('masked messages', () => {
  const { data } = mirtWorld({ queries: 60, unseenLlms: 0 });
  const tasks = taskNodes(data.responses);
  const graph = edgesOf(data.responses, data.responses.llms, new Float32Array(5).fill(0.5), tasks);
  const options = { neighbours: 7, edgeShrinkage: 2, maskedParts: 4 };
  let runtime: TensorRuntime;
  beforeAll(async () => {
    runtime = await trainingRun(0).tensor();
  });
  const gather = (of: Edges) => maskedMessages(runtime, data.vectors, of, tasks.length, options, trainingRun(5));

  it('are what a query hears from the nearest queries of other parts', async () => {
    const out = await gather(graph);
    const part = dealParts(60, 4, trainingRun(5));
    for (const q of [0, 17, 59]) {
      const others = [...part.keys()].filter((i) => part[i] !== part[q]);
      const similarity = new Map(others.map((i) => [i, dot(row(data.vectors, q), row(data.vectors, i))]));
      const near = others.sort((i, j) => (similarity.get(j) as number) - (similarity.get(i) as number)).slice(0, 7);
      const want = new Float32Array(out.cols);
      const messages = taskMessages(graph, tasks.length, 2, (i) => part[i] !== part[q]);
      gatherMessages(
        { edges: graph, vectors: data.vectors, tasks: messages, edgeShrinkage: 2 },
        Int32Array.from(near),
        Float32Array.from(near, (i) => similarity.get(i) as number),
        want,
      );
      row(out, q).forEach((x, c) => expect(x).toBeCloseTo(want[c] as number, 4));
    }
  });

  it('tell no query of its own edges', async () => {
    const before = await gather(graph);
    const residual = graph.residual.slice();
    for (let e = graph.start[20] as number; e < (graph.start[21] as number); e++) residual[e] = -0.9;
    const after = await gather({ ...graph, residual });
    expect([...row(after, 20)]).toEqual([...row(before, 20)]);
    expect([...after.data]).not.toEqual([...before.data]);
  });

  it('leave no tensor behind when they are cancelled', async () => {
    const before = runtime.tf.memory().numTensors;
    const stop = new AbortController();
    stop.abort();
    const gathering = maskedMessages(runtime, data.vectors, graph, tasks.length, options, trainingRun(5, stop.signal));
    await expect(gathering).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(runtime.tf.memory().numTensors).toBe(before);
  });
});
