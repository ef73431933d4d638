import { describe, expect, it } from 'vitest';
import { matrix } from '../../../../src/domain/matrix.js';
import type { Head } from '../../../../src/plugins/hybrid-llm/head.js';
import { headWinRate } from '../../../../src/plugins/hybrid-llm/head.js';
// Made by test/fixtures/generators/binary-golden.py with numpy.
import golden from '../../../fixtures/golden/binary.json' with { type: 'json' };

describe('head of HybridLLM', () => {
  it.each(golden.heads)('agrees with numpy', ({ query, rate, ...layers }) => {
    const head = Object.fromEntries(Object.entries(layers).map(([name, v]) => [name, Float32Array.from(v)]));
    const rows = matrix(2, query.length, Float32Array.from([...query.map((x) => -x), ...query]));
    expect(headWinRate(head as unknown as Head, rows, 1)).toBeCloseTo(rate, 6);
  });

  it('stays within [0, 1] for huge numbers', () => {
    const one = Float32Array.of(1e4);
    const none = new Float32Array(0);
    const linear = { hiddenWeights: none, hiddenBias: none, outputWeights: one, outputBias: one };
    expect(headWinRate(linear, matrix(1, 1, Float32Array.of(1e4)), 0)).toBe(1);
    expect(headWinRate(linear, matrix(1, 1, Float32Array.of(-1e4)), 0)).toBe(0);
  });
});
