import { describe, expect, it } from 'vitest';
import { mixtureQuantile, mixtureShare, normalShare } from '../../../../src/domain/answer-length/lognormal-mixture.js';
import { seededRng } from '../../../../src/domain/random.js';

describe('log-normal mixtures', () => {
  it('agree with tables of the normal distribution', () => {
    for (const [z, share] of [
      [0, 0.5],
      [1, 0.841344746],
      [1.281551566, 0.9],
      [1.959963985, 0.975],
      [-2.326347874, 0.01],
      [-6, 9.865876e-10],
    ] as const) {
      expect(Math.abs(normalShare(z) - share)).toBeLessThan(7.5e-8);
    }
  });

  it('of one part have the quantile exp(m + z·s)', () => {
    const one = { weight: [1], location: [5], scale: [0.4] };
    expect(mixtureQuantile(one, 0.9)).toBeCloseTo(Math.exp(5 + 1.281551566 * 0.4), 2);
    expect(mixtureQuantile(one, 0.5)).toBeCloseTo(Math.exp(5), 2);
  });

  it('have the quantile of draws from their parts', () => {
    const mixture = { weight: [0.7, 0.3], location: [0, 5], scale: [0.05, 0.5] };
    const rng = seededRng(2);
    const drawn = Float64Array.from({ length: 200_000 }, () => {
      const i = rng.uniform() < 0.7 ? 0 : 1;
      return Math.exp((mixture.location[i] as number) + (mixture.scale[i] as number) * rng.normal());
    }).sort();
    for (const p of [0.5, 0.8, 0.95]) {
      const at = mixtureQuantile(mixture, p);
      expect(mixtureShare(mixture, at)).toBeCloseTo(p, 5);
      expect(at / (drawn[Math.round(p * drawn.length)] as number)).toBeCloseTo(1, 1);
    }
  });
});
