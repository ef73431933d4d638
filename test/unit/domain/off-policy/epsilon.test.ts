import { describe, expect, it } from 'vitest';
import { drawEpsilon, epsilonOf, epsilonPropensity } from '../../../../src/domain/off-policy/epsilon.js';
import { seededRng } from '../../../../src/domain/random.js';

describe('ε-exploration', () => {
  it.each([
    [0.2, 5],
    [1, 3],
    [0.05, 1],
    [0, 4],
  ])('draws with ε = %d over %i actions as often as it says', (epsilon, n) => {
    const rng = seededRng(5);
    const draws = 40_000;
    const own = n - 1;
    const counts = new Array<number>(n).fill(0);
    let wrong = 0;
    for (let i = 0; i < draws; i++) {
      const { action, propensity } = drawEpsilon(epsilon, n, own, rng);
      counts[action] = (counts[action] as number) + 1;
      if (propensity !== epsilonPropensity(epsilon, n, action === own)) wrong++;
    }
    expect(wrong).toBe(0);
    counts.forEach((count, a) => {
      const p = epsilonPropensity(epsilon, n, a === own);
      // Five standard deviations of a binomial share.
      expect(Math.abs(count / draws - p)).toBeLessThanOrEqual(5 * Math.sqrt((p * (1 - p)) / draws));
    });
  });

  it('has propensities that sum to 1, and ε can be read from any of them', () => {
    for (const epsilon of [0, 0.01, 0.3, 1]) {
      for (const n of [2, 7, 40]) {
        expect(epsilonPropensity(epsilon, n, true) + (n - 1) * epsilonPropensity(epsilon, n, false)).toBeCloseTo(1, 12);
        for (const own of [true, false]) {
          expect(epsilonOf(epsilonPropensity(epsilon, n, own), n, own)).toBeCloseTo(epsilon, 12);
        }
      }
    }
    expect(epsilonOf(1, 1, true)).toBe(0);
  });

  it('is the same for the same seed', () => {
    const draws = () => {
      const rng = seededRng(9);
      return Array.from({ length: 50 }, () => drawEpsilon(0.5, 6, 2, rng));
    };
    expect(draws()).toEqual(draws());
  });
});
