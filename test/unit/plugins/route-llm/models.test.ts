import { describe, expect, it } from 'vitest';
import { matrix } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import { outcomeWinRate } from '../../../../src/plugins/route-llm/classifier.js';
import type { MfParameter } from '../../../../src/plugins/route-llm/mf-model.js';
import { mfModel, pairLogOdds } from '../../../../src/plugins/route-llm/mf-model.js';
import { allPairs, llmsSeen, preferences } from '../../../../src/plugins/route-llm/opponents.js';
import { startTensorBackend } from '../../../../src/tensor/backend.js';
// Made by test/fixtures/generators/binary-golden.py with numpy.
import golden from '../../../fixtures/golden/binary.json' with { type: 'json' };

const NONE = Number.NaN;

describe('matrix factorisation', () => {
  it.each(golden.factors)('agrees with numpy, in training as in prediction', async (c) => {
    const runtime = await startTensorBackend('wasm');
    const { tf } = runtime;
    const llms = c.delta.length;
    const pairs = allPairs(c.delta);
    const dims = c.parameters.output.length;
    const model = mfModel(runtime, c.size, llms, pairs, { dims, precision: 1 }, seededRng(1));
    const values = Object.fromEntries(Object.entries(c.parameters).map(([k, v]) => [k, Float32Array.from(v)]));
    const p = { ...values, differences: model.parameters.differences.initial } as Record<MfParameter, Float32Array>;
    const logits = tf.tidy(() => {
      const tensor = (name: MfParameter) => tf.tensor(p[name], [...model.parameters[name].shape]);
      const tensors = {
        llmVectors: tensor('llmVectors'),
        projection: tensor('projection'),
        projectionBias: tensor('projectionBias'),
        output: tensor('output'),
        differences: tensor('differences'),
      };
      return model.logits(tensors, tf.tensor2d(c.query, [1, c.size])).dataSync();
    });
    pairs.forEach(({ strong, weak }, i) => {
      const truth = (c.delta[strong] as number) - (c.delta[weak] as number);
      expect(logits[i]).toBeCloseTo(truth, 4);
      const { weights, bias } = pairLogOdds(p, { strong, weak });
      const folded = c.query.reduce((sum, x, k) => sum + x * (weights[k] as number), bias[0] as number);
      expect(folded).toBeCloseTo(truth, 5);
    });
  });
});

describe('preferences', () => {
  it('are wins, defeats and half wins of all LLMs that were observed', () => {
    const y = matrix(3, 3, Float32Array.of(1, 0, NONE, 0.5, 0.5, NONE, 0, 1, NONE));
    const rows = Uint32Array.of(0, 1, 2);
    expect(llmsSeen(y, rows)).toEqual([0, 1]);
    expect([...preferences(y, rows, [0, 1], allPairs([0, 1])).data]).toEqual([1, 0.5, 0]);
    expect([...preferences(y, Uint32Array.of(2), [1, 2], allPairs([1, 2])).data]).toEqual([NONE]);
    expect(allPairs([7, 8, 9])).toEqual([
      { strong: 0, weak: 1 },
      { strong: 0, weak: 2 },
      { strong: 1, weak: 2 },
    ]);
  });
});

describe('classifier of outcomes', () => {
  it.each(golden.outcomes)('agrees with numpy', (c) => {
    const scores = { weights: Float32Array.from(c.weights), bias: Float32Array.from(c.bias) };
    const query = matrix(1, c.query.length, Float32Array.from(c.query));
    expect(outcomeWinRate(scores, 0.5, query, 0)).toBeCloseTo(c.half, 6);
    expect(outcomeWinRate(scores, 0, query, 0)).toBeCloseTo(c.none, 6);
  });

  it('stays within [0, 1] for huge scores', () => {
    const scores = { weights: Float32Array.of(-1e30, 0, 1e30), bias: new Float32Array(3) };
    expect(outcomeWinRate(scores, 0.5, matrix(1, 1, Float32Array.of(1e4)), 0)).toBe(1);
    expect(outcomeWinRate(scores, 0.5, matrix(1, 1, Float32Array.of(-1e4)), 0)).toBe(0);
  });
});
