import { describe, expect, it } from 'vitest';
import { labelsOf, relaxation } from '../../../../src/plugins/hybrid-llm/labels.js';
// Made by test/fixtures/generators/binary-golden.py with numpy.
import golden from '../../../fixtures/golden/binary.json' with { type: 'json' };

describe('labels of HybridLLM', () => {
  it.each(golden.labels)('agree with numpy', (c) => {
    const [strong, weak] = [Float32Array.from(c.strong), Float32Array.from(c.weak)];
    const values = (rule: 'det' | 'prob' | 'trans') => [...labelsOf(rule, strong, weak, 1).values];
    expect(values('det')).toEqual(c.det);
    values('prob').forEach((y, i) => expect(y).toBeCloseTo(c.prob[i] as number, 6));
    expect(values('trans')).toEqual(c.trans);
    expect(relaxation(strong, weak)).toBeCloseTo(c.t, 9);
  });

  it('are the same for r_det and r_prob on right and wrong answers, whatever a tie counts', () => {
    const strong = Float32Array.of(1, 1, 0, 0);
    const weak = Float32Array.of(1, 0, 1, 0);
    for (const tie of [0, 0.5, 1]) {
      expect([...labelsOf('det', strong, weak, tie).values]).toEqual([tie, 0, 1, tie]);
      expect([...labelsOf('prob', strong, weak, tie).values]).toEqual([tie, 0, 1, tie]);
    }
  });

  it('are relaxed where the strong LLM is always better, and not where the classes are even', () => {
    const strong = Float32Array.from({ length: 100 }, () => 0.9);
    const weak = Float32Array.from({ length: 100 }, (_, i) => 0.1 + 0.006 * i);
    expect([...labelsOf('det', strong, weak, 1).values].every((y) => y === 0)).toBe(true);
    const { values, relaxation: t } = labelsOf('trans', strong, weak, 1);
    expect(t).toBeCloseTo(0.5, 1);
    expect(values.reduce((sum, y) => sum + y, 0) / 100).toBeCloseTo(0.5, 1);
    expect(relaxation(Float32Array.of(1, 0), Float32Array.of(0, 1))).toBe(0);
  });

  it('reach a gap of exactly t in spite of 32-bit scores', () => {
    const strong = Float32Array.of(0.7, 0.7, 0.9);
    const weak = Float32Array.of(0.2, 0.3, 0.1);
    const { values, relaxation: t } = labelsOf('trans', strong, weak, 1);
    expect(t).toBeCloseTo(0.4, 9);
    expect([...values]).toEqual([0, 1, 0]);
  });

  it('are 1 everywhere where both always agree', () => {
    const same = Float32Array.of(0.2, 0.8);
    for (const rule of ['det', 'trans'] as const) expect([...labelsOf(rule, same, same, 1).values]).toEqual([1, 1]);
  });
});
