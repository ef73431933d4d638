import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../../src/domain/run.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { binaryTask, trainBinary } from '../../../../src/plugins/binary/training.js';
import type { AnyRouterPlugin } from '../../../../src/plugins/contract.js';
import { hybridLlm } from '../../../../src/plugins/hybrid-llm/index.js';
import { routeLlmClassifier, routeLlmMf, routeLlmSw } from '../../../../src/plugins/route-llm/index.js';
import { trainingRun } from '../../../contract/router-harness.js';
import { binaryWorld } from '../../../fixtures/binary-world.js';

const { data } = binaryWorld(300, 6);
const h = parseHyperparameters(routeLlmClassifier, { folds: 4 });

describe('cross-fitting', () => {
  it('asks for every comparison a model that has not seen it, and keeps one that has seen all', async () => {
    const task = await binaryTask('test', data, h, trainingRun(1));
    const { rows } = task.comparisons;
    const asked: number[] = [];
    const { model } = await trainBinary(
      task,
      h,
      trainingRun(1),
      async (_, kept) => new Set(Array.from(kept, (i) => rows[i] as number)),
      (known, _vectors, query) => {
        expect(known.has(query)).toBe(false);
        expect(known.size).toBe(225);
        asked.push(query);
        return 0.5;
      },
    );
    expect(asked.sort((x, y) => x - y)).toEqual([...rows]);
    expect(model.size).toBe(300);
  });

  it('makes the threshold curve of the win rates that it was given', async () => {
    const task = await binaryTask('test', data, h, trainingRun(1));
    const { strong, weak } = task.comparisons;
    const knowing = (_: null, __: unknown, q: number) => 0.5 + ((strong[q] as number) - (weak[q] as number)) / 2;
    const { curve, pair, training } = await trainBinary(task, h, trainingRun(1), async () => null, knowing);
    const best = strong.reduce((sum, y, i) => sum + Math.max(y, weak[i] as number), 0) / 300;
    expect(Math.max(...curve.performance)).toBeCloseTo(best, 6);
    expect(pair).toEqual({ strong: 'dear', weak: 'cheap' });
    expect(training).toMatchObject({ queries: 300, comparisons: 300, weakPerformance: curve.performance[0] });
    expect(training['bestPerformance']).toBeCloseTo(best, 6);
  });
});

const routers: readonly (readonly [AnyRouterPlugin, object])[] = [
  [hybridLlm, { epochs: 4 }],
  [routeLlmMf, { epochs: 4 }],
  [routeLlmSw, {}],
  [routeLlmClassifier, {}],
];

describe.each(routers)('training of $id', (plugin, short) => {
  const parsed: unknown = parseHyperparameters(plugin, short);

  it('says how far it is and writes down what it was trained with', async () => {
    const steps: Progress[] = [];
    const artifact = await plugin.train(data, parsed, { ...trainingRun(7), onProgress: (step) => steps.push(step) });
    expect(new Set(steps.map(({ stage }) => stage))).toEqual(new Set(['pair', 'train']));
    const training = steps.filter(({ stage }) => stage === 'train');
    training.forEach(({ done, total }, i) => {
      expect(done).toBeLessThanOrEqual(total ?? 0);
      expect(done).toBeGreaterThan(training[i - 1]?.done ?? 0);
    });
    expect(artifact.meta).toMatchObject({
      embedderId: 'test/binary-world',
      seed: 7,
      hyperparameters: parsed,
      strong: 'dear',
      weak: 'cheap',
      training: { comparisons: 300 },
    });
  });

  it('stops soon after it was cancelled and leaves no tensor', async () => {
    const stop = new AbortController();
    const run = trainingRun(1, stop.signal);
    const { tf } = await run.tensor();
    const before = tf.memory().numTensors;
    let after = 0;
    const onProgress = ({ stage }: Progress) => {
      if (stop.signal.aborted) after++;
      else if (stage === 'train') stop.abort();
    };
    await expect(plugin.train(data, parsed, { ...run, onProgress })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(after).toBeLessThanOrEqual(1);
    expect(tf.memory().numTensors).toBe(before);
  });
});
