import { beforeAll, describe, expect, it } from 'vitest';
import type { Progress } from '../../../../src/domain/run.js';
import { startTensorBackend } from '../../../../src/tensor/backend.js';
import type { TensorRuntime } from '../../../../src/tensor/backend.js';
import { fit } from '../../../../src/tensor/training/fit.js';
import type { EpochLoss, FitOptions } from '../../../../src/tensor/training/types.js';
import { logisticData, logisticModel, runContext } from './logistic-model.js';

const options: FitOptions = { epochs: 30, batchSize: 64, learningRate: 0.02, validationShare: 0.2, patience: 5 };
let wasm: TensorRuntime;
beforeAll(async () => {
  wasm = await startTensorBackend('wasm');
});

describe('fit', () => {
  it('recovers the weights of simulated responses, missing ones left out', async () => {
    const { data, w } = logisticData(4000, 4, 3, 7, 0.3);
    const all = { ...options, batchSize: 512, epochs: 60, validationShare: 0 };
    const result = await fit(wasm, logisticModel(wasm, 4, 3), data, all, runContext(1));
    // The standard error of a weight at 2,800 responses is about 0.07; 0.25 is three to four of them.
    result.parameters.w.forEach((value, i) => expect(Math.abs(value - (w[i] as number))).toBeLessThan(0.25));
  });

  it('does not look at the target of a missing response', async () => {
    const { data } = logisticData(300, 3, 2, 3);
    const hidden = { ...data, targets: { ...data.targets, data: data.targets.data.slice() } };
    for (let i = 0; i < 300; i++) hidden.targets.data[i * 2 + 1] = Number.NaN;
    const result = await fit(wasm, logisticModel(wasm, 3, 2), hidden, { ...options, epochs: 3 }, runContext(1));
    const column = [0, 1, 2].map((k) => result.parameters.w[k * 2 + 1]);
    expect(column).toEqual([0, 0, 0]);
    expect(result.parameters.w[0]).not.toBe(0);
  });

  it('weighs queries: a query of weight 2 counts as two queries', async () => {
    const { data } = logisticData(40, 2, 1, 5);
    const twice = [...Array(40).keys()].flatMap((i) => (i < 10 ? [i, i] : [i]));
    const repeated = {
      vectors: {
        rows: 50,
        cols: 2,
        data: Float32Array.from(twice.flatMap((i) => [...data.vectors.data.slice(i * 2, i * 2 + 2)])),
      },
      targets: { rows: 50, cols: 1, data: Float32Array.from(twice, (i) => data.targets.data[i] as number) },
      weights: new Float32Array(50).fill(1),
    };
    const weighted = { ...data, weights: Float32Array.from({ length: 40 }, (_, i) => (i < 10 ? 2 : 1)) };
    const full = { ...options, batchSize: 64, validationShare: 0, epochs: 20 };
    const a = await fit(wasm, logisticModel(wasm, 2, 1), weighted, full, runContext(1));
    const b = await fit(wasm, logisticModel(wasm, 2, 1), repeated, full, runContext(1));
    a.parameters.w.forEach((value, i) => expect(value).toBeCloseTo(b.parameters.w[i] as number, 4));
  });

  it('a stronger prior shrinks the weights', async () => {
    const { data } = logisticData(500, 3, 2, 11);
    const norm = async (l2: number) => {
      const result = await fit(wasm, logisticModel(wasm, 3, 2, l2), data, options, runContext(1));
      return Math.hypot(...result.parameters.w);
    };
    expect(await norm(100)).toBeLessThan(0.8 * (await norm(0)));
  });

  it('stops early and returns the weights of the best epoch, not of the last', async () => {
    const { data } = logisticData(60, 30, 1, 13); // as many weights as training queries: it must overfit
    const eager = { ...options, epochs: 400, learningRate: 0.1, patience: 3 };
    const result = await fit(wasm, logisticModel(wasm, 30, 1), data, eager, runContext(2));
    const losses = result.history.map((h) => h.validationLoss);
    expect(result.bestEpoch).toBe(losses.indexOf(Math.min(...losses)) + 1);
    expect(result.history.length).toBe(result.bestEpoch + 3);
    const again = await fit(
      wasm,
      logisticModel(wasm, 30, 1),
      data,
      { ...eager, epochs: result.bestEpoch },
      runContext(2),
    );
    expect(again.parameters.w).toEqual(result.parameters.w);
  });

  it('gives the same bits for the same seed and others for another seed', async () => {
    const { data } = logisticData(300, 5, 3, 17);
    for (const backend of ['wasm', 'cpu'] as const) {
      const runtime = await startTensorBackend(backend);
      const model = () => logisticModel(runtime, 5, 3);
      const first = await fit(runtime, model(), data, { ...options, epochs: 4 }, runContext(1));
      const same = await fit(runtime, model(), data, { ...options, epochs: 4 }, runContext(1));
      const other = await fit(runtime, model(), data, { ...options, epochs: 4 }, runContext(2));
      expect(same).toEqual(first);
      expect(other.parameters.w).not.toEqual(first.parameters.w);
    }
  });

  it('follows the same loss curve on cpu and wasm', async () => {
    const { data } = logisticData(300, 5, 3, 19, 0.2);
    const curves: (readonly EpochLoss[])[] = [];
    for (const backend of ['cpu', 'wasm'] as const) {
      const runtime = await startTensorBackend(backend);
      const result = await fit(
        runtime,
        logisticModel(runtime, 5, 3, 1),
        data,
        { ...options, epochs: 8 },
        runContext(1),
      );
      curves.push(result.history);
    }
    curves[0]?.forEach((epoch, i) => {
      expect(curves[1]?.[i]?.loss).toBeCloseTo(epoch.loss, 5);
      expect(curves[1]?.[i]?.validationLoss).toBeCloseTo(epoch.validationLoss, 5);
    });
  });

  it('reports each epoch with its losses', async () => {
    const { data } = logisticData(100, 2, 2, 23);
    const seen: Progress[] = [];
    const run = runContext(1, { onProgress: (p) => seen.push(p) });
    const result = await fit(wasm, logisticModel(wasm, 2, 2), data, { ...options, epochs: 3 }, run);
    expect(seen.map((p) => [p.done, p.total, p.unit])).toEqual([1, 2, 3].map((i) => [i, 3, 'epochs']));
    expect(seen[2]?.metrics).toEqual(result.history[2]);
  });

  it('leaves no tensor behind when it ends, and none when it is cancelled', async () => {
    const { data } = logisticData(200, 3, 2, 29);
    const before = wasm.tf.memory().numTensors;
    await fit(wasm, logisticModel(wasm, 3, 2, 1), data, { ...options, epochs: 3 }, runContext(1));
    expect(wasm.tf.memory().numTensors).toBe(before);
    const stop = new AbortController();
    const run = runContext(1, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(fit(wasm, logisticModel(wasm, 3, 2, 1), data, options, run)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(wasm.tf.memory().numTensors).toBe(before);
  });

  it('gives way to the event loop, so that a cancel from outside lands within a step or two', async () => {
    const { data } = logisticData(2000, 3, 2, 31);
    const stop = new AbortController();
    let epochs = 0;
    const run = runContext(1, { signal: stop.signal, onProgress: () => void epochs++ });
    setTimeout(() => stop.abort(), 0);
    const work = fit(wasm, logisticModel(wasm, 3, 2), data, { ...options, batchSize: 8, epochs: 10_000 }, run);
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(epochs).toBeLessThan(3);
  });

  it('says so when training diverges', async () => {
    const { data } = logisticData(50, 2, 1, 37);
    data.vectors.data[0] = Number.POSITIVE_INFINITY;
    await expect(fit(wasm, logisticModel(wasm, 2, 1), data, options, runContext(1))).rejects.toMatchObject({
      code: 'HYPERPARAMETER_INVALID',
    });
  });
});
