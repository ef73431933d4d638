import { describe, expect, it } from 'vitest';
import { sigmoid } from '../../../../src/domain/logistic.js';
import { logOdds } from '../../../../src/plugins/mirt/response-function.js';
// Made by test/fixtures/generators/mirt-golden.py with numpy.
import golden from '../../../fixtures/golden/mirt.json' with { type: 'json' };

describe('response function of MIRT', () => {
  it.each(golden)('agrees with numpy ($logOdds)', ({ a, theta, b, logOdds: expected, p }) => {
    const x = logOdds(Float32Array.from(a), Float32Array.from(theta), b);
    expect(x).toBeCloseTo(expected, 10);
    expect(sigmoid(x)).toBeCloseTo(p, 10);
  });

  it.each([-1e3, 0, 1e3])('neither overflows nor turns into NaN at extremes (b = %d)', (b) => {
    const a = new Float32Array(25).fill(1e30);
    const theta = new Float32Array(25).fill(1e4);
    expect(sigmoid(logOdds(a, theta, b))).toBe(1);
    expect(sigmoid(logOdds(a, new Float32Array(25).fill(-1e4), b))).toBe(0);
  });
});
