import type { Scalar } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Progress } from '../../../../src/domain/run.js';
import type { TensorRuntime } from '../../../../src/tensor/backend.js';
import { startTensorBackend } from '../../../../src/tensor/backend.js';
import type { QueryLoss } from '../../../../src/tensor/training/descend.js';
import { descend } from '../../../../src/tensor/training/descend.js';
import type { FitOptions } from '../../../../src/tensor/training/types.js';
import { runContext } from './logistic-model.js';

const options: FitOptions = { epochs: 400, batchSize: 8, learningRate: 0.05, validationShare: 0, patience: 5 };
let wasm: TensorRuntime;
beforeAll(async () => {
  wasm = await startTensorBackend('wasm');
});

/** Σ w_q·½(x − target_q)²: the minimum is the weighted mean, drawn towards 0 by the prior. */
function quadratic(targets: readonly number[], weights: readonly number[], priorPrecision = 0): QueryLoss<'x'> {
  const { tf } = wasm;
  return {
    parameters: { x: { shape: [1], initial: new Float32Array(1), priorPrecision } },
    queries: targets.length,
    weights: Float64Array.from(weights),
    responses: new Uint16Array(targets.length).fill(1),
    loss(p, queries) {
      const pick = (values: readonly number[]) => tf.tensor1d(Array.from(queries, (q) => values[q] as number));
      return tf.sum<Scalar>(tf.mul(pick(weights), tf.mul(0.5, tf.square(tf.sub(p.x, pick(targets))))));
    },
  };
}
const targets = [1, 2, 3, 4, 5, 6, 7, 8];
const weights = [4, 1, 1, 1, 1, 1, 1, 2];
const total = 12;
const mean = targets.reduce((sum, t, q) => sum + t * (weights[q] as number), 0) / total;

describe('descend', () => {
  it('finds the minimum of a weighted loss', async () => {
    const { parameters, bestEpoch } = await descend(wasm, quadratic(targets, weights), options, runContext(1));
    expect(parameters.x[0]).toBeCloseTo(mean, 2);
    expect(bestEpoch).toBe(400);
  });

  it('weighs the prior against the number of responses', async () => {
    const { parameters } = await descend(wasm, quadratic(targets, weights, 8), options, runContext(1));
    // ½(x − mean)² + ½·8·x² / 8 responses is least at mean / 2.
    expect(parameters.x[0]).toBeCloseTo(mean / 2, 2);
  });

  it('reports the mean loss of training and of held-out queries, and counts epochs of one of several runs', async () => {
    const seen: Progress[] = [];
    const held = { ...options, epochs: 3, validationShare: 0.25 };
    const run = runContext(1, { onProgress: (p) => seen.push(p) });
    const { history } = await descend(wasm, quadratic(targets, weights), held, run, { done: 6, total: 9 });
    expect(seen.map(({ done, total: of }) => [done, of])).toEqual([7, 8, 9].map((done) => [done, 9]));
    expect(seen.map(({ metrics }) => metrics)).toEqual(history);
    for (const { validationLoss } of history) expect(validationLoss).toBeGreaterThan(0);
  });

  it('gives equal bits for any size of validation steps on this loss and for equal seeds', async () => {
    const held = { ...options, epochs: 5, validationShare: 0.5 };
    const fine = { ...quadratic(targets, weights), validationBatch: 1 };
    const a = await descend(wasm, quadratic(targets, weights), held, runContext(3));
    const b = await descend(wasm, fine, held, runContext(3));
    expect(b.parameters.x).toEqual(a.parameters.x);
    a.history.forEach(({ validationLoss }, i) => expect(b.history[i]?.validationLoss).toBeCloseTo(validationLoss, 4));
  });

  it('stops within a step when cancelled, and leaves no tensor', async () => {
    const before = wasm.tf.memory().numTensors;
    const stop = new AbortController();
    const run = runContext(1, { signal: stop.signal, onProgress: ({ done }) => done === 2 && stop.abort() });
    await expect(descend(wasm, quadratic(targets, weights), options, run)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(wasm.tf.memory().numTensors).toBe(before);
  });

  it('says so when the loss stops being a number', async () => {
    const before = wasm.tf.memory().numTensors;
    await expect(descend(wasm, quadratic([Number.NaN], [1]), options, runContext(1))).rejects.toMatchObject({
      code: 'HYPERPARAMETER_INVALID',
    });
    expect(wasm.tf.memory().numTensors).toBe(before);
  });
});
