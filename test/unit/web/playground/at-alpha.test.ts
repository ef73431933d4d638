import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../../src/domain/random.js';
import { alphaSegments, rankAt, scoreAt } from '../../../../web/src/pages/playground/at-alpha.js';

describe('choices over α', () => {
  it('has the flip point of a calculation by hand', () => {
    // α·0.5 = α·0.9 − (1 − α)·0.4  ⇔  α = 0.5
    const two = [
      { performance: 0.5, cost: 0 },
      { performance: 0.9, cost: 0.4 },
    ];
    const [first, second, ...rest] = alphaSegments(two);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ from: 0, best: 0 });
    expect(first?.to).toBeCloseTo(0.5, 12);
    expect(second).toMatchObject({ to: 1, best: 1 });
  });

  it.each([
    ['none', []],
    ['one', [{ performance: 0.3, cost: 1 }]],
    ['equal ones', Array.from({ length: 4 }, () => ({ performance: 0.5, cost: 0.5 }))],
    ['free ones', [0.2, 0.9, 0.4].map((performance) => ({ performance, cost: 0 }))],
    ['useless ones', [0, 0.5, 1].map((cost) => ({ performance: 0, cost }))],
  ])('takes %s', (_what, candidates) => {
    const segments = alphaSegments(candidates);
    expect(segments.length).toBe(candidates.length === 0 ? 0 : segments.length);
    if (candidates.length > 0) {
      expect(segments[0]?.from).toBe(0);
      expect(segments.at(-1)?.to).toBe(1);
    }
  });

  it('agrees with scoring at every α, and its ranges join', () => {
    const rng = seededRng(7);
    const random = rng.uniform;
    for (let trial = 0; trial < 500; trial++) {
      const candidates = Array.from({ length: 1 + Math.floor(random() * 30) }, () => ({
        // Rounded, so that ties happen.
        performance: Math.round(random() * 20) / 20,
        cost: Math.round(random() * 20) / 20,
      }));
      const segments = alphaSegments(candidates);
      expect(segments.length).toBeLessThanOrEqual(candidates.length);
      segments.forEach(({ from, to, best }, i) => {
        expect(from).toBe(i === 0 ? 0 : segments[i - 1]?.to);
        expect(to).toBeGreaterThan(from);
        for (const share of [0.001, 0.5, 0.999]) {
          const alpha = from + share * (to - from);
          const highest = Math.max(...candidates.map((one) => scoreAt(one, alpha)));
          expect(scoreAt(candidates[best] as never, alpha)).toBeCloseTo(highest, 9);
          expect(scoreAt(candidates[rankAt(candidates, alpha)[0] as number] as never, alpha)).toBeCloseTo(highest, 12);
        }
      });
      expect(segments.at(-1)?.to).toBe(1);
    }
  });
});
