import { describe, expect, it } from 'vitest';
import { logLoss, logOdds, sigmoid, softplus } from '../../../../src/plugins/mirt/response-function.js';
// Made by test/fixtures/generators/mirt-golden.py with numpy.
import golden from '../../../fixtures/golden/mirt.json' with { type: 'json' };

describe('response function of MIRT', () => {
  it.each(golden)('agrees with numpy ($logOdds)', (c) => {
    const x = logOdds(Float32Array.from(c.a), Float32Array.from(c.theta), c.b);
    expect(x).toBeCloseTo(c.logOdds, 10);
    expect(sigmoid(x)).toBeCloseTo(c.p, 10);
    expect(logLoss(c.y, x)).toBeCloseTo(c.loss, 9);
    c.a.forEach((a, k) => expect(softplus(Math.fround(a))).toBeCloseTo(c.softplus[k] as number, 10));
  });

  it('neither overflows nor turns into NaN at extremes', () => {
    const a = new Float32Array(25).fill(1e30);
    const theta = new Float32Array(25).fill(1e4);
    for (const b of [-1e3, 0, 1e3]) {
      expect(sigmoid(logOdds(a, theta, b))).toBe(1);
      expect(
        sigmoid(
          logOdds(
            a,
            theta.map((t) => -t),
            b,
          ),
        ),
      ).toBe(0);
    }
    expect(sigmoid(-1e3)).toBe(0);
    expect(sigmoid(1e3)).toBe(1);
    expect(softplus(-1e3)).toBe(0);
    expect(softplus(1e3)).toBe(1e3);
    expect(logLoss(0, 1e3)).toBe(1e3);
    expect(logLoss(1, 1e3)).toBe(0);
    expect(logLoss(1, -1e3)).toBe(1e3);
  });

  it('is symmetric: σ(x) + σ(−x) = 1', () => {
    for (const x of [0, 0.1, 3, 30]) expect(sigmoid(x) + sigmoid(-x)).toBeCloseTo(1, 15);
  });
});
