import { describe, expect, it } from 'vitest';
import { logLoss, plainSigmoid, sigmoid, softplus } from '../../../src/domain/logistic.js';
// Made by test/fixtures/generators/mirt-golden.py with numpy.
import golden from '../../fixtures/golden/mirt.json' with { type: 'json' };

describe('logistic function', () => {
  it.each(golden)('agrees with numpy at $logOdds', ({ a, logOdds, p, y, loss, softplus: expected }) => {
    expect(sigmoid(logOdds)).toBeCloseTo(p, 10);
    expect(plainSigmoid(logOdds)).toBeCloseTo(p, 10);
    expect(logLoss(y, logOdds)).toBeCloseTo(loss, 9);
    a.forEach((x, k) => expect(softplus(Math.fround(x))).toBeCloseTo(expected[k] as number, 10));
  });

  it.each([sigmoid, plainSigmoid])('neither overflows nor turns into NaN at extremes (%o)', (σ) => {
    for (const [x, p] of [
      [-Number.MAX_VALUE, 0],
      [-1e3, 0],
      [0, 0.5],
      [1e3, 1],
      [Number.MAX_VALUE, 1],
    ] as const) {
      expect(σ(x)).toBe(p);
    }
  });

  it('tells small probabilities apart as long as e^x is above 0', () => {
    expect(sigmoid(-740)).toBe(Math.exp(-740));
    expect(plainSigmoid(-740)).toBe(0);
    expect(sigmoid(-746)).toBe(0);
  });

  it('has both forms agree to the last bit from 0 on, and within two below', () => {
    for (let x = 0; x < 40; x += 0.37) {
      expect(plainSigmoid(x)).toBe(sigmoid(x));
      expect(Math.abs(plainSigmoid(-x) / sigmoid(-x) - 1)).toBeLessThanOrEqual(2 * Number.EPSILON);
    }
  });

  it('is symmetric: σ(x) + σ(−x) = 1', () => {
    for (const x of [0, 0.1, 3, 30]) expect(sigmoid(x) + sigmoid(-x)).toBeCloseTo(1, 15);
  });

  it('keeps softplus and the log loss exact at extremes', () => {
    expect(softplus(-1e3)).toBe(0);
    expect(softplus(1e3)).toBe(1e3);
    expect(logLoss(0, 1e3)).toBe(1e3);
    expect(logLoss(1, 1e3)).toBe(0);
    expect(logLoss(1, -1e3)).toBe(1e3);
  });
});
