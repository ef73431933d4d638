import { describe, expect, it } from 'vitest';
import { checkPrice, relativeCost, spend } from '../../../src/domain/cost.js';
import type { ThetaError } from '../../../src/domain/errors.js';
import { dot, matrix, normaliseRows, row, takeRows } from '../../../src/domain/matrix.js';
import { bestIndex, objective, score } from '../../../src/domain/objective.js';
import { checkQueryText } from '../../../src/domain/query-text.js';
import { seededRng } from '../../../src/domain/random.js';
import { pooledRandomBytes, uuidv7 } from '../../../src/domain/uuid.js';

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (thrown) {
    return (thrown as ThetaError).code;
  }
};

describe('objective', () => {
  it('weighs performance against cost as equation 1 does', () => {
    expect(score(objective(0.8), 0.9, 0.5)).toBeCloseTo(0.8 * 0.9 - 0.2 * 0.5, 12);
    expect(score(objective(1), 0.9, 1)).toBe(0.9);
    expect(score(objective(0), 0.9, 0.25)).toBe(-0.25);
  });

  it.each([Number.NaN, -0.01, 1.01, Infinity, -Infinity])('refuses α = %s', (alpha) => {
    expect(codeOf(() => objective(alpha))).toBe('ALPHA_OUT_OF_RANGE');
  });

  it('breaks ties by cost, then by order, and skips NaN', () => {
    expect(bestIndex([0.5, 0.5, 0.5], [0.3, 0.1, 0.1])).toBe(1);
    expect(bestIndex([Number.NaN, -1, -2], [0, 0, 0])).toBe(1);
    expect(bestIndex([], [])).toBe(-1);
  });
});

describe('cost', () => {
  it('maps the dearest LLM to 1 as the footnote of section 3.1 does (10 $/M → 1, 0.28 $/M → 0.028)', () => {
    const [first, second] = relativeCost([10, 0.28]);
    expect(first).toBe(1);
    expect(second).toBeCloseTo(0.028, 6);
  });

  it('is 0 for all when everything is free', () => {
    expect([...relativeCost([0, 0])]).toEqual([0, 0]);
  });

  it('charges input and output tokens at their own price (equation 11)', () => {
    expect(spend({ inputPerMillion: 2.5, outputPerMillion: 10 }, 1000, 200)).toBeCloseTo(0.0045, 12);
  });

  it('charges cached input at its own price, and at the input price where it has none', () => {
    const price = { inputPerMillion: 2.5, outputPerMillion: 10, cachedInputPerMillion: 0.25 };
    expect(spend(price, 1000, 200, 800)).toBeCloseTo((2.5 * 200 + 0.25 * 800 + 10 * 200) / 1e6, 12);
    const { cachedInputPerMillion: _, ...plain } = price;
    expect(spend(plain, 1000, 200, 800)).toBe(spend(plain, 1000, 200));
    expect(codeOf(() => checkPrice('x', { ...price, cachedInputPerMillion: Number.NaN }))).toBe('PRICE_INVALID');
  });

  it.each([-1, Number.NaN, Infinity])('refuses the price %s', (usd) => {
    expect(codeOf(() => checkPrice('x', { inputPerMillion: 0, outputPerMillion: usd }))).toBe('PRICE_INVALID');
  });
});

describe('query text', () => {
  it.each([
    ['', 'QUERY_EMPTY'],
    [' \n\t ', 'QUERY_EMPTY'],
    ['x'.repeat(101), 'QUERY_TOO_LONG'],
    ['a\u0000b', 'QUERY_NOT_TEXT'],
    ['cut in half: \ud83d', 'QUERY_NOT_TEXT'],
  ])('refuses %j with %s', (text, code) => {
    expect(codeOf(() => checkQueryText(text, 100))).toBe(code);
  });

  it('accepts tabs, new lines, Chinese and emoji as they are', () => {
    const text = 'Übung 数学\t😀\r\nline';
    expect(checkQueryText(text, 100)).toBe(text);
  });
});

describe('matrix', () => {
  it('refuses data of another length', () => {
    expect(() => matrix(2, 3, new Float32Array(5))).toThrow('a 2 × 3 matrix needs 6 numbers, got 5');
  });

  it('normalises each row by itself and leaves zero rows', () => {
    const m = normaliseRows(matrix(3, 2, Float32Array.from([3, 4, 0, 0, -5, 0])));
    expect([...m.data]).toEqual([Math.fround(0.6), Math.fround(0.8), 0, 0, -1, 0]);
    const alone = normaliseRows(matrix(1, 2, Float32Array.from([3, 4])));
    expect([...alone.data]).toEqual([...row(m, 0)]);
  });

  it('copies rows in the order asked for', () => {
    expect([...takeRows(matrix(3, 1, Float32Array.from([1, 2, 3])), [2, 0, 2]).data]).toEqual([3, 1, 3]);
    expect(dot([1, 2, 3], [4, 5, 6])).toBe(32);
  });
});

describe('seeded randomness', () => {
  it('repeats itself for a seed, differs for another, and forks by name', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRng(seed).uniform);
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(seededRng(7).fork('a').uniform()).toBe(seededRng(7).fork('a').uniform());
    expect(seededRng(7).fork('a').uniform()).not.toBe(seededRng(7).fork('b').uniform());
  });

  it('has the moments of a uniform and of a normal', () => {
    const rng = seededRng(1);
    const n = 200_000;
    const moments = (values: number[]) => {
      const mean = values.reduce((s, x) => s + x, 0) / n;
      return { mean, variance: values.reduce((s, x) => s + (x - mean) ** 2, 0) / n };
    };
    const uniform = moments(Array.from({ length: n }, rng.uniform));
    expect(uniform.mean).toBeCloseTo(0.5, 2);
    expect(uniform.variance).toBeCloseTo(1 / 12, 2);
    const normal = moments(Array.from({ length: n }, rng.normal));
    expect(normal.mean).toBeCloseTo(0, 1);
    expect(normal.variance).toBeCloseTo(1, 1);
  });

  it('shuffles to a permutation, each order about as often', () => {
    const rng = seededRng(3);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = rng.shuffle([0, 1, 2]).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('UUID version 7', () => {
  it('has the layout of RFC 9562 and its time', () => {
    // Appendix A.6 of the RFC: 2022-02-22T19:22:22Z gives this time, version and variant.
    const id = uuidv7({ now: () => 0x017f22e279b0, monotonic: () => 0 }, () => new Uint8Array(10).fill(0xff));
    expect(id).toBe('017f22e2-79b0-7fff-bfff-ffffffffffff');
  });

  it('sorts by time and does not repeat', () => {
    const bytes = pooledRandomBytes(64);
    let now = 1_700_000_000_000;
    const ids = Array.from({ length: 1000 }, () => uuidv7({ now: () => now++, monotonic: () => 0 }, bytes));
    expect(new Set(ids).size).toBe(1000);
    expect([...ids].sort()).toEqual(ids);
  });
});
